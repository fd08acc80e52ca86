/* The table behind a figure as other programs get it. */
#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/units.h"
#include "plots/export.h"
#include "plots/html.h"

static AssayDatum *
datum_new (AssayBound bound, const char *gate)
{
  AssayDatum *datum = g_atomic_rc_box_new0 (AssayDatum);

  datum->origin = g_atomic_rc_box_new0 (AssayProvenance);
  datum->origin->id = g_strdup ("o");
  datum->origin->title = g_strdup ("Pots & <Pans>");
  datum->bound = bound;
  datum->gate = gate != NULL ? g_strsplit (gate, "|", -1) : NULL;

  return datum;
}

/* Two series over three categories; the second lacks the last one and has no intervals. */
static AssayFigure *
figure_new (void)
{
  AssayFigure *figure = assay_figure_new ("f", ASSAY_FIGURE_BARS);

  figure->finding = g_strdup ("Bean leads <by far> & \"always\"");
  figure->footer = g_strdup ("Pots & <Pans>, 2026");
  figure->categories = g_strdupv ((char *[]) { (char *) "JSON & HTML", (char *) "tab\there", (char *) "last\nline", NULL });
  figure->y.unit = assay_unit_find ("req/s");
  for (guint s = 0; s < 2; s++)
    {
      AssaySeries *series = assay_series_new (s == 0 ? "Snake" : "Bean", (int) s, 3 - s, s == 0, TRUE);

      for (guint i = 0; i < series->n; i++)
        {
          series->x[i] = i;
          series->y[i] = 4200.5 * (i + 1) / (s + 1);
          series->data[i] = datum_new (i == 1 ? ASSAY_BOUND_AT_LEAST : ASSAY_BOUND_EXACT, i == 1 && s == 1 ? "too wide|too few" : NULL);
          if (s == 0 && i == 0)
            {
              series->low[i] = 4100;
              series->high[i] = 4300.25;
            }
        }
      g_ptr_array_add (figure->series, series);
    }

  return figure;
}

static char *
to_text (GBytes *bytes)
{
  g_autoptr (GBytes) owned = bytes;

  return g_strndup (g_bytes_get_data (owned, NULL), g_bytes_get_size (owned));
}

static void
test_tsv (void)
{
  g_autoptr (AssayFigure) figure = figure_new ();
  g_autofree char *tsv = to_text (assay_export_tsv (figure));
  static const char *expected =
    "Category\tSnake (req/s)\tSnake from\tSnake to\tBean (req/s)\tBean from\tBean to\tRemark\tOrigin\n"
    "JSON & HTML\t4200.5\t4100\t4300.25\t2100.25\t\t\t\tPots & <Pans>\n"
    "tab here\t8401\t\t\t4200.5\t\t\tSnake: at least; Bean: at least, not counted: too wide; too few\tPots & <Pans>\n"
    "last line\t12601.5\t\t\t\t\t\t\tPots & <Pans>\n";

  g_assert_cmpstr (tsv, ==, expected);
}

/* What a program that reads HTML sees: cells of rows, and the caption. */
typedef struct
{
  GString *cells, *caption;
  const char *element;
  guint scopes, numbers;
} Seen;

static void
start_cb (GMarkupParseContext *context, const char *name, const char **names, const char **values, gpointer data, GError **error G_GNUC_UNUSED)
{
  Seen *seen = data;

  seen->element = g_markup_parse_context_get_element (context);
  if (strcmp (name, "tr") == 0)
    g_string_append_c (seen->cells, '\n');
  if (strcmp (name, "td") == 0 || strcmp (name, "th") == 0)
    g_string_append_c (seen->cells, '|');
  for (guint i = 0; names[i] != NULL; i++)
    {
      seen->scopes += strcmp (names[i], "scope") == 0;
      if (strcmp (names[i], "sdval") == 0)
        {
          g_assert_true (isfinite (g_ascii_strtod (values[i], NULL)));
          seen->numbers++;
        }
    }
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error G_GNUC_UNUSED)
{
  Seen *seen = data;
  const char *element = g_markup_parse_context_get_element (context);

  if (strcmp (element, "td") == 0 || strcmp (element, "th") == 0)
    g_string_append_len (seen->cells, text, (gssize) length);
  else if (strcmp (element, "caption") == 0)
    g_string_append_len (seen->caption, text, (gssize) length);
}

static void
test_html (void)
{
  static const GMarkupParser parser = { start_cb, NULL, text_cb, NULL, NULL };
  g_autoptr (AssayFigure) figure = figure_new ();
  g_autofree char *html = to_text (assay_export_html_table (figure));
  g_autoptr (GString) cells = g_string_new (NULL), caption = g_string_new (NULL);
  Seen seen = { cells, caption, NULL, 0, 0 };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &seen, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, strstr (html, "<html"), -1, &error);
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_cmpstr (caption->str, ==, figure->finding);
  g_assert_nonnull (strstr (cells->str, "\n|JSON & HTML|4200.5|4100|4300.25|2100.25||||Pots & <Pans>\n"));
  g_assert_cmpuint (seen.scopes, ==, 9 + 3);
  g_assert_cmpuint (seen.numbers, ==, 7);
  g_assert_nonnull (strstr (html, "<p>Pots &amp; &lt;Pans&gt;, 2026</p>"));
  g_assert_nonnull (strstr (html, "charset=utf-8"));
}

/* A timeline's columns are days; where all rows have one series each, its name has a column. */
static void
test_days (void)
{
  g_autoptr (AssayFigure) figure = assay_figure_new ("t", ASSAY_FIGURE_TIMELINE);
  g_autofree char *tsv = NULL;

  figure->categories = g_strdupv ((char *[]) { (char *) "Three", (char *) "Two", NULL });
  for (guint s = 0; s < 2; s++)
    {
      AssaySeries *series = assay_series_new (s == 0 ? "Snake" : "Bean", (int) s, 1, TRUE, FALSE);

      series->x[0] = s;
      series->low[0] = assay_date_parse ("2024-10-07");
      series->high[0] = assay_date_parse ("2029-10-31");
      series->y[0] = s == 0 ? assay_date_parse ("2026-10-01") : NAN;
      g_ptr_array_add (figure->series, series);
    }
  tsv = to_text (assay_export_tsv (figure));
  g_assert_cmpstr (tsv, ==, "Category\tSeries\tValue changes\tValue from\tValue to\tOrigin\n"
                            "Three\tSnake\t2026-10-01\t2024-10-07\t2029-10-31\t\n"
                            "Two\tBean\t\t2024-10-07\t2029-10-31\t\n");
}

static void
test_text (void)
{
  static const struct { const char *text, *html; } texts[] = {
    { "a < b > c & \"d\" 'e'", "a &lt; b &gt; c &amp; &quot;d&quot; 'e'" },
    { "bell\a nul\x01 escape\x1b", "bell\xef\xbf\xbd nul\xef\xbf\xbd escape\xef\xbf\xbd" },
    { "\xff\xfe bytes", "\xef\xbf\xbd\xef\xbf\xbd bytes" },
    { "Ünïcode – ≥ 🫘\n\t", "Ünïcode – ≥ 🫘\n\t" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);

      assay_html_put_text (html, texts[i].text);
      g_assert_cmpstr (html->str, ==, texts[i].html);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/tsv", test_tsv);
  g_test_add_func ("/table/html", test_html);
  g_test_add_func ("/table/days", test_days);
  g_test_add_func ("/table/text", test_text);

  return g_test_run ();
}
