#include "ui/text-scale.h"

#include <math.h>

#define STANDARD_PIXELS (11 * 96.0 / 72)

static double
font_pixels (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  double dpi = pango_cairo_context_get_resolution (context);

  if (pango_font_description_get_size_is_absolute (font))
    return size;

  return size * (dpi > 0 ? dpi : 96) / 72;
}

double
assay_text_get_factor (GtkWidget *widget)
{
  double pixels;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  pixels = font_pixels (widget);

  return pixels > 0 ? pixels / STANDARD_PIXELS : 1;
}

int
assay_text_scale (GtkWidget *widget, int length)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), length);

  return (int) lround (length * MAX (1.0, assay_text_get_factor (widget)));
}
