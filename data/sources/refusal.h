/* The words with which a server refuses, where it says them in JSON. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "bad_data: invalid parameter ..." of {"errorType": ..., "error": ...} (Prometheus), the text of {"message": ...} (GitHub) or {"error_message": ...} (Stack
 * Exchange), made fit to be shown and no longer than a sentence or two; NULL if @text, @length bytes, is nothing of the kind. Transfer full. */
char *assay_refusal_words (const char *text, gsize length);

G_END_DECLS
