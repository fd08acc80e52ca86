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

/* As large as the slide's smallest type; see style.css. */
double
assay_text_project (GtkWidget *widget, int height)
{
  static const struct { int above; const char *style; double pixels; } sizes[] = {
    { 1600, "from-afar-4k", 54 }, { 900, "from-afar", 27 }, { -1, "near", STANDARD_PIXELS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (height > sizes[i].above)
      {
        gtk_widget_add_css_class (widget, sizes[i].style);
        return sizes[i].pixels / STANDARD_PIXELS;
      }

  return 1;
}

double
assay_text_follow (GtkWindow *window, GtkWindow *parent)
{
  int parent_width, parent_height, width, height;
  double factor;

  if (parent == NULL || !gtk_widget_has_css_class (GTK_WIDGET (parent), "presentation"))
    return 1;
  parent_width = gtk_widget_get_width (GTK_WIDGET (parent));
  parent_height = gtk_widget_get_height (GTK_WIDGET (parent));
  factor = assay_text_project (GTK_WIDGET (window), parent_height);
  gtk_window_get_default_size (window, &width, &height);
  gtk_window_set_default_size (window, (int) MIN (width * factor, 0.9 * parent_width), (int) MIN (height * factor, 0.9 * parent_height));

  return factor;
}
