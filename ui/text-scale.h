/* How much larger than the desktop's standard text a widget's text is. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* 1 at standard text, 11 pt at 96 dpi. */
double assay_text_get_factor (GtkWidget *widget);
/* @length in pixels at standard text (11 pt at 96 dpi), as long as it must be for the text of @widget; never shorter. */
int    assay_text_scale      (GtkWidget *widget, int length);
/* Type that is read from afar, for what stands beside or above slides @height pixels high. Returns how much larger than standard text it is. */
double assay_text_project    (GtkWidget *widget, int height);
/* Above a presentation @window gets such type, and grows with it, though not beyond @parent; before it is shown. Returns how much larger; 1 elsewhere. */
double assay_text_follow     (GtkWindow *window, GtkWindow *parent);

G_END_DECLS
