/* The questions about a project and its team, and what is assumed. */
#pragma once

#include "ui/adviser.h"

G_BEGIN_DECLS

/* What is answered is put into the adviser's profile when the user says so. */
GtkWindow *assay_needs_window_new (GtkWindow *parent, AssayAdviser *adviser);

G_END_DECLS
