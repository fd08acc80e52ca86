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

int
assay_text_scale (GtkWidget *widget, int length)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), length);

  return (int) lround (length * MAX (1.0, font_pixels (widget) / STANDARD_PIXELS));
}
