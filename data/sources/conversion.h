/* From the unit in which somebody counts to that of a metric. */
#pragma once

#include "data/model/units.h"

G_BEGIN_DECLS

/* What a number in @unit ("s", "MB", "ratio", an id of assay_unit_find() or a unit of assay_quantity_factor()) is to be multiplied with to be in @to;
 * %FALSE (silent) if they don't measure the same. */
gboolean    assay_conversion_find (const char *unit, const AssayUnit *to, double *factor);
/* The unit in which Prometheus's own conventions count what @to measures: seconds, bytes, ratios; @to's own where they have none. */
const char *assay_conversion_base (const AssayUnit *to);

G_END_DECLS
