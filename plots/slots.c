#include "plots/slots.h"

#include "data/model/series.h"

/* Columns may be thicker than rows: they have values above them, not beside. */
#define THICKEST_ROW 30
#define THICKEST_ROW_OF_SEVERAL 22
#define THICKEST_COLUMN 48
#define THICKEST_COLUMN_OF_SEVERAL 40

static gboolean
is_in (AssayLayout *self, AssayShows shows, const AssaySeries *series, guint index, guint category)
{
  return series->x != NULL && series->x[index] == category && shows (self, series, index);
}

static guint
count_bars (AssayLayout *self, AssayShows shows, guint category)
{
  guint n = 0;

  for (guint s = 0; s < self->figure->series->len; s++)
    for (guint i = 0; i < assay_layout_get_series (self, s)->n; i++)
      n += is_in (self, shows, assay_layout_get_series (self, s), i, category);

  return n;
}

static double
thickest (AssayLayout *self, gboolean several)
{
  if (self->x.upright)
    return (several ? THICKEST_ROW_OF_SEVERAL : THICKEST_ROW) * self->scale;

  return (several ? THICKEST_COLUMN_OF_SEVERAL : THICKEST_COLUMN) * self->scale;
}

static AssaySlots
slots_new (AssayLayout *self, AssayShows shows)
{
  AssaySlots slots = { 1, 0, 0 };
  double start, band;

  for (guint c = 0; c < self->x.n_names; c++)
    slots.most = MAX (slots.most, count_bars (self, shows, c));
  assay_axis_get_band (self, &self->x, 0, &start, &band);
  slots.gap = MIN (3 * self->scale, band * 0.1 / slots.most);
  slots.thickness = MIN (thickest (self, slots.most > 1), (band * 0.78 - slots.gap * (slots.most - 1)) / slots.most);

  return slots;
}

static void
add_category (AssayLayout *self, const AssaySlots *slots, AssayShows shows, AssayAddMark add, guint category)
{
  guint n = count_bars (self, shows, category);
  double start, band, across;

  assay_axis_get_band (self, &self->x, category, &start, &band);
  across = start + (band - n * slots->thickness - (MAX (n, 1) - 1) * slots->gap) / 2;
  for (guint s = 0; s < self->figure->series->len; s++)
    for (guint i = 0; i < assay_layout_get_series (self, s)->n; i++)
      if (is_in (self, shows, assay_layout_get_series (self, s), i, category))
        {
          add (self, slots, s, i, across);
          across += slots->thickness + slots->gap;
        }
}

AssaySlots
assay_slots_add_marks (AssayLayout *self, AssayShows shows, AssayAddMark add)
{
  AssaySlots slots = slots_new (self, shows);

  g_array_set_size (self->marks, 0);
  for (guint c = 0; c < self->x.n_names; c++)
    add_category (self, &slots, shows, add, c);

  return slots;
}
