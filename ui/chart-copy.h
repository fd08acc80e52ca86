/* A figure as content of the clipboard. */
#pragma once

#include <gtk/gtk.h>

#include "data/model/figure.h"

G_BEGIN_DECLS

/* A picture: as texture, which GDK offers as PNG and other formats, and as SVG. */
void                assay_chart_copy_image_async (AssayFigure         *figure,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
/* The figures: as CSV, and as tab-separated text, which a spreadsheet or an editor takes. */
void                assay_chart_copy_data_async  (AssayFigure         *figure,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
/* What to put into the clipboard (transfer full). */
GdkContentProvider *assay_chart_copy_finish      (GAsyncResult        *result,
                                                  GError             **error);

G_END_DECLS
