/* Where an axis has its ticks, and what stands there. */
#pragma once

#include "data/model/types.h"
#include "plots/scale.h"

G_BEGIN_DECLS

#define ASSAY_MOST_TICKS 7

typedef struct
{
  double value;
  char *label;          /* owned by the array */
} AssayTick;

/* The range widened outwards to round values, so that at most @most ticks (2..7) cover it; ends given by the chart (not NAN in
 * @axis) stay. */
void    assay_scale_round  (AssayScale *self, const AssayAxis *axis, guint most);
/* At most @most round values within the range, rising: 1, 2, 2.5 or 5 times a power of ten, of bytes as MiB or whatever they
 * reach; on a log axis 1-2-5 or 1-3 of each
 * decade, else decades; years, quarters, months or days on a date axis; every category. Array of AssayTick, transfer full. */
GArray *assay_ticks_new    (const AssayScale *scale, const AssayUnit *unit, guint most);

G_END_DECLS
