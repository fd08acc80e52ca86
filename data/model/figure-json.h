/* A figure as a JSON document for other programs: what it draws, each mark with its value, interval, unit and origin. */
#pragma once

#include <glib.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* As the definition "figure" of app/interface.schema.json describes it; UTF-8, the same bytes each time. Transfer full. */
GBytes *assay_figure_to_json (AssayFigure *figure);

G_END_DECLS
