/* Figures made by hand, and what the tests of charts do with widgets. */
#pragma once

#include <gtk/gtk.h>

#include "ui/chart-card.h"
#include "ui/chart-view.h"

/* Three categories, two series, one of their five points gated; all from one origin. Transfer full. */
AssayFigure     *figure_bars          (void);
/* One line of @n points. Transfer full. */
AssayFigure     *figure_line          (guint n);

/* Runs the main loop for a while, as a user who waits does. */
void             wait_milliseconds    (guint milliseconds);

#define wait_for(condition) G_STMT_START { \
  for (guint _i = 0; _i < 5000 && !(condition); _i++) \
    wait_milliseconds (2); \
  g_assert_true (condition); } G_STMT_END

/* A window that shows @child, 600x480. */
GtkWindow       *window_with          (GtkWidget        *child);
/* Has it drawn @figure. */
AssayChartView  *view_with            (AssayFigure      *figure);
void             press_key            (GtkWidget        *widget, guint keyval);
void             move_pointer         (GtkWidget        *widget, double x, double y);
void             leave_pointer        (GtkWidget        *widget);
void             click                (GtkWidget        *widget, double x, double y);
/* The newest window of type @type, or NULL. */
GtkWindow       *find_window          (GType             type);
/* Whether @widget or anything in it is a label that contains @text. */
gboolean         has_label            (GtkWidget        *widget, const char *text);
