/* An origin in the list of sources. */
#pragma once

#include "data/advice/assessment.h"
#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_SOURCE_ROW (assay_source_row_get_type ())
G_DECLARE_FINAL_TYPE (AssaySourceRow, assay_source_row, ASSAY, SOURCE_ROW, GtkListBoxRow)

GtkWidget       *assay_source_row_new        (AssayProvenance *origin);
AssayProvenance *assay_source_row_get_origin (AssaySourceRow *self);
/* Adds "Used by 3 charts and 2 claims" to what the row says. */
void             assay_source_row_set_use    (AssaySourceRow *self, AssayUse use);
/* Whether @words, of assay_search_words(), all occur in what is known of the origin. */
gboolean         assay_source_row_matches    (AssaySourceRow *self, const char * const *words);

G_END_DECLS
