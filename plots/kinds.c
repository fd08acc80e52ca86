#include "plots/layout-private.h"

static const AssayKind * const kinds[ASSAY_N_FIGURE_KINDS] = {
  [ASSAY_FIGURE_BARS] = &assay_kind_bars,
  [ASSAY_FIGURE_LINES] = &assay_kind_lines,
};

const AssayKind *
assay_kind_get (AssayFigureKind kind)
{
  g_return_val_if_fail (kind < ASSAY_N_FIGURE_KINDS && kinds[kind] != NULL, &assay_kind_bars);

  return kinds[kind];
}
