/* A search: every word must occur. Case and accents don't matter. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text (NULL: none) as it is compared: without case and accents, "Größe Café" as "grosse cafe". What is no UTF-8 is left out. Transfer full. */
char    *assay_search_fold    (const char *text);
/* The words of @text, folded; transfer full, never NULL. */
char   **assay_search_words   (const char *text);
/* Whether each of @words occurs in @folded, which assay_search_fold() made. */
gboolean assay_search_matches (const char * const *words, const char *folded);

G_END_DECLS
