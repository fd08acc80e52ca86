#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/units.h"
#include "plots/export.h"

/* A reader of RFC 4180 that shares nothing with the writer: rows of fields. */
static GPtrArray *
parse_csv (const char *text, gsize length)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) field = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    if (quoted && text[i] == '"' && i + 1 < length && text[i + 1] == '"')
      g_string_append_c (field, text[i++]);
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && (text[i] == ',' || text[i] == '\n'))
      {
        if (text[i] == '\n')
          g_assert_cmpint (text[i - 1], ==, '\r');
        g_ptr_array_add (row, g_strdup (field->str));
        g_string_truncate (field, 0);
        if (text[i] == '\n')
          {
            g_ptr_array_add (rows, row);
            row = g_ptr_array_new_with_free_func (g_free);
          }
      }
    else if (quoted || text[i] != '\r')
      g_string_append_c (field, text[i]);

  g_assert_false (quoted);
  g_assert_cmpuint (row->len, ==, 0);
  g_ptr_array_unref (row);

  return rows;
}

static const char *
cell (GPtrArray *rows, guint row, const char *column)
{
  GPtrArray *header = g_ptr_array_index (rows, 0);
  GPtrArray *fields = g_ptr_array_index (rows, row);

  g_assert_cmpuint (header->len, ==, fields->len);
  for (guint i = 0; i < header->len; i++)
    if (strcmp (g_ptr_array_index (header, i), column) == 0)
      return g_ptr_array_index (fields, i);

  g_error ("no column %s", column);
}

static GPtrArray *
export (AssayFigure *figure)
{
  g_autoptr (GBytes) bytes = assay_export_csv (figure);

  g_assert_true (g_utf8_validate (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));

  return parse_csv (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static AssayProvenance *
origin_new (const char *title, const char *url)
{
  AssayProvenance *origin = g_atomic_rc_box_new0 (AssayProvenance);

  origin->id = g_strdup ("origin");
  origin->title = g_strdup (title);
  origin->url = g_strdup (url);

  return origin;
}

static AssayDatum *
datum_new (const char *title)
{
  AssayDatum *datum = g_atomic_rc_box_new0 (AssayDatum);

  datum->origin = origin_new (title, "https://example.org/a,b");
  datum->date = g_strdup ("2026-02");
  datum->bound = ASSAY_BOUND_AT_LEAST;
  datum->gate = g_strsplit ("first reason|second, reason", "|", -1);

  return datum;
}

static void
test_awkward_text (void)
{
  static const char * const names[] = { "a,b", "say \"no\"", "two\nlines", "carriage\r\nreturn", "Ünïcode – ≥", "" };
  g_autoptr (AssayFigure) figure = assay_figure_new ("f", ASSAY_FIGURE_BARS);
  g_autoptr (GPtrArray) rows = NULL;

  figure->categories = g_strdupv ((char *[]) { "one, \"quoted\"\n", "two", NULL });
  figure->y.unit = assay_unit_find ("req/s");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      AssaySeries *series = assay_series_new (names[i], 0, 1, TRUE, TRUE);

      series->x[0] = i % 2;
      series->y[0] = 1.0 / (i + 3);
      series->high[0] = 1e22 / 7;
      series->data[0] = datum_new (names[i]);
      g_ptr_array_add (figure->series, series);
    }

  rows = export (figure);
  g_assert_cmpuint (rows->len, ==, 1 + G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpstr (cell (rows, i + 1, "series"), ==, names[i]);
      g_assert_cmpstr (cell (rows, i + 1, "category"), ==, figure->categories[i % 2]);
      g_assert_true (g_str_has_prefix (cell (rows, i + 1, "origin"), names[i]));
      g_assert_cmpstr (cell (rows, i + 1, "address"), ==, "https://example.org/a,b");
      g_assert_cmpstr (cell (rows, i + 1, "gate"), ==, "first reason; second, reason");
      g_assert_cmpstr (cell (rows, i + 1, "bound"), ==, "at least");
      g_assert_cmpstr (cell (rows, i + 1, "unit"), ==, "req/s");
      g_assert_cmpstr (cell (rows, i + 1, "date"), ==, "2026-02");
      g_assert_cmpstr (cell (rows, i + 1, "low"), ==, "");
      g_assert_true (g_ascii_strtod (cell (rows, i + 1, "value"), NULL) == 1.0 / (i + 3));
      g_assert_true (g_ascii_strtod (cell (rows, i + 1, "high"), NULL) == 1e22 / 7);
    }
}

/* Random bits of doubles come back bit for bit; what is no number is empty. */
static void
test_numbers (void)
{
  enum { N = 5000 };
  g_autoptr (AssayFigure) figure = assay_figure_new ("f", ASSAY_FIGURE_LINES);
  AssaySeries *series = assay_series_new ("s", 0, N, FALSE, FALSE);
  g_autoptr (GPtrArray) rows = NULL;

  series->origin = origin_new ("one for all", NULL);
  for (guint i = 0; i < N; i++)
    {
      guint64 bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();

      series->x[i] = i / 10.0;
      memcpy (&series->y[i], &bits, sizeof bits);
    }
  g_ptr_array_add (figure->series, series);
  rows = export (figure);
  for (guint i = 0; i < N; i++)
    {
      g_assert_true (g_ascii_strtod (cell (rows, i + 1, "x"), NULL) == i / 10.0);
      if (isfinite (series->y[i]))
        g_assert_true (g_ascii_strtod (cell (rows, i + 1, "value"), NULL) == series->y[i]);
      else
        g_assert_cmpstr (cell (rows, i + 1, "value"), ==, "");
      g_assert_cmpstr (cell (rows, i + 1, "origin"), ==, "one for all");
    }
  g_assert_cmpstr (cell (rows, 2, "x"), ==, "0.1");
}

static void
test_dates (void)
{
  g_autoptr (AssayFigure) figure = assay_figure_new ("f", ASSAY_FIGURE_TIMELINE);
  AssaySeries *series = assay_series_new ("s", 0, 2, TRUE, FALSE);
  g_autoptr (GPtrArray) rows = NULL;

  figure->y.scale = ASSAY_SCALE_DATE;
  figure->categories = g_strdupv ((char *[]) { "3.14", NULL });
  series->x[0] = 0;
  series->x[1] = 7;
  series->low[0] = assay_date_parse ("2025-10-07");
  series->high[0] = assay_date_parse ("2030-02-28");
  g_ptr_array_add (figure->series, series);
  rows = export (figure);
  g_assert_cmpstr (cell (rows, 1, "category"), ==, "3.14");
  g_assert_cmpstr (cell (rows, 2, "category"), ==, "");
  g_assert_cmpstr (cell (rows, 1, "low"), ==, "2025-10-07");
  g_assert_cmpstr (cell (rows, 1, "high"), ==, "2030-02-28");
  g_assert_cmpstr (cell (rows, 1, "value"), ==, "");
}

static void
count_cb (gpointer owner)
{
  ++*(guint *) owner;
}

static void
test_samples (void)
{
  static const double y[] = { 5, 6 };
  guint released = 0;
  g_autoptr (AssayFigure) figure = assay_figure_new ("f", ASSAY_FIGURE_ECDF);
  g_autoptr (GPtrArray) rows = NULL;

  g_ptr_array_add (figure->series,
                   assay_series_new_borrowed ("s", 0, 2, NULL, y, &released, count_cb));
  rows = export (figure);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (cell (rows, 1, "x"), ==, "1");
  g_assert_cmpstr (cell (rows, 2, "x"), ==, "2");
  g_assert_cmpstr (cell (rows, 2, "value"), ==, "6");
}

/* What programs read is not written as people like it. */
static void
test_number_style (void)
{
  assay_numbers_set_style ("point");
  test_numbers ();
  assay_numbers_set_style ("comma");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/awkward-text", test_awkward_text);
  g_test_add_func ("/csv/numbers", test_numbers);
  g_test_add_func ("/csv/number-style", test_number_style);
  g_test_add_func ("/csv/dates", test_dates);
  g_test_add_func ("/csv/samples", test_samples);

  return g_test_run ();
}
