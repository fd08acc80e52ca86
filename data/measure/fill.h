/* Commands as the workloads' files write them, with {placeholders}. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @words (NULL-terminated) with every {name} replaced by its value; a name is small letters, digits and hyphens, other braces stay as they
 * are. @values: name -> text. Transfer full; NULL with %ASSAY_ERROR_WORKLOAD that names a placeholder without a value. */
char **assay_fill_words (const char * const *words, GHashTable *values, GError **error);

G_END_DECLS
