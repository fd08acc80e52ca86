#include "plots/text.h"

#include <math.h>
#include <pango/pangocairo.h>

struct _AssayText
{
  PangoContext *context;
  char *family;
  GHashTable *layouts;    /* key of string and look -> PangoLayout */
};

/* Grey antialiasing and unhinted metrics: the same line breaks on screen, in PNG, SVG and PDF, at every scale. */
static PangoContext *
context_new (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("en"));
  cairo_font_options_destroy (options);

  return context;
}

AssayText *
assay_text_new (const char *family)
{
  AssayText *self = g_new0 (AssayText, 1);

  self->context = context_new ();
  self->family = g_strdup (family);
  self->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  return self;
}

void
assay_text_free (AssayText *self)
{
  g_hash_table_unref (self->layouts);
  g_object_unref (self->context);
  g_free (self->family);
  g_free (self);
}

static PangoFontDescription *
describe_font (AssayText *self, const AssayTextLook *look)
{
  static const PangoWeight weights[] = { PANGO_WEIGHT_NORMAL, PANGO_WEIGHT_BOLD, PANGO_WEIGHT_ULTRABOLD };
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, self->family);
  pango_font_description_set_weight (font, weights[look->weight]);
  pango_font_description_set_absolute_size (font, CLAMP (look->size, 1, 2000) * PANGO_SCALE);

  return font;
}

static void
set_wrapping (PangoLayout *layout, const AssayTextLook *look)
{
  static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT };

  pango_layout_set_alignment (layout, alignments[(int) CLAMP (round (look->align * 2), 0, 2)]);
  if (look->width <= 0)
    return;
  pango_layout_set_width (layout, (int) ceil (MIN (look->width, 100000) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -(int) MAX (look->lines, 1));
}

/* Fonts draw the narrow space at any width, some at none. */
static char *
widen_spaces (const char *string)
{
  GString *wide = g_string_new (string);

  g_string_replace (wide, "\u202f", "\u00a0", 0);

  return g_string_free (wide, FALSE);
}

static PangoLayout *
layout_new (AssayText *self, const char *string, const AssayTextLook *look)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = describe_font (self, look);
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autofree char *wide = widen_spaces (string);

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, wide, -1);
  set_wrapping (layout, look);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);

  return layout;
}

static PangoLayout *
find_layout (AssayText *self, const char *string, const AssayTextLook *look)
{
  g_autofree char *key = g_strdup_printf ("%.3f %d %.3f %u %.1f %s", look->size, look->weight, look->width, look->lines,
                                          look->align, string);
  PangoLayout *layout = g_hash_table_lookup (self->layouts, key);

  if (layout == NULL)
    {
      layout = layout_new (self, string, look);
      g_hash_table_insert (self->layouts, g_steal_pointer (&key), layout);
    }

  return layout;
}

gboolean
assay_text_measure (AssayText *self, const char *string, const AssayTextLook *look, double *width, double *height)
{
  PangoLayout *layout = find_layout (self, string, look);
  PangoRectangle box;

  pango_layout_get_extents (layout, NULL, &box);
  *width = box.width / (double) PANGO_SCALE;
  *height = box.height / (double) PANGO_SCALE;

  return !pango_layout_is_ellipsized (layout);
}

void
assay_text_draw (AssayText *self, cairo_t *cr, const char *string, const AssayTextLook *look, double x, double y)
{
  PangoLayout *layout = find_layout (self, string, look);
  PangoRectangle box;

  /* Aligned lines start within the wrapping width, not at the box's edge. */
  pango_layout_get_extents (layout, NULL, &box);
  cairo_move_to (cr, x - box.x / (double) PANGO_SCALE, y);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}
