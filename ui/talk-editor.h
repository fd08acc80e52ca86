/* The talk that is being arranged: the document, what was done to it and can be taken back, and the file that it is kept in. No widgets. */
#pragma once

#include "data/model/talk.h"
#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_TALK_EDITOR (assay_talk_editor_get_type ())
G_DECLARE_FINAL_TYPE (AssayTalkEditor, assay_talk_editor, ASSAY, TALK_EDITOR, GObject)

/* An empty talk without a file. Emits "changed" when the document, what can be taken back, the file or the selection changed. */
AssayTalkEditor *assay_talk_editor_new          (void);

/* Transfer none, until the next change. */
const AssayTalk *assay_talk_editor_get_talk     (AssayTalkEditor *self);
/* The slide that is worked on; -1 in an empty talk. */
int              assay_talk_editor_get_selected (AssayTalkEditor *self);
/* Silent: a list that follows the document says which row was chosen. */
void             assay_talk_editor_select       (AssayTalkEditor *self, int position);
/* NULL before it was saved; transfer none. */
GFile           *assay_talk_editor_get_file     (AssayTalkEditor *self);
/* Whether it says something else than when it was opened or saved. */
gboolean         assay_talk_editor_is_modified  (AssayTalkEditor *self);

/* Another document: nothing can be taken back. Takes over @talk; @file may be NULL. */
void             assay_talk_editor_open         (AssayTalkEditor *self, AssayTalk *talk, GFile *file);
/* @talk is what @file has now. */
void             assay_talk_editor_saved        (AssayTalkEditor *self, const AssayTalk *talk, GFile *file);

/* One step that can be taken back: @talk, which it takes over, instead of the document, and then @selected. Nothing happens if they are equal. */
void             assay_talk_editor_apply        (AssayTalkEditor *self, AssayTalk *talk, int selected);
gboolean         assay_talk_editor_can_undo     (AssayTalkEditor *self);
gboolean         assay_talk_editor_can_redo     (AssayTalkEditor *self);
void             assay_talk_editor_undo         (AssayTalkEditor *self);
void             assay_talk_editor_redo         (AssayTalkEditor *self);

G_END_DECLS
