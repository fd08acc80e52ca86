/* What the program is, its version and its licence. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @parent may be NULL. */
void assay_about_present (GtkWindow *parent);

G_END_DECLS
