#include "plots/slide.h"

#include "plots/slide-words.h"
#include "plots/text.h"

#define MARGIN 28.0
#define LEAST_TITLE 24.0     /* in the design's units; at 1920x1080 twice as many pixels */

struct _AssaySlideLayout
{
  AssaySlide *slide;
  const AssayTheme *theme;
  double width, height, scale;
  AssayLayout *chart;        /* or NULL */
  AssayWords *words;         /* or NULL */
};

/* The size of type: 1 at the design's size, 2 at 1920x1080. */
static double
scale_of (double width, double height)
{
  return MIN (width / ASSAY_SLIDE_WIDTH, height / ASSAY_SLIDE_HEIGHT);
}

AssaySlideLayout *
assay_slide_layout_new (AssaySlide *slide, const AssayTheme *theme, double width, double height, double text)
{
  AssaySlideLayout *self = g_new0 (AssaySlideLayout, 1);

  *self = (AssaySlideLayout) { assay_slide_ref (slide), theme, width, height, scale_of (width, height) * text, NULL, NULL };
  if (slide->kind == ASSAY_SLIDE_CHART)
    self->chart = assay_layout_new (slide->figure, theme, width, height, self->scale, ASSAY_PART_HEADER | ASSAY_PART_LEGEND | ASSAY_PART_FOOTER);
  else
    self->words = assay_words_new (slide, theme, width, height, scale_of (width, height), text);

  return self;
}

void
assay_slide_layout_free (AssaySlideLayout *self)
{
  g_clear_pointer (&self->chart, assay_layout_free);
  g_clear_pointer (&self->words, assay_words_free);
  assay_slide_unref (self->slide);
  g_free (self);
}

void
assay_slide_layout_finish_drawing (AssaySlideLayout *self)
{
  if (self->chart != NULL)
    assay_layout_finish_drawing (self->chart);
  else
    assay_words_finish_drawing (self->words);
}

AssayLayout *
assay_slide_layout_get_chart (AssaySlideLayout *self)
{
  return self->chart;
}

/* On two lines. */
static gboolean
is_title_readable (AssaySlideLayout *self)
{
  g_autoptr (AssayText) text = assay_text_new (self->theme->font);
  AssayTextLook look = { LEAST_TITLE * self->scale, ASSAY_WEIGHT_HEAVY, self->width - 2 * MARGIN * self->scale, 2, 0 };
  double width, height;

  return assay_text_measure (text, self->slide->title, &look, &width, &height);
}

gboolean
assay_slide_layout_is_cut (AssaySlideLayout *self)
{
  return self->words != NULL ? assay_words_are_cut (self->words) : !is_title_readable (self);
}

void
assay_slide_layout_draw (AssaySlideLayout *self, cairo_t *cr)
{
  if (self->chart != NULL)
    assay_layout_draw (self->chart, cr);
  else
    assay_words_draw (self->words, cr);
}

/* In the corner that the footer keeps free. */
static void
draw_number (AssaySlideLayout *self, cairo_t *cr, guint index, guint n)
{
  g_autoptr (AssayText) text = assay_text_new (self->theme->font);
  g_autofree char *number = g_strdup_printf ("%u / %u", index + 1, n);
  AssayTextLook look = { 11 * self->scale, ASSAY_WEIGHT_BOLD, 0, 1, 0 };
  double margin = MIN (MARGIN * self->scale, 0.06 * MIN (self->width, self->height)), w, h;

  assay_text_measure (text, number, &look, &w, &h);
  assay_colour_set_source (self->theme->secondary, cr);
  assay_text_draw (text, cr, number, &look, self->width - margin - w, self->height - margin - h);
}

void
assay_slide_layout_draw_numbered (AssaySlideLayout *self, cairo_t *cr, guint index, guint n)
{
  assay_colour_set_source (self->theme->background, cr);
  cairo_paint (cr);
  assay_slide_layout_draw (self, cr);
  draw_number (self, cr, index, n);
}

char *
assay_slide_describe (const AssaySlide *slide)
{
  if (slide->figure != NULL)
    return assay_figure_describe (slide->figure);

  return g_strdup (slide->text != NULL ? slide->text : "");
}

char *
assay_slide_layout_to_text (AssaySlideLayout *self)
{
  return self->chart != NULL ? assay_layout_to_text (self->chart) : assay_words_to_text (self->words);
}
