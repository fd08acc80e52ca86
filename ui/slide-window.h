/* One slide of a talk, to be edited: its title, its words, what the speaker says. */
#pragma once

#include "data/model/talk.h"
#include "ui/types.h"

G_BEGIN_DECLS

/* What @item is to say; @item is the window's own, changed as the user has it. */
typedef void (*AssaySlideEdited) (const AssayTalkItem *item, gpointer data);

/* Calls @edited if the user means it, at most once, then frees @data with @free. @own_title and @own_notes: what a chart says of itself; NULL of words. */
void assay_slide_window_present (GtkWindow *parent, AssaySession *session, const AssayTalkItem *item, const char *own_title, const char *own_notes,
                                 AssaySlideEdited edited, gpointer data, GDestroyNotify free);

G_END_DECLS
