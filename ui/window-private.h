/* What the window's own files share. */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

AssaySession *assay_window_get_session    (AssayWindow *self);
AssaySplit   *assay_window_get_split      (AssayWindow *self);
/* The page that is shown; NULL as long as there is nothing to show. */
GtkWidget    *assay_window_get_page_child (AssayWindow *self);

/* That of the Advisor page; NULL before it was visited. */
AssayAdviser *assay_window_get_adviser    (AssayWindow *self);
/* The same, made if the Advisor page was not opened yet; NULL without a catalogue. */
AssayAdviser *assay_window_need_adviser   (AssayWindow *self);
AssaySidebar *assay_window_get_sidebar    (AssayWindow *self);
/* Shows the search through everything instead of the page, once there is something to search. */
void          assay_window_search         (AssayWindow *self);
/* Takes over the toast. */
void          assay_window_add_toast      (AssayWindow *self, AdwToast *toast);
/* A toast that answers what the user has just done; @text is no markup. */
void          assay_window_say            (AssayWindow *self, const char *text);
/* Whether it was closed and only waits for an experiment to end. */
gboolean      assay_window_is_closing     (AssayWindow *self);

/* window-actions.c: adds the actions "win.…" with their state. */
void          assay_window_add_actions    (AssayWindow *self);

/* window-advisor.c: its commands, for toasts and scripts. */
void          assay_window_add_advisor    (AssayWindow *self);

/* window-export.c: all charts as slides in a PDF, or as a web page with the claims. */
typedef enum
{
  ASSAY_EXPORT_DECK,
  ASSAY_EXPORT_PAGE,
} AssayExportKind;

/* Writes @file off the UI thread, and says in a toast how it went. */
void          assay_window_export         (AssayWindow *self, AssayExportKind kind, GFile *file);
/* Asks for the file first. */
void          assay_window_ask_export     (AssayWindow *self, AssayExportKind kind);

/* window-import.c: reads @file off the UI thread, and says in a toast what it was; the catalogue is then loaded anew. */
void          assay_window_import         (AssayWindow *self, GFile *file);
/* Its actions, and files that are dropped on the window. */
void          assay_window_add_import     (AssayWindow *self);

/* window-present.c: slides over a whole monitor. */
void          assay_window_add_present    (AssayWindow *self);

/* window-profile.c: edits the profile of @file, if its name says that it holds one. */
gboolean      assay_window_open_profile   (AssayWindow *self, GFile *file);

/* window-talk.c: opens @file, a talk to be arranged, a profile or results to be imported. */
void          assay_window_open           (AssayWindow *self, GFile *file);
/* A window in which the talk of @file is arranged; NULL: any that is open, else that of today's verdict. */
void          assay_window_arrange_talk   (AssayWindow *self, GFile *file);
void          assay_window_add_talk       (AssayWindow *self);

/* window-print.c: all charts on paper. */
void          assay_window_add_print      (AssayWindow *self);

/* window-refresh.c: asking the public sources for today's figures. */
void          assay_window_add_refresh    (AssayWindow *self);

/* window-service.c: adding a service of the user's own. */
void          assay_window_add_service    (AssayWindow *self);

/* window-undo.c: says @text, with Undo, which activates @action with @target; so does Ctrl+Z, where nothing nearer is to be undone. */
void          assay_window_offer_undo     (AssayWindow *self, const char *text, const char *action, const char *target);
void          assay_window_add_undo       (AssayWindow *self);

/* window-bench.c: actions and messages of measuring. */
void          assay_window_add_bench      (AssayWindow *self);
/* TRUE when something is measured or prepared; then it is being stopped, and "changed" of the bench tells its end. */
gboolean      assay_window_stop_bench     (AssayWindow *self);

G_END_DECLS
