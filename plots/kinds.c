#include "plots/layout-private.h"

static const AssayKind * const kinds[ASSAY_N_FIGURE_KINDS] = {
  [ASSAY_FIGURE_BARS] = &assay_kind_bars,
  [ASSAY_FIGURE_LINES] = &assay_kind_lines,
  [ASSAY_FIGURE_HISTOGRAM] = &assay_kind_histogram,
  [ASSAY_FIGURE_ECDF] = &assay_kind_ecdf,
  [ASSAY_FIGURE_PERCENTILES] = &assay_kind_percentiles,
  [ASSAY_FIGURE_STACKED] = &assay_kind_stacked,
  [ASSAY_FIGURE_DOTS] = &assay_kind_dots,
  [ASSAY_FIGURE_RANGES] = &assay_kind_ranges,
  [ASSAY_FIGURE_HEATMAP] = &assay_kind_heatmap,
  [ASSAY_FIGURE_TIMELINE] = &assay_kind_timeline,
  [ASSAY_FIGURE_BUMP] = &assay_kind_bump,
};

const AssayKind *
assay_kind_get (AssayFigureKind kind)
{
  g_return_val_if_fail (kind < ASSAY_N_FIGURE_KINDS && kinds[kind] != NULL, &assay_kind_bars);

  return kinds[kind];
}
