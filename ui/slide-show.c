#include "ui/slide-show.h"

#define ZOOM 2.0
#define TEXT_STEP 1.1
#define LEAST_TEXT 0.75
#define MOST_TEXT 1.65

struct _AssaySlideShow
{
  GObject parent_instance;

  GPtrArray *slides;
  guint position;
  AssayVeil veil;
  gboolean dark;
  double text;
  AssayPointer pointer;
  gboolean pointed;
  double x, y;
  double zoom, zoom_x, zoom_y;
};

G_DEFINE_FINAL_TYPE (AssaySlideShow, assay_slide_show, G_TYPE_OBJECT)

enum { CHANGED, POINTED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
changed (AssaySlideShow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
assay_slide_show_get_n (AssaySlideShow *self)
{
  return self->slides->len;
}

guint
assay_slide_show_get_position (AssaySlideShow *self)
{
  return self->position;
}

AssaySlide *
assay_slide_show_get_slide (AssaySlideShow *self, guint position)
{
  return position < self->slides->len ? self->slides->pdata[position] : NULL;
}

AssaySlide *
assay_slide_show_get_current (AssaySlideShow *self)
{
  return self->slides->pdata[self->position];
}

void
assay_slide_show_set_slide (AssaySlideShow *self, guint position, AssaySlide *slide)
{
  g_return_if_fail (position < self->slides->len);

  assay_slide_unref (self->slides->pdata[position]);
  self->slides->pdata[position] = assay_slide_ref (slide);
  changed (self);
}

void
assay_slide_show_go (AssaySlideShow *self, int position)
{
  g_return_if_fail (ASSAY_IS_SLIDE_SHOW (self));

  self->position = CLAMP (position, 0, (int) self->slides->len - 1);
  self->veil = ASSAY_VEIL_NONE;
  self->zoom = 1;
  changed (self);
}

void
assay_slide_show_step (AssaySlideShow *self, int steps)
{
  assay_slide_show_go (self, (int) self->position + steps);
}

AssayVeil
assay_slide_show_get_veil (AssaySlideShow *self)
{
  return self->veil;
}

void
assay_slide_show_toggle_veil (AssaySlideShow *self, AssayVeil veil)
{
  self->veil = self->veil == veil ? ASSAY_VEIL_NONE : veil;
  changed (self);
}

const AssayTheme *
assay_slide_show_get_theme (AssaySlideShow *self)
{
  return self->dark ? &assay_theme_dark : &assay_theme_projector;
}

void
assay_slide_show_toggle_theme (AssaySlideShow *self)
{
  self->dark = !self->dark;
  changed (self);
}

double
assay_slide_show_get_text (AssaySlideShow *self)
{
  return self->text;
}

void
assay_slide_show_grow_text (AssaySlideShow *self, int steps)
{
  double text = steps > 0 ? self->text * TEXT_STEP : steps < 0 ? self->text / TEXT_STEP : 1;

  self->text = CLAMP (text, LEAST_TEXT, MOST_TEXT);
  changed (self);
}

AssayPointer
assay_slide_show_get_pointer (AssaySlideShow *self)
{
  return self->pointer;
}

void
assay_slide_show_next_pointer (AssaySlideShow *self)
{
  self->pointer = (self->pointer + 1) % ASSAY_N_POINTERS;
  changed (self);
}

gboolean
assay_slide_show_get_point (AssaySlideShow *self, double *x, double *y)
{
  *x = self->x;
  *y = self->y;

  return self->pointed;
}

void
assay_slide_show_set_point (AssaySlideShow *self, double x, double y)
{
  self->x = x;
  self->y = y;
  self->pointed = TRUE;
  g_signal_emit (self, signals[POINTED], 0);
}

void
assay_slide_show_unset_point (AssaySlideShow *self)
{
  self->pointed = FALSE;
  g_signal_emit (self, signals[POINTED], 0);
}

double
assay_slide_show_get_zoom (AssaySlideShow *self, double *x, double *y)
{
  *x = self->zoom_x;
  *y = self->zoom_y;

  return self->zoom;
}

void
assay_slide_show_toggle_zoom (AssaySlideShow *self)
{
  self->zoom = self->zoom > 1 ? 1 : ZOOM;
  self->zoom_x = self->pointed ? self->x : 0.5;
  self->zoom_y = self->pointed ? self->y : 0.5;
  changed (self);
}

static void
assay_slide_show_finalize (GObject *object)
{
  g_ptr_array_unref (ASSAY_SLIDE_SHOW (object)->slides);

  G_OBJECT_CLASS (assay_slide_show_parent_class)->finalize (object);
}

static void
assay_slide_show_class_init (AssaySlideShowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = assay_slide_show_finalize;

  signals[CHANGED] = g_signal_new ("changed", ASSAY_TYPE_SLIDE_SHOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[POINTED] = g_signal_new ("pointed", ASSAY_TYPE_SLIDE_SHOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
assay_slide_show_init (AssaySlideShow *self)
{
  self->text = 1;
  self->zoom = 1;
}

AssaySlideShow *
assay_slide_show_new (GPtrArray *slides)
{
  AssaySlideShow *self;

  g_return_val_if_fail (slides->len > 0, NULL);

  self = g_object_new (ASSAY_TYPE_SLIDE_SHOW, NULL);
  self->slides = g_ptr_array_ref (slides);

  return self;
}
