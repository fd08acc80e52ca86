/* How much room a figure asks for. */
#pragma once

#include "data/model/figure.h"

G_BEGIN_DECLS

/* The least width in which a card's chart can be read, in pixels at standard text. */
#define ASSAY_CHART_MIN_WIDTH 280

/* The height that suits @figure with its legend at @width; both in pixels, @scale the size of type relative to standard text. */
int assay_chart_natural_height (const AssayFigure *figure, int width, double scale);

G_END_DECLS
