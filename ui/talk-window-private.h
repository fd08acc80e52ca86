/* What the talk window's own files share. */
#pragma once

#include "ui/glimpses.h"
#include "ui/talk-editor.h"
#include "ui/talk-window.h"

G_BEGIN_DECLS

AssaySession    *assay_talk_window_get_session (AssayTalkWindow *self);
AssayAdviser    *assay_talk_window_get_adviser (AssayTalkWindow *self);
AssayTalkEditor *assay_talk_window_get_editor  (AssayTalkWindow *self);
AssayGlimpses   *assay_talk_window_get_glimpses (AssayTalkWindow *self);
/* A message that passes; @text is no markup. With @undo it offers to take back the last step. */
void             assay_talk_window_say         (AssayTalkWindow *self, const char *text, gboolean undo);
/* What went wrong: it stays until it was read. */
void             assay_talk_window_fail        (AssayTalkWindow *self, const char *text);
/* The talk that was to be read can't be, for the reasons in @text. */
void             assay_talk_window_show_failure (AssayTalkWindow *self, const char *text);
/* The title that is being typed becomes part of the document. */
void             assay_talk_window_take_title  (AssayTalkWindow *self);
/* The keyboard goes on at the selected slide. */
void             assay_talk_window_focus       (AssayTalkWindow *self);

/* talk-window-edit.c: actions on slides. */
void             assay_talk_window_add_edits   (AssayTalkWindow *self);
/* Says which of them make sense now. */
void             assay_talk_window_update_edits (AssayTalkWindow *self);

/* talk-window-files.c: actions on files. */
void             assay_talk_window_add_files   (AssayTalkWindow *self);
/* Reads @file, or (NULL) makes the talk of the verdict, in a thread. */
void             assay_talk_window_load        (AssayTalkWindow *self, GFile *file);
/* Asks what is to become of changes; the window is then closed, or stays. */
void             assay_talk_window_ask_close   (AssayTalkWindow *self);

/* talk-window-show.c: presenting and exporting. */
void             assay_talk_window_add_show    (AssayTalkWindow *self);

G_END_DECLS
