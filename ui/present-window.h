/* The audience's window: slides over a whole monitor, led by keys, a clicker or the mouse; with a second monitor a window for the speaker too. */
#pragma once

#include "ui/adviser.h"
#include "ui/slide-show.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_PRESENT_WINDOW (assay_present_window_get_type ())
G_DECLARE_FINAL_TYPE (AssayPresentWindow, assay_present_window, ASSAY, PRESENT_WINDOW, GtkWindow)

/* Presents @show from its position, on a monitor other than that of @parent where there is one; the screen doesn't sleep until it is closed. Transfer none. */
AssayPresentWindow *assay_present_window_start    (GtkWindow *parent, AssaySlideShow *show);
AssaySlideShow     *assay_present_window_get_show (AssayPresentWindow *self);
/* From which it was started; NULL once that is gone. */
GtkWindow          *assay_present_window_get_parent (AssayPresentWindow *self);

/* Whose weights are moved on an advisor's slide; without it none are. */
void                assay_present_window_set_adviser  (AssayPresentWindow *self, AssayAdviser *adviser);
/* Shows the weights beside an advisor's slide, or hides them; hide is FALSE where there were none. */
void                assay_present_window_toggle_weights (AssayPresentWindow *self);
gboolean            assay_present_window_hide_weights (AssayPresentWindow *self);
/* Moves the slides to the next monitor. */
void                assay_present_window_next_monitor (AssayPresentWindow *self);
/* The slide's data as a table; where the mark under the pointer comes from (all origins if there is none). */
void                assay_present_window_show_table   (AssayPresentWindow *self);
void                assay_present_window_show_origin  (AssayPresentWindow *self);
/* "→ 12" while a number is typed; NULL: nothing. */
void                assay_present_window_set_echo     (AssayPresentWindow *self, const char *text);

G_END_DECLS
