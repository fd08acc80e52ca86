#include "plots/figure-table.h"

#include <math.h>
#include <stdlib.h>

#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/units.h"

/* Where a point goes: into the row of its x; the second point of a series at the same x into a row of its own. */
typedef struct
{
  double x;
  guint turn;              /* how many points of the series at this x came before */
  guint series, index;
} Place;

struct _AssayFigureTable
{
  AssayFigure *figure;
  GArray *places;          /* of Place, row by row, then by series */
  GArray *starts;          /* of guint: where each row starts in places, and the end */
  gboolean alone;          /* no two series have a point in the same row: one column for all of them, and one for their names */
};

typedef enum
{
  COLUMN_ITEM,
  COLUMN_SERIES,
  COLUMN_VALUE,
  COLUMN_ORIGIN,
} Column;

#define ANY_SERIES G_MAXUINT

G_DEFINE_BOXED_TYPE (AssayFigureTable, assay_figure_table, assay_figure_table_ref, assay_figure_table_unref)

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  if (p->series != q->series)
    return p->series < q->series ? -1 : 1;

  return p->index < q->index ? -1 : p->index > q->index;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  if (p->turn != q->turn)
    return p->turn < q->turn ? -1 : 1;

  return p->series < q->series ? -1 : p->series > q->series;
}

static void
add_points (GArray *places, const AssaySeries *series, guint number)
{
  for (guint i = 0; i < series->n; i++)
    {
      Place place = { series->x != NULL && isfinite (series->x[i]) ? series->x[i] : i, 0, number, i };

      g_array_append_val (places, place);
    }
}

static void
count_turns (GArray *places)
{
  for (guint i = 1; i < places->len; i++)
    {
      const Place *before = &g_array_index (places, Place, i - 1);
      Place *place = &g_array_index (places, Place, i);

      if (place->x == before->x && place->series == before->series)
        place->turn = before->turn + 1;
    }
}

static void
find_starts (AssayFigureTable *self)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = &g_array_index (self->places, Place, i);

      if (i == 0 || place->x != place[-1].x || place->turn != place[-1].turn)
        g_array_append_val (self->starts, i);
    }
  g_array_append_val (self->starts, self->places->len);
}

AssayFigureTable *
assay_figure_table_new (AssayFigure *figure)
{
  AssayFigureTable *self = g_atomic_rc_box_new0 (AssayFigureTable);

  self->figure = assay_figure_ref (figure);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < figure->series->len; i++)
    add_points (self->places, g_ptr_array_index (figure->series, i), i);
  g_array_sort (self->places, compare_points);
  count_turns (self->places);
  g_array_sort (self->places, compare_rows);
  find_starts (self);
  self->alone = figure->series->len > 1 && self->starts->len - 1 == self->places->len;

  return self;
}

AssayFigureTable *
assay_figure_table_ref (AssayFigureTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
table_clear (AssayFigureTable *self)
{
  assay_figure_unref (self->figure);
  g_array_unref (self->places);
  g_array_unref (self->starts);
}

void
assay_figure_table_unref (AssayFigureTable *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) table_clear);
}

guint
assay_figure_table_get_n_rows (const AssayFigureTable *self)
{
  return self->starts->len - 1;
}

guint
assay_figure_table_get_n_columns (const AssayFigureTable *self)
{
  return self->alone ? 4 : self->figure->series->len + 2;
}

/* What a column holds, and of which series. */
static Column
get_column (const AssayFigureTable *self, guint number, guint *series)
{
  *series = self->alone ? ANY_SERIES : number - 1;
  if (number == 0)
    return COLUMN_ITEM;
  if (number + 1 == assay_figure_table_get_n_columns (self))
    return COLUMN_ORIGIN;

  return self->alone && number == 1 ? COLUMN_SERIES : COLUMN_VALUE;
}

gboolean
assay_figure_table_is_numeric (const AssayFigureTable *self, guint column)
{
  guint series;

  return get_column (self, column, &series) == COLUMN_VALUE;
}

static const char *
get_item_title (const AssayFigure *figure)
{
  if (figure->x.label != NULL)
    return figure->x.label;

  return figure->categories != NULL ? _ ("Category") : _ ("Sample");
}

const char *
assay_figure_table_get_title (const AssayFigureTable *self, guint column)
{
  guint series;

  switch (get_column (self, column, &series))
    {
    case COLUMN_ITEM:
      return get_item_title (self->figure);

    case COLUMN_SERIES:
      return _ ("Series");

    case COLUMN_ORIGIN:
      return _ ("Origin");

    case COLUMN_VALUE:
    default:
      return series == ANY_SERIES ? _ ("Value") : ((const AssaySeries *) g_ptr_array_index (self->figure->series, series))->name;
    }
}

static char *
format_x (const AssayFigure *figure, double x)
{
  if (figure->categories == NULL)
    return assay_unit_format (figure->x.unit, x);
  if (x < 0 || x >= g_strv_length (figure->categories))
    return g_strdup ("");

  return g_strdup (figure->categories[(guint) x]);
}

/* A timeline's intervals are days, whatever its axes say. */
static const AssayUnit *
unit_of (const AssayFigure *figure)
{
  return figure->kind == ASSAY_FIGURE_TIMELINE ? assay_unit_find ("date") : figure->y.unit;
}

static void
append_interval (GString *cell, const AssaySeries *series, guint index, const AssayUnit *unit)
{
  g_autofree char *low = NULL, *high = NULL;

  if (series->low == NULL || !isfinite (series->low[index]) || !isfinite (series->high[index]))
    return;

  low = assay_unit_format (unit, series->low[index]);
  high = assay_unit_format (unit, series->high[index]);
  g_string_append_printf (cell, cell->len > 0 ? _ (" (%s to %s)") : _ ("%s to %s"), low, high);
}

static void
append_point (GString *cell, const AssayFigure *figure, const AssaySeries *series, guint index)
{
  const AssayUnit *unit = unit_of (figure);
  const AssayDatum *datum = series->data == NULL ? NULL : series->data[index];

  if (figure->kind != ASSAY_FIGURE_TIMELINE && isfinite (series->y[index]))
    {
      g_autofree char *value = assay_unit_format (unit, series->y[index]);

      g_string_append (cell, value);
    }
  append_interval (cell, series, index, unit);
  if (cell->len == 0 && datum != NULL && datum->text != NULL)
    g_string_append (cell, datum->text);

  if (assay_series_is_gated (series, index))
    {
      g_autofree char *reasons = g_strjoinv ("; ", datum->gate);

      g_string_append_printf (cell, _ (" – not counted: %s"), reasons);
    }
}

static void
append_origin (GString *cell, const AssaySeries *series, guint index)
{
  const AssayProvenance *origin = assay_series_get_origin (series, index);
  g_autofree char *line = origin == NULL ? NULL : assay_provenance_line (origin);

  if (line == NULL || strstr (cell->str, line) != NULL)
    return;
  if (cell->len > 0)
    g_string_append (cell, "; ");
  g_string_append (cell, line);
}

static void
append_place (GString *cell, const AssayFigureTable *self, const Place *place, Column column)
{
  const AssaySeries *series = g_ptr_array_index (self->figure->series, place->series);

  if (column == COLUMN_ORIGIN)
    append_origin (cell, series, place->index);
  else if (column == COLUMN_SERIES)
    g_string_append (cell, series->name);
  else
    append_point (cell, self->figure, series, place->index);
}

char *
assay_figure_table_get_cell (const AssayFigureTable *self, guint row, guint column)
{
  GString *cell;
  guint start, end, series;
  Column kind;

  g_return_val_if_fail (row < assay_figure_table_get_n_rows (self), NULL);

  kind = get_column (self, column, &series);
  start = g_array_index (self->starts, guint, row);
  end = g_array_index (self->starts, guint, row + 1);
  if (kind == COLUMN_ITEM)
    return format_x (self->figure, g_array_index (self->places, Place, start).x);

  cell = g_string_new (NULL);
  for (guint i = start; i < end; i++)
    {
      const Place *place = &g_array_index (self->places, Place, i);

      if (kind != COLUMN_VALUE || series == ANY_SERIES || place->series == series)
        append_place (cell, self, place, kind);
    }

  return g_string_free (cell, FALSE);
}

gboolean
assay_figure_table_is_alone (const AssayFigureTable *self)
{
  return self->alone;
}

int
assay_figure_table_find_point (const AssayFigureTable *self, guint row, guint series)
{
  guint end;

  g_return_val_if_fail (row < assay_figure_table_get_n_rows (self), -1);

  end = g_array_index (self->starts, guint, row + 1);
  for (guint i = g_array_index (self->starts, guint, row); i < end; i++)
    if (g_array_index (self->places, Place, i).series == series)
      return (int) g_array_index (self->places, Place, i).index;

  return -1;
}

static void
append_row (GString *tsv, const AssayFigureTable *self, guint row)
{
  for (guint c = 0; c < assay_figure_table_get_n_columns (self); c++)
    {
      g_autofree char *cell = g_strdelimit (assay_figure_table_get_cell (self, row, c), "\t\r\n", ' ');

      g_string_append (tsv, c > 0 ? "\t" : "");
      g_string_append (tsv, cell);
    }
  g_string_append_c (tsv, '\n');
}

char *
assay_figure_table_to_tsv (const AssayFigureTable *self, const GArray *rows)
{
  GString *tsv = g_string_new (NULL);

  for (guint c = 0; c < assay_figure_table_get_n_columns (self); c++)
    g_string_append_printf (tsv, "%s%s", c > 0 ? "\t" : "", assay_figure_table_get_title (self, c));
  g_string_append_c (tsv, '\n');

  if (rows != NULL)
    for (guint i = 0; i < rows->len; i++)
      append_row (tsv, self, g_array_index (rows, guint, i));
  else
    for (guint i = 0; i < assay_figure_table_get_n_rows (self); i++)
      append_row (tsv, self, i);

  return g_string_free (tsv, FALSE);
}
