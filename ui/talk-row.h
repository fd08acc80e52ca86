/* One slide of the talk that is being arranged: its place, a small picture, what it says, and whether it is shown. */
#pragma once

#include "ui/glimpses.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_TALK_ROW (assay_talk_row_get_type ())
G_DECLARE_FINAL_TYPE (AssayTalkRow, assay_talk_row, ASSAY, TALK_ROW, GtkListBoxRow)

/* Emits "shown-changed" (whether) when the user has the slide shown or hidden, "moved" (from) when another row was dropped on it. */
GtkWidget *assay_talk_row_new (void);
/* What it shows from now on; @glimpse is NULL while it is being drawn. */
void       assay_talk_row_set (AssayTalkRow *self, const AssayTalkItem *item, guint position, const AssayGlimpse *glimpse);

G_END_DECLS
