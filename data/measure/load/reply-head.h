/* The head of an HTTP/1.1 answer: status line and the few headers that say where it ends. */
#pragma once

#include "data/measure/load/reply.h"

G_BEGIN_DECLS

/* @head ends with an empty line. What is wrong with it, in words, or NULL. */
const char *assay_reply_read_head (AssayReply *self, const char *head, gsize length);

G_END_DECLS
