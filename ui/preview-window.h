/* Pages as they will be on paper. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ASSAY_TYPE_PREVIEW_WINDOW (assay_preview_window_get_type ())
G_DECLARE_FINAL_TYPE (AssayPreviewWindow, assay_preview_window, ASSAY, PREVIEW_WINDOW, AdwWindow)

/* Empty and not shown yet. Signal:
 *
 *  print   the user wants these pages printed
 */
GtkWidget *assay_preview_window_new      (GtkWindow          *parent,
                                          const char         *name);
/* @page in its size on paper, @words for a screen reader. */
void       assay_preview_window_add_page (AssayPreviewWindow *self,
                                          GdkPaintable       *page,
                                          const char         *words);

G_END_DECLS
