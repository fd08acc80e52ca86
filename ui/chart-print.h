/* Figures on paper. */
#pragma once

#include <gtk/gtk.h>

#include "data/model/figure.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_PRINT_ASK,       /* the user chooses the printer, or looks at a preview first */
  ASSAY_PRINT_PREVIEW,   /* the pages in a window, from which they can be printed */
  ASSAY_PRINT_FILE,      /* a PDF file, and nobody is asked */
} AssayPrintMode;

/* Each of @figures on a landscape page in the print theme, as @name in the printer's queue; @path is that of ASSAY_PRINT_FILE, which is whole when
 * this returns. With the other modes the result is in the printer's own status. Fails as gtk_print_operation_run() does. */
gboolean assay_charts_print (GPtrArray       *figures,
                             const char      *name,
                             AssayPrintMode   mode,
                             GtkWindow       *parent,
                             const char      *path,
                             GError         **error);
/* The same for one figure. */
gboolean assay_chart_print  (AssayFigure     *figure,
                             AssayPrintMode   mode,
                             GtkWindow       *parent,
                             const char      *path,
                             GError         **error);

G_END_DECLS
