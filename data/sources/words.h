/* Text of a file or an answer, made fit to be shown. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first @most characters of @text (@length bytes; -1 where it ends with a NUL): valid UTF-8, spaces for what can't be printed, an
 * ellipsis where something is left out. Looks at no more bytes than that. Transfer full. */
char *assay_words_cut  (const char *text, gssize length, guint most);
/* The day that @text begins with, "2026-08-21" of "2026-08-21T10:00:00Z"; NULL if it doesn't, or is NULL. Transfer full. */
char *assay_words_date (const char *text);
/* The day in UTC that is @seconds after the beginning of 1970, "2026-08-21"; NULL if there is none. Transfer full. */
char *assay_words_day  (double seconds);

G_END_DECLS
