#include "plots/layout-private.h"

/* Sizes at scale 1; doubled on a projector, so that nothing there is smaller than 22 pixels. */
#define SMALLEST 11.0

static const struct
{
  double size;
  AssayWeight weight;
  gboolean secondary;
} roles[ASSAY_N_LABEL_ROLES] = {
  [ASSAY_LABEL_TITLE] = { 25, ASSAY_WEIGHT_HEAVY, FALSE },
  [ASSAY_LABEL_SUBTITLE] = { 14, ASSAY_WEIGHT_NORMAL, TRUE },
  [ASSAY_LABEL_FOOTER] = { 11, ASSAY_WEIGHT_NORMAL, TRUE },
  [ASSAY_LABEL_LEGEND] = { 13, ASSAY_WEIGHT_BOLD, FALSE },
  [ASSAY_LABEL_FOOTNOTE] = { 12, ASSAY_WEIGHT_NORMAL, TRUE },
  [ASSAY_LABEL_AXIS] = { 11, ASSAY_WEIGHT_NORMAL, TRUE },
  [ASSAY_LABEL_TICK] = { 11, ASSAY_WEIGHT_NORMAL, TRUE },
  [ASSAY_LABEL_CATEGORY] = { 13, ASSAY_WEIGHT_NORMAL, FALSE },
  [ASSAY_LABEL_VALUE] = { 12, ASSAY_WEIGHT_BOLD, FALSE },
  [ASSAY_LABEL_GUIDE] = { 11, ASSAY_WEIGHT_BOLD, TRUE },
  [ASSAY_LABEL_DIRECT] = { 13, ASSAY_WEIGHT_BOLD, FALSE },
};

static AssayTextLook
look_of (AssayLayout *self, AssayLabelRole role, double width, guint lines)
{
  return (AssayTextLook) { roles[role].size * self->scale, roles[role].weight, width, lines, 0 };
}

gboolean
assay_label_measure (AssayLayout *self, AssayLabelRole role, const char *text, double width, guint lines,
                     double *box_width, double *box_height)
{
  AssayTextLook look = look_of (self, role, width, lines);

  return assay_text_measure (self->text, text, &look, box_width, box_height);
}

double
assay_label_line_height (AssayLayout *self, AssayLabelRole role)
{
  double width, height;

  assay_label_measure (self, role, "0", 0, 1, &width, &height);

  return height;
}

static AssayLabel
label_at (AssayLayout *self, AssayLabelRole role, const char *text, const AssayLabelPlace *place)
{
  AssayLabel label = { .role = role, .text = (char *) text };

  label.look = look_of (self, role, place->width, place->lines);
  label.look.size *= place->zoom > 0 ? place->zoom : 1;
  label.look.align = place->across;
  assay_text_measure (self->text, text, &label.look, &label.box.width, &label.box.height);
  label.box.x = place->x - label.box.width * place->across;
  label.box.y = place->y - label.box.height * place->down;
  if (place->colour != NULL)
    label.colour = *place->colour;
  else
    label.colour = roles[role].secondary ? self->theme->secondary : self->theme->foreground;

  return label;
}

void
assay_label_get_box (AssayLayout *self, AssayLabelRole role, const char *text, const AssayLabelPlace *place,
                     cairo_rectangle_t *box)
{
  *box = label_at (self, role, text, place).box;
}

static void
keep (AssayLayout *self, AssayLabel *label)
{
  label->text = g_strdup (label->text);
  g_array_append_vals (self->labels, label, 1);
}

void
assay_label_add (AssayLayout *self, AssayLabelRole role, const char *text, const AssayLabelPlace *place)
{
  AssayLabel label = label_at (self, role, text, place);

  keep (self, &label);
}

/* A line's box has a tenth of air above and below its letters. */
#define AIR 0.1

static gboolean
overlap (const cairo_rectangle_t *a, const cairo_rectangle_t *b)
{
  double air = AIR * (a->height + b->height);

  return a->x < b->x + b->width && b->x < a->x + a->width
         && a->y + air < b->y + b->height && b->y + air < a->y + a->height;
}

double
assay_label_fit_zoom (AssayLayout *self, AssayLabelRole role, double room)
{
  double line = assay_label_line_height (self, role) * (1 - 2 * AIR);

  return CLAMP (room / line, SMALLEST / roles[role].size, 1);
}

static gboolean
is_free (AssayLayout *self, const cairo_rectangle_t *box)
{
  double gap = 3 * self->scale;   /* between neighbours on a line */
  cairo_rectangle_t padded = { box->x - gap, box->y, box->width + 2 * gap, box->height };

  /* Half a unit beyond the edge is a rounded width, not a letter. */
  if (box->x < -0.5 || box->y < -0.5 || box->x + box->width > self->width + 0.5 || box->y + box->height > self->height + 0.5)
    return FALSE;
  for (guint i = 0; i < self->labels->len; i++)
    if (overlap (&g_array_index (self->labels, AssayLabel, i).box, &padded))
      return FALSE;

  return TRUE;
}

gboolean
assay_label_try_clear (AssayLayout *self, AssayLabelRole role, const char *text, const AssayLabelPlace *place)
{
  AssayLabel label = label_at (self, role, text, place);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const AssayMark *mark = &g_array_index (self->marks, AssayMark, i);
      cairo_rectangle_t box = { mark->x, mark->y, mark->width, mark->height };

      if (overlap (&box, &label.box))
        return FALSE;
    }

  return assay_label_try (self, role, text, place);
}

gboolean
assay_label_try (AssayLayout *self, AssayLabelRole role, const char *text, const AssayLabelPlace *place)
{
  AssayLabel label = label_at (self, role, text, place);

  if (!is_free (self, &label.box))
    return FALSE;
  keep (self, &label);

  return TRUE;
}

void
assay_labels_clip_out (AssayLayout *self, cairo_t *cr)
{
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, self->width, self->height);
  for (guint i = 0; i < self->labels->len; i++)
    {
      const cairo_rectangle_t *box = &g_array_index (self->labels, AssayLabel, i).box;

      cairo_rectangle (cr, box->x - self->scale, box->y, box->width + 2 * self->scale, box->height);
    }
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_clip (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
}

void
assay_labels_draw (AssayLayout *self, cairo_t *cr)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      const AssayLabel *label = &g_array_index (self->labels, AssayLabel, i);

      assay_colour_set_source (label->colour, cr);
      assay_text_draw (self->text, cr, label->text, &label->look, label->box.x, label->box.y);
    }
}
