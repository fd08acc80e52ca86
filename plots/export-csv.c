/* A figure's points as comma-separated values after RFC 4180. */
#include "plots/export.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/units.h"
#include "plots/export-private.h"

typedef struct
{
  GString *text;
  gboolean begun;               /* the row has a field already */
  AssayProvenance *origin;      /* whose line was made last */
  char *origin_line;
} Writer;

static void
add_quoted (GString *text, const char *field)
{
  g_string_append_c (text, '"');
  for (const char *c = field; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
}

/* NULL is an empty field. */
static void
add_text (Writer *self, const char *field)
{
  if (self->begun)
    g_string_append_c (self->text, ',');
  self->begun = TRUE;
  if (field == NULL)
    return;

  if (strpbrk (field, ",\"\r\n") != NULL)
    add_quoted (self->text, field);
  else
    g_string_append (self->text, field);
}

static void
end_row (Writer *self)
{
  g_string_append (self->text, "\r\n");
  self->begun = FALSE;
}

char *
assay_export_number (double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE] = "";

  for (int precision = 15; precision <= 17 && isfinite (value); precision++)
    {
      char format[] = "%.15g";

      format[3] = '0' + precision % 10;
      g_ascii_formatd (digits, sizeof digits, format, value);
      if (g_ascii_strtod (digits, NULL) == value)
        break;
    }

  return g_strdup (digits);
}

static gboolean
is_date (const AssayAxis *axis)
{
  return axis->scale == ASSAY_SCALE_DATE || (axis->unit != NULL && axis->unit->quantity == ASSAY_QUANTITY_DATE);
}

char *
assay_export_value (const AssayAxis *axis, double value)
{
  char *day = is_date (axis) ? assay_date_iso (value) : NULL;

  if (day == NULL && is_date (axis))
    return g_strdup ("");

  return day != NULL ? day : assay_export_number (value);
}

static void
add_value (Writer *self, const AssayAxis *axis, double value)
{
  g_autofree char *text = assay_export_value (axis, value);

  add_text (self, text);
}

static void
add_place (Writer *self, const AssayFigure *figure, const AssaySeries *series, guint index)
{
  double x = series->x != NULL ? series->x[index] : index + 1;
  guint n = figure->categories != NULL ? g_strv_length (figure->categories) : 0;

  if (n == 0)
    add_value (self, &figure->x, x);
  else if (x >= 0 && x < n)
    add_text (self, figure->categories[(guint) x]);
  else
    add_text (self, NULL);
}

static void
add_origin (Writer *self, AssayProvenance *origin)
{
  if (origin != self->origin)
    {
      g_free (self->origin_line);
      self->origin_line = origin != NULL ? assay_provenance_line (origin) : NULL;
      self->origin = origin;
    }
  add_text (self, self->origin_line);
  add_text (self, origin != NULL ? origin->url : NULL);
}

static void
add_row (Writer *self, const AssayFigure *figure, const AssaySeries *series, guint index)
{
  static const char * const bounds[] = { "", "about", "at least", "at most" };
  const AssayDatum *datum = series->data != NULL ? series->data[index] : NULL;
  g_autofree char *gate = datum != NULL && datum->gate != NULL ? g_strjoinv ("; ", datum->gate) : NULL;

  add_place (self, figure, series, index);
  add_text (self, series->name);
  add_value (self, &figure->y, series->y[index]);
  add_value (self, &figure->y, series->low != NULL ? series->low[index] : NAN);
  add_value (self, &figure->y, series->high != NULL ? series->high[index] : NAN);
  add_text (self, datum != NULL ? bounds[datum->bound] : NULL);
  add_text (self, figure->y.unit != NULL ? figure->y.unit->id : NULL);
  add_text (self, datum != NULL ? datum->date : NULL);
  add_origin (self, assay_series_get_origin (series, index));
  add_text (self, gate);
  end_row (self);
}

static void
add_header (Writer *self, const AssayFigure *figure)
{
  static const char * const columns[] = {
    "series", "value", "low", "high", "bound", "unit", "date", "origin", "address", "gate"
  };

  add_text (self, figure->categories != NULL ? "category" : "x");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_text (self, columns[i]);
  end_row (self);
}

GBytes *
assay_export_csv (AssayFigure *figure)
{
  Writer writer = { g_string_new (NULL), FALSE, NULL, NULL };

  add_header (&writer, figure);
  for (guint s = 0; s < figure->series->len; s++)
    {
      const AssaySeries *series = g_ptr_array_index (figure->series, s);

      for (guint i = 0; i < series->n; i++)
        add_row (&writer, figure, series, i);
    }
  g_free (writer.origin_line);

  return g_string_free_to_bytes (writer.text);
}
