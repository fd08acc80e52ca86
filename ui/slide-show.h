/* A talk being given: its slides, which one is shown, and how. Several views show the same show. */
#pragma once

#include <gtk/gtk.h>

#include "data/model/slide.h"
#include "plots/theme.h"
#include "ui/types.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_VEIL_NONE,
  ASSAY_VEIL_BLACK,
  ASSAY_VEIL_WHITE,
} AssayVeil;

typedef enum
{
  ASSAY_POINTER_ARROW,
  ASSAY_POINTER_LASER,
  ASSAY_POINTER_SPOTLIGHT,
  ASSAY_N_POINTERS
} AssayPointer;

#define ASSAY_TYPE_SLIDE_SHOW (assay_slide_show_get_type ())
G_DECLARE_FINAL_TYPE (AssaySlideShow, assay_slide_show, ASSAY, SLIDE_SHOW, GObject)

/* @slides of AssaySlide, 1 or more. Emits "changed" whenever a view has something else to show, "pointed" when only the pointer moved. */
AssaySlideShow   *assay_slide_show_new          (GPtrArray *slides);

guint             assay_slide_show_get_n        (AssaySlideShow *self);
guint             assay_slide_show_get_position (AssaySlideShow *self);
/* NULL beyond the last; transfer none. */
AssaySlide       *assay_slide_show_get_slide    (AssaySlideShow *self, guint position);
/* The one that is shown; transfer none. */
AssaySlide       *assay_slide_show_get_current  (AssaySlideShow *self);
/* Puts another in place of the one at @position, which is taken in. */
void              assay_slide_show_set_slide    (AssaySlideShow *self, guint position, AssaySlide *slide);
/* Kept within the slides; lifts the veil, ends the zoom. */
void              assay_slide_show_go           (AssaySlideShow *self, int position);
/* The same by so many slides. */
void              assay_slide_show_step         (AssaySlideShow *self, int steps);

AssayVeil         assay_slide_show_get_veil     (AssaySlideShow *self);
/* The veil that is there already is lifted. */
void              assay_slide_show_toggle_veil  (AssaySlideShow *self, AssayVeil veil);
const AssayTheme *assay_slide_show_get_theme    (AssaySlideShow *self);
void              assay_slide_show_toggle_theme (AssaySlideShow *self);
/* How much larger than usual text is. */
double            assay_slide_show_get_text     (AssaySlideShow *self);
/* A step larger (1), smaller (-1) or back to usual (0). */
void              assay_slide_show_grow_text    (AssaySlideShow *self, int steps);

AssayPointer      assay_slide_show_get_pointer  (AssaySlideShow *self);
/* Arrow, laser, spotlight, arrow ... */
void              assay_slide_show_next_pointer (AssaySlideShow *self);
/* Where the pointer is, in shares of the slide's width and height; FALSE if it is elsewhere. */
gboolean          assay_slide_show_get_point    (AssaySlideShow *self, double *x, double *y);
void              assay_slide_show_set_point    (AssaySlideShow *self, double x, double y);
void              assay_slide_show_unset_point  (AssaySlideShow *self);
/* 1, or 2 around the point at which the zoom began. */
double            assay_slide_show_get_zoom     (AssaySlideShow *self, double *x, double *y);
void              assay_slide_show_toggle_zoom  (AssaySlideShow *self);

G_END_DECLS
