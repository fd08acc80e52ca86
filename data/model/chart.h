/* A chart of the catalogue: which data, as which kind of figure, with which sentences. */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* Immutable, boxed, atomically counted; the whole struct is private to chart.c and chart-figure.c. */
#define ASSAY_TYPE_CHART (assay_chart_get_type ())
GType        assay_chart_get_type   (void) G_GNUC_CONST;
AssayChart  *assay_chart_read       (const AssayField *object, AssayStore *store);
AssayChart  *assay_chart_ref        (AssayChart *self);
void         assay_chart_unref      (AssayChart *self);
const char  *assay_chart_get_id     (const AssayChart *self);
const char  *assay_chart_get_page   (const AssayChart *self);

/* The chart with the data that the store holds now: pure. @today is a julian day (for guides such as "today").
 * Fails with %ASSAY_ERROR_INVALID if no datum matches. Transfer full. */
AssayFigure *assay_chart_get_figure (AssayChart *self, AssayStore *store, double today, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayChart, assay_chart_unref)

G_END_DECLS
