/* Arranging a talk: its slides in their order, moved, hidden, edited, added and removed; saved as a document of its own. */
#pragma once

#include "data/model/talk.h"
#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_TALK_WINDOW (assay_talk_window_get_type ())
G_DECLARE_FINAL_TYPE (AssayTalkWindow, assay_talk_window, ASSAY, TALK_WINDOW, AdwApplicationWindow)

/* Of the file (transfer none), which is read; NULL: the talk that follows from the verdict, @adviser's if there is one (or NULL). Its actions, each "win.…":
 *
 *  move-up, move-down, move-first, move-last, remove, edit, toggle-hidden   the selected slide
 *  add-charts, add-text, add-title                   after it
 *  undo, redo, from-verdict
 *  open, save, save-as; open-from, save-to     s     the same without asking for the file
 *  present, present-here, print, export-deck; print-to, export-deck-to  s
 */
AssayTalkWindow *assay_talk_window_new      (GtkApplication *application, AssaySession *session, AssayAdviser *adviser, GFile *file);
/* What it keeps its talk in; NULL: nothing yet; transfer none. */
GFile           *assay_talk_window_get_file (AssayTalkWindow *self);

G_END_DECLS
