/* One slide of a talk, to be edited: its title, its words, what the speaker says. */
#pragma once

#include "data/model/talk.h"
#include "ui/glimpses.h"

G_BEGIN_DECLS

/* What @item is to say; @item is the window's own, changed as the user has it. */
typedef void (*AssaySlideEdited) (const AssayTalkItem *item, gpointer data);

/* Calls @edited if the user means it, at most once, then frees @data with @free. @glimpses, of the talk, say what a chart says of itself. */
void assay_slide_window_present (GtkWindow *parent, AssaySession *session, AssayGlimpses *glimpses, const AssayTalkItem *item,
                                 AssaySlideEdited edited, gpointer data, GDestroyNotify free);

G_END_DECLS
