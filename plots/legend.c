#include "data/model/language.h"
#include "plots/layout-private.h"

#include "data/model/series.h"

#define HOLLOW_TEXT _ ("* hollow: failed a plausibility check")

/* Where the next entry goes, and how many rows there are. */
typedef struct
{
  double x, y, row;
} Cursor;

static gboolean
has_gated (const AssayFigure *figure)
{
  for (guint s = 0; s < figure->series->len; s++)
    {
      const AssaySeries *series = g_ptr_array_index (figure->series, s);

      for (guint i = 0; series->data != NULL && i < series->n; i++)
        if (assay_series_is_gated (series, i))
          return TRUE;
    }

  return FALSE;
}

static gboolean
names_series (AssayLayout *self)
{
  return self->figure->series->len > 1 && !self->kind->names_series && !self->named;
}

static void
add_entry (AssayLayout *self, Cursor *cursor, AssayLabelRole role, const char *text, const AssayLegendEntry *model)
{
  double swatch = (model->swatch == ASSAY_SWATCH_LINE || model->swatch == ASSAY_SWATCH_LIGHTER ? 24 : 12) * self->scale, gap = 6 * self->scale;
  double left = self->page.x, right = self->page.x + self->page.width, width, height, room;
  AssayLegendEntry entry = *model;

  assay_label_measure (self, role, text, 0, 1, &width, &height);
  if (cursor->x > left && cursor->x + swatch + gap + width > right)
    {
      cursor->x = left;
      cursor->y += cursor->row;
    }
  entry.x = cursor->x + swatch / 2;
  entry.y = cursor->y + cursor->row / 2;
  g_array_append_val (self->legend, entry);
  room = MAX (right - cursor->x - swatch - gap, 1);
  assay_label_add (self, role, text, &(AssayLabelPlace) { .x = cursor->x + swatch + gap, .y = entry.y, .down = 0.5,
                                                          .width = width > room ? room : 0, .lines = 1 });
  cursor->x += swatch + gap + width + 18 * self->scale;
}

static AssaySwatch
swatch_of (AssayLayout *self, const AssaySeries *series)
{
  if (series->role == ASSAY_ROLE_CLAIM)
    return ASSAY_SWATCH_SHAPE;

  return self->kind->swatch == ASSAY_SWATCH_BOX && !self->theme->hatched ? ASSAY_SWATCH_SHAPE : self->kind->swatch;
}

static void
add_entries (AssayLayout *self, Cursor *cursor)
{
  for (guint i = 0; names_series (self) && i < self->figure->series->len; i++)
    {
      const AssaySeries *series = g_ptr_array_index (self->figure->series, i);
      AssayLegendEntry entry = { swatch_of (self, series), self->styles[i], 0, 0 };

      add_entry (self, cursor, ASSAY_LABEL_LEGEND, series->name != NULL ? series->name : "", &entry);
    }
  if (self->figure->lighter != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("paler: %s"), self->figure->lighter);
      AssayColour grey = self->theme->secondary;
      AssayLegendEntry entry = { ASSAY_SWATCH_LIGHTER, { .colour = grey, .text = grey }, 0, 0 };

      add_entry (self, cursor, ASSAY_LABEL_FOOTNOTE, text, &entry);
    }
  if (has_gated (self->figure))
    {
      AssayLegendEntry entry = { ASSAY_SWATCH_HOLLOW, { .colour = self->theme->secondary, .text = self->theme->secondary }, 0, 0 };

      add_entry (self, cursor, ASSAY_LABEL_FOOTNOTE, HOLLOW_TEXT, &entry);
    }
}

void
assay_legend_place (AssayLayout *self)
{
  double row = assay_label_line_height (self, ASSAY_LABEL_LEGEND) + 4 * self->scale, used;
  Cursor cursor = { self->page.x, self->body.y, row };
  guint labels = self->labels->len;

  add_entries (self, &cursor);
  if (self->legend->len == 0)
    return;
  used = cursor.y + row - self->body.y + 6 * self->scale;
  if (used > self->body.height * 0.3)
    {
      g_array_set_size (self->legend, 0);
      g_array_set_size (self->labels, labels);
      return;
    }
  self->legend_room = used;
  self->body.y += used;
  self->body.height -= used;
}

void
assay_legend_replace (AssayLayout *self)
{
  if (self->legend->len == 0)
    return;

  self->body.y -= self->legend_room;
  self->body.height += self->legend_room;
  g_array_set_size (self->legend, 0);
  for (guint i = self->labels->len; i > 0; i--)
    if (g_array_index (self->labels, AssayLabel, i - 1).role == ASSAY_LABEL_LEGEND)
      g_array_remove_index (self->labels, i - 1);
  self->named = TRUE;
  self->legend_room = 0;
  assay_legend_place (self);
}

static void
draw_line (AssayLayout *self, cairo_t *cr, const AssayLegendEntry *entry)
{
  double width = self->theme->line_width * self->scale, half = 12 * self->scale, dashes[4];

  for (int i = 0; i < entry->style.n_dashes; i++)
    dashes[i] = entry->style.dashes[i] * width;
  assay_colour_set_source (entry->style.colour, cr);
  cairo_set_line_width (cr, width);
  cairo_set_dash (cr, dashes, entry->style.n_dashes, 0);
  cairo_move_to (cr, entry->x - half, entry->y);
  cairo_line_to (cr, entry->x + half, entry->y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  assay_shape_draw (cr, entry->style.shape, entry->x, entry->y, 4.5 * self->scale, entry->style.colour, FALSE, self->scale);
}

static void
draw_box (AssayLayout *self, cairo_t *cr, const AssayLegendEntry *entry)
{
  double side = 12 * self->scale;
  cairo_rectangle_t box = { entry->x - side / 2, entry->y - side / 2, side, side };
  AssayBarLook look = { &entry->style, self->theme, self->scale, entry->swatch == ASSAY_SWATCH_HOLLOW, TRUE, TRUE, FALSE };

  assay_bar_draw (cr, &box, &look);
}

/* The two phases side by side, as in a row. */
static void
draw_phases (AssayLayout *self, cairo_t *cr, const AssayLegendEntry *entry)
{
  double side = 12 * self->scale;
  cairo_rectangle_t first = { entry->x - side, entry->y - side / 2, side, side };
  cairo_rectangle_t second = { entry->x, entry->y - side / 2, side, side };
  AssayBarLook look = { &entry->style, self->theme, self->scale, FALSE, TRUE, FALSE, FALSE };
  AssayBarLook paler = { &entry->style, self->theme, self->scale, FALSE, FALSE, TRUE, FALSE };

  assay_bar_draw (cr, &first, &look);
  assay_bar_draw_paler (cr, &second, &paler);
}

static void
draw_entry (AssayLayout *self, cairo_t *cr, const AssayLegendEntry *entry)
{
  if (entry->swatch == ASSAY_SWATCH_LINE)
    draw_line (self, cr, entry);
  else if (entry->swatch == ASSAY_SWATCH_LIGHTER)
    draw_phases (self, cr, entry);
  else if (entry->swatch == ASSAY_SWATCH_SHAPE)
    assay_shape_draw (cr, entry->style.shape, entry->x, entry->y, 5.5 * self->scale, entry->style.colour,
                      entry->style.shape == ASSAY_SHAPE_DIAMOND, 1.8 * self->scale);
  else
    draw_box (self, cr, entry);
}

void
assay_legend_draw (AssayLayout *self, cairo_t *cr)
{
  for (guint i = 0; i < self->legend->len; i++)
    draw_entry (self, cr, &g_array_index (self->legend, AssayLegendEntry, i));
}
