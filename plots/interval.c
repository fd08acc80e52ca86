/* A mark's interval: from low to high along the value axis. */
#include "plots/layout-private.h"

#include <math.h>

#include "data/model/series.h"

double
assay_interval_get_end (const AssayLayout *self, const AssayMark *mark, gboolean high)
{
  const AssaySeries *series = assay_layout_get_series (self, mark->series);
  const double *bounds = high ? series->high : series->low;
  gboolean rising = high != self->y.upright;     /* towards larger coordinates */
  double end = self->y.upright ? mark->y + (high ? 0 : mark->height) : mark->x + (high ? mark->width : 0), bound;

  if (bounds == NULL || !assay_scale_shows (&self->y.scale, bounds[mark->index]))
    return end;
  bound = assay_scale_clamp (&self->y.scale, bounds[mark->index]);

  return rising ? MAX (end, bound) : MIN (end, bound);
}

void
assay_interval_draw (const AssayLayout *self, cairo_t *cr, const AssayMark *mark)
{
  const AssaySeries *series = assay_layout_get_series (self, mark->series);
  double middle = self->y.upright ? mark->x + mark->width / 2 : mark->y + mark->height / 2;

  if (series->low == NULL || !isfinite (series->low[mark->index]) || !isfinite (series->high[mark->index]))
    return;
  assay_whisker_draw (cr, self->theme, self->scale, assay_scale_clamp (&self->y.scale, series->low[mark->index]),
                      assay_scale_clamp (&self->y.scale, series->high[mark->index]), middle, self->y.upright);
}
