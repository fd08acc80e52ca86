/* A figure on paper. */
#pragma once

#include <gtk/gtk.h>

#include "data/model/figure.h"

G_BEGIN_DECLS

/* One landscape page in the print theme. With @path it becomes that PDF file and nobody is asked, else the user chooses the
 * printer; the result is then in the printer's own status. Fails as gtk_print_operation_run() does. */
gboolean assay_chart_print (AssayFigure  *figure,
                            GtkWindow    *parent,
                            const char   *path,
                            GError      **error);

G_END_DECLS
