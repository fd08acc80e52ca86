/* Rows of results as keys of hash tables, without a text being made of each: there may be hundreds of thousands. All take AssayResult. */
#pragma once

#include "data/sources/results.h"

G_BEGIN_DECLS

/* Equal where rows are of one time line: the same subject under the same circumstances, measured again and again. */
guint    assay_result_hash_line        (gconstpointer row);
gboolean assay_result_same_line        (gconstpointer a, gconstpointer b);
/* Equal where they are of one measurement: of one line, at one date. */
guint    assay_result_hash_measurement (gconstpointer row);
gboolean assay_result_same_measurement (gconstpointer a, gconstpointer b);
/* Equal where subjects are compared: one measure, under the same circumstances, at one date. */
guint    assay_result_hash_comparison  (gconstpointer row);
gboolean assay_result_same_comparison  (gconstpointer a, gconstpointer b);

G_END_DECLS
