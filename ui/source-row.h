/* An origin in the list of sources. */
#pragma once

#include "data/advice/assessment.h"
#include "ui/types.h"

G_BEGIN_DECLS

/* A row that opens the origin's card. */
GtkWidget *assay_source_row_new (AssayProvenance *origin);
/* Adds "used by 3 charts and 2 claims" to what the row says. */
void       assay_source_row_set_use (GtkWidget *row, const AssayProvenance *origin, AssayUse use);
/* Everything that a search looks at, folded by g_utf8_casefold(); transfer full. */
char      *assay_source_row_fold (const AssayProvenance *origin);

G_END_DECLS
