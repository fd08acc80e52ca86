#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/model/error.h"
#include "data/model/series.h"
#include "plots/export.h"
#include "plots/layout.h"

#define FINDING "Node.js <serves> more & \"steadier\""

typedef GBytes *(*Export) (AssayFigure *, const AssayTheme *, int, int, GError **);

static AssayFigure *
figure_new (AssayFigureKind kind, guint n)
{
  AssayFigure *figure = assay_figure_new ("f", kind);

  figure->finding = g_strdup (FINDING);
  figure->subtitle = g_strdup ("requests per second");
  figure->footer = g_strdup ("Source: a test, 2026");
  if (kind == ASSAY_FIGURE_BARS)
    figure->categories = g_strdupv ((char *[]) { "one", "two", "three", NULL });
  for (guint s = 0; s < 2; s++)
    {
      AssaySeries *series = assay_series_new (s == 0 ? "Python" : "Node.js", s, n, TRUE, FALSE);

      for (guint i = 0; i < n; i++)
        {
          series->x[i] = i;
          series->y[i] = 10 + g_test_rand_double () * 5;
          series->low[i] = series->y[i] - 1;
          series->high[i] = series->y[i] + 1;
        }
      g_ptr_array_add (figure->series, series);
    }

  return figure;
}

static cairo_status_t
read_cb (void *closure, unsigned char *data, unsigned int length)
{
  GInputStream *stream = closure;

  return g_input_stream_read_all (stream, data, length, NULL, NULL, NULL) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_READ_ERROR;
}

/* Every pixel of the decoded file is the one that was drawn. */
static void
test_png_pixels (void)
{
  g_autoptr (AssayFigure) figure = figure_new (ASSAY_FIGURE_LINES, 50);
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, &assay_theme_dark, 960, 540, 1, ASSAY_PART_ALL);
  g_autoptr (GBytes) bytes = assay_export_png (figure, &assay_theme_dark, 960, 540, NULL);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  cairo_surface_t *decoded = cairo_image_surface_create_from_png_stream (read_cb, stream);
  cairo_surface_t *drawn = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 960, 540);
  cairo_t *cr = cairo_create (drawn);

  assay_layout_draw (layout, cr);
  cairo_destroy (cr);
  cairo_surface_flush (drawn);
  g_assert_cmpint (cairo_image_surface_get_width (decoded), ==, 960);
  g_assert_cmpint (cairo_image_surface_get_height (decoded), ==, 540);
  for (int y = 0; y < 540; y++)
    for (int x = 0; x < 960; x++)
      {
        gsize at = (gsize) y * cairo_image_surface_get_stride (drawn) + x * 4;
        guint32 one = *(guint32 *) (cairo_image_surface_get_data (decoded) + at) & 0xffffff;
        guint32 other = *(guint32 *) (cairo_image_surface_get_data (drawn) + at) & 0xffffff;

        g_assert_cmphex (one, ==, other);
      }
  cairo_surface_destroy (drawn);
  cairo_surface_destroy (decoded);
}

static const struct { const char *name; Export export; } formats[] = {
  { "png", assay_export_png }, { "svg", assay_export_svg }, { "pdf", assay_export_pdf },
};

static void
test_deterministic (void)
{
  static const AssayFigureKind kinds[] = { ASSAY_FIGURE_BARS, ASSAY_FIGURE_LINES };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
      {
        g_autoptr (AssayFigure) figure = figure_new (kinds[k], 3);
        g_autoptr (GBytes) first = formats[i].export (figure, &assay_theme_print, 800, 450, NULL);
        g_autoptr (GBytes) second = formats[i].export (figure, &assay_theme_print, 800, 450, NULL);

        g_assert_true (g_bytes_equal (first, second));
      }
}

static void
test_sizes (void)
{
  static const struct { int width, height; gboolean well; } sizes[] = {
    { 64, 48, TRUE }, { 63, 48, FALSE }, { 64, 47, FALSE }, { 0, 0, FALSE }, { -5, 100, FALSE }, { G_MAXINT, 100, FALSE },
    { 16385, 64, FALSE }, { 16384, 64, TRUE }, { 64, 16384, TRUE },
  };
  g_autoptr (AssayFigure) figure = figure_new (ASSAY_FIGURE_LINES, 3);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) bytes = formats[i].export (figure, &assay_theme_light, sizes[k].width, sizes[k].height, &error);

        g_assert_true ((bytes != NULL) == sizes[k].well);
        if (!sizes[k].well)
          g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
      }
}

typedef struct
{
  GString *title;
  gboolean in_title;
  guint paths;
} Seen;

static void
start_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *name, const char **names G_GNUC_UNUSED,
          const char **values G_GNUC_UNUSED, gpointer data, GError **error G_GNUC_UNUSED)
{
  Seen *seen = data;

  seen->in_title = strcmp (name, "title") == 0;
  seen->paths += strcmp (name, "path") == 0;
}

static void
end_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *name G_GNUC_UNUSED, gpointer data,
        GError **error G_GNUC_UNUSED)
{
  ((Seen *) data)->in_title = FALSE;
}

static void
text_cb (GMarkupParseContext *context G_GNUC_UNUSED, const char *text, gsize length, gpointer data,
         GError **error G_GNUC_UNUSED)
{
  Seen *seen = data;

  if (seen->in_title)
    g_string_append_len (seen->title, text, length);
}

static void
test_svg_is_xml (void)
{
  static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };
  g_autoptr (AssayFigure) figure = figure_new (ASSAY_FIGURE_LINES, 40);
  g_autoptr (GBytes) bytes = assay_export_svg (figure, &assay_theme_light, 960, 540, NULL);
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Seen seen = { title, FALSE, 0 };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &seen, NULL);

  g_markup_parse_context_parse (context, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (title->str, ==, FINDING);
  g_assert_cmpuint (seen.paths, >, 20);
}

/* Runs a program on the bytes as a file; its output. NULL if the program isn't there. */
static char *
run_on (GBytes *bytes, const char *suffix, const char *command)
{
  g_auto (GStrv) words = g_strsplit (command, " ", -1);
  g_autofree char *program = g_find_program_in_path (words[0]);
  g_autofree char *pattern = g_strdup_printf ("assay-XXXXXX.%s", suffix);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status, file;

  if (program == NULL)
    return NULL;

  file = g_file_open_tmp (pattern, &path, &error);
  g_assert_no_error (error);
  g_close (file, NULL);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  for (guint i = 1; words[i] != NULL; i++)
    if (strcmp (words[i], "FILE") == 0)
      {
        g_free (words[i]);
        words[i] = g_strdup (path);
      }
  g_spawn_sync (NULL, words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_unlink (path);

  return output;
}

/* A million points stay a small file that a reader opens, with each column's line in it. */
static void
test_svg_of_a_million (void)
{
  g_autoptr (AssayFigure) figure = figure_new (ASSAY_FIGURE_LINES, 1000000);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *size = NULL;

  g_ptr_array_set_size (figure->series, 1);
  g_clear_pointer (&((AssaySeries *) g_ptr_array_index (figure->series, 0))->low, g_free);
  bytes = assay_export_svg (figure, &assay_theme_light, 1920, 1080, NULL);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 250 * 1000);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 50 * 1000);
  size = run_on (bytes, "svg", "rsvg-convert --format=png --width=96 FILE");
  if (size == NULL)
    g_test_skip ("no rsvg-convert to open it with");
}

static void
test_pdf_opens (void)
{
  g_autoptr (AssayFigure) figure = figure_new (ASSAY_FIGURE_LINES, 100000);
  g_autoptr (GBytes) bytes = assay_export_pdf (figure, &assay_theme_light, 960, 540, NULL);
  g_autofree char *check = run_on (bytes, "pdf", "qpdf --check FILE");
  g_autofree char *text = run_on (bytes, "pdf", "pdftotext -layout FILE -");

  g_assert_cmpuint (g_bytes_get_size (bytes), <, 250 * 1000);
  g_assert_true (memcmp (g_bytes_get_data (bytes, NULL), "%PDF-1.", 7) == 0);
  if (check == NULL || text == NULL)
    {
      g_test_skip ("no qpdf or pdftotext to open it with");
      return;
    }
  g_assert_nonnull (strstr (check, "No syntax or stream encoding errors"));
  g_assert_nonnull (strstr (text, FINDING));
  g_assert_nonnull (strstr (text, "Source: a test, 2026"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/png-pixels", test_png_pixels);
  g_test_add_func ("/export/deterministic", test_deterministic);
  g_test_add_func ("/export/sizes", test_sizes);
  g_test_add_func ("/export/svg-is-xml", test_svg_is_xml);
  g_test_add_func ("/export/svg-of-a-million", test_svg_of_a_million);
  g_test_add_func ("/export/pdf-opens", test_pdf_opens);

  return g_test_run ();
}
