/* How much larger than the desktop's standard text a widget's text is. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* 1 at standard text, 11 pt at 96 dpi. */
double assay_text_get_factor (GtkWidget *widget);
/* @length in pixels at standard text (11 pt at 96 dpi), as long as it must be for the text of @widget; never shorter. */
int    assay_text_scale      (GtkWidget *widget, int length);

G_END_DECLS
