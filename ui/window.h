/* The program's window: a list of pages beside the page. */
#pragma once

#include "ui/present-window.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_WINDOW (assay_window_get_type ())
G_DECLARE_FINAL_TYPE (AssayWindow, assay_window, ASSAY, WINDOW, AdwApplicationWindow)

/* A window on @session, which is loaded once the window's first frame is drawn. @application may be NULL in tests. */
GtkWidget  *assay_window_new      (AssayApplication *application, AssaySession *session);

/* The id of the page that is shown. */
const char *assay_window_get_page (AssayWindow *self);
/* Shows a page, building it on its first visit once the catalogue is there; an unknown id does nothing. */
void        assay_window_goto     (AssayWindow *self, const char *page);
/* As it was when the program ended last; at the first start it says what it is for. Before the window is shown. */
void        assay_window_restore  (AssayWindow *self);
/* The adviser whose weights are moved while @presenting, which was started from a window of this program; once the first slide is there. */
void        assay_window_lend_adviser (AssayPresentWindow *presenting);
/* A message that passes. */
void        assay_window_toast    (AssayWindow *self, const char *message);

G_END_DECLS
