#include "plots/slide.h"

#include "plots/text.h"

/* The window's design: a slide is a card of 960 x 540. */
#define WIDTH 960.0
#define HEIGHT 540.0
#define MARGIN 28.0

double
assay_slide_scale (double width, double height, double text)
{
  return MIN (width / WIDTH, height / HEIGHT) * text;
}

AssayLayout *
assay_slide_layout (AssayFigure *figure, const AssayTheme *theme, double width, double height, double text)
{
  return assay_layout_new (figure, theme, width, height, assay_slide_scale (width, height, text),
                           ASSAY_PART_HEADER | ASSAY_PART_LEGEND | ASSAY_PART_FOOTER);
}

/* In the corner that the footer keeps free. */
static void
draw_number (const AssayTheme *theme, cairo_t *cr, double width, double height, double scale, guint index, guint n)
{
  g_autoptr (AssayText) text = assay_text_new (theme->font);
  g_autofree char *number = g_strdup_printf ("%u / %u", index + 1, n);
  AssayTextLook look = { 11 * scale, ASSAY_WEIGHT_BOLD, 0, 1, 0 };
  double margin = MIN (MARGIN * scale, 0.06 * MIN (width, height)), w, h;

  assay_text_measure (text, number, &look, &w, &h);
  assay_colour_set_source (theme->secondary, cr);
  assay_text_draw (text, cr, number, &look, width - margin - w, height - margin - h);
}

void
assay_slide_draw (AssayLayout *layout, const AssayTheme *theme, cairo_t *cr, double width, double height, double text, guint index, guint n)
{
  assay_colour_set_source (theme->background, cr);
  cairo_paint (cr);
  assay_layout_draw (layout, cr);
  draw_number (theme, cr, width, height, assay_slide_scale (width, height, text), index, n);
}
