/* What origins look like in lists. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

/* A row that opens the origin's card on a click or Enter; @datum is what was read there, or NULL. No markup. */
GtkWidget  *assay_origin_row_new      (const char *title, const char *subtitle, AssayProvenance *origin, AssayDatum *datum);
/* "Independent", "Vendor", "Own" or "Claim". */
const char *assay_origin_standing     (const AssayProvenance *origin);

G_END_DECLS
