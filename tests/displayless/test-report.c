#include <gio/gio.h>
#include <string.h>

#include "data/model/provenance.h"
#include "data/model/series.h"
#include "plots/export.h"

#define CREATED "2026-03-04T05:06:07Z"
/* More than the objects of such a document take. */
#define UNPACKED (1024 * 1024)

static AssayFigure *
figure_new (void)
{
  AssayFigure *figure = assay_figure_new ("figure", ASSAY_FIGURE_BARS);
  AssaySeries *series = assay_series_new ("One", 0, 2, FALSE, FALSE);

  figure->finding = g_strdup ("A finding");
  figure->categories = g_strdupv ((char *[]) { "one", "two", NULL });
  series->origin = g_atomic_rc_box_new0 (AssayProvenance);
  series->origin->id = g_strdup ("origin");
  series->origin->title = g_strdup ("An origin");
  for (guint i = 0; i < series->n; i++)
    {
      series->x[i] = i;
      series->y[i] = i + 1;
    }
  g_ptr_array_add (figure->series, series);

  return figure;
}

/* A title, @n paragraphs and a chart. */
static GBytes *
report (guint n)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, TRUE, sizeof (AssayPiece));
  g_autoptr (AssayFigure) figure = figure_new ();
  g_autoptr (GError) error = NULL;
  AssayPiece title = { ASSAY_PIECE_TITLE, "Title", NULL }, heading = { ASSAY_PIECE_HEADING, "Heading", NULL };
  AssayPiece text = { ASSAY_PIECE_PARAGRAPH, "A paragraph of some words", NULL }, chart = { ASSAY_PIECE_FIGURE, NULL, figure };
  GBytes *bytes;

  g_array_append_val (pieces, title);
  g_array_append_val (pieces, heading);
  for (guint i = 0; i < n; i++)
    g_array_append_val (pieces, text);
  g_array_append_val (pieces, chart);
  bytes = assay_report_pdf ((const AssayPiece *) pieces->data, pieces->len, "Title", CREATED, &error);
  g_assert_no_error (error);

  return bytes;
}

/* The largest number that a tree of pages gives in @data. */
static guint
most_counted (const char *data, gsize size)
{
  g_autoptr (GRegex) regex = g_regex_new ("/Count ([0-9]+)", G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint most = 0;

  g_regex_match_full (regex, data, (gssize) size, 0, 0, &match, NULL);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *number = g_match_info_fetch (match, 1);

      most = MAX (most, (guint) g_ascii_strtoull (number, NULL, 10));
    }

  return most;
}

/* The same of a packed stream, which ends where its packing says. */
static guint
most_packed (const char *data, gsize size)
{
  g_autoptr (GZlibDecompressor) unpack = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autofree char *text = g_malloc (UNPACKED);
  gsize read, written;

  if (g_converter_convert (G_CONVERTER (unpack), data, size, text, UNPACKED, G_CONVERTER_INPUT_AT_END, &read, &written, NULL)
      == G_CONVERTER_ERROR)
    return 0;

  return most_counted (text, written);
}

/* The number that the tree of pages gives: as it is, or, since cairo 1.18, in a packed stream of objects. */
static guint
count_pages (GBytes *bytes)
{
  static const char before[] = "/ObjStm", begins[] = "stream\n";
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size), *end = data + size, *found = data;
  guint most = most_counted (data, size);

  while ((found = memmem (found, (gsize) (end - found), before, strlen (before))) != NULL
         && (found = memmem (found, (gsize) (end - found), begins, strlen (begins))) != NULL)
    {
      found += strlen (begins);
      most = MAX (most, most_packed (found, (gsize) (end - found)));
    }

  return most;
}

static void
test_pages (void)
{
  g_autoptr (GBytes) few = report (1), more = report (200);

  g_assert_true (memcmp (g_bytes_get_data (few, NULL), "%PDF-1.5", 8) == 0);
  g_assert_cmpuint (count_pages (few), ==, 1);
  g_assert_cmpuint (count_pages (more), >=, 4);
  g_assert_cmpuint (count_pages (more), <=, 6);
}

static void
test_same_bytes (void)
{
  g_autoptr (GBytes) one = report (60), other = report (60), longer = report (61);

  g_assert_true (g_bytes_equal (one, other));
  g_assert_false (g_bytes_equal (one, longer));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/pages", test_pages);
  g_test_add_func ("/report/same-bytes", test_same_bytes);

  return g_test_run ();
}
