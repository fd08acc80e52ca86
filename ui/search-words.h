/* A search: every word must occur. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of @text, folded by g_utf8_casefold(); transfer full, never NULL. */
char   **assay_search_words   (const char *text);
/* Whether each of @words occurs in @folded. */
gboolean assay_search_matches (const char * const *words, const char *folded);

G_END_DECLS
