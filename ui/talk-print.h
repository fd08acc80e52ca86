/* Slides on paper. */
#pragma once

#include <gtk/gtk.h>

#include "data/model/slide.h"

G_BEGIN_DECLS

/* A landscape page a slide, in the print theme; @slides of AssaySlide, 1 or more; @title names the job. With @path they become that PDF file and nobody is asked, else the
 * user chooses the printer; the result is then in the printer's own status. Fails as gtk_print_operation_run() does. */
gboolean assay_slides_print (GPtrArray *slides, const char *title, GtkWindow *parent, const char *path, GError **error);

G_END_DECLS
