/* Another strict parser's verdict on a JSON document. */
#pragma once

#include <glib.h>

/* Whether yajl, with guards where it is laxer than RFC 8259 and our limits, takes @text of @length bytes, behind which a NUL stands. */
gboolean json_peer_accepts (const char *text, gsize length);
