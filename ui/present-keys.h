/* The keys of a presentation, for the audience's and the speaker's window alike. */
#pragma once

#include "ui/present-window.h"

G_BEGIN_DECLS

/* Adds to @window the keys that lead @presentation. */
void assay_present_keys_add (GtkWidget *window, AssayPresentWindow *presentation);

G_END_DECLS
