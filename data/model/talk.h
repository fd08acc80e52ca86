/* The default talk: every chart of the catalogue, in its order. */
#pragma once

#include <glib.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* "Python or Node.js?": the sides of the comparison as a question; transfer full. */
char      *assay_talk_title   (AssayStore *store);

/* Of AssayFigure, one a chart, in the catalogue's order; charts without data are left out. @today is a julian day.
 * Fails with %ASSAY_ERROR_INVALID if none has data. Transfer full, elements owned. */
GPtrArray *assay_talk_figures (AssayStore *store, double today, GError **error);

G_END_DECLS
