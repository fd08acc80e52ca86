/* Slides of words: large enough for a room, within the slide, and said to be cut where they don't fit. */
#include <stdio.h>

#include "data/model/series.h"
#include "plots/slide.h"

/* Of a slide at 1920x1080: what a room can read. */
#define LEAST_TITLE 48
#define LEAST_TEXT 22

typedef struct
{
  double size, x, y, width, height;
  char text[64];
} Line;

/* Of Line, in their order. */
static GArray *
get_lines (AssaySlideLayout *layout)
{
  g_autofree char *text = assay_slide_layout_to_text (layout);
  g_auto (GStrv) all = g_strsplit (text, "\n", -1);
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (Line));

  g_test_message ("%s", text);
  for (guint i = 0; all[i] != NULL && *all[i] != '\0'; i++)
    {
      Line line = { 0 };

      g_assert_cmpint (sscanf (all[i], "%lf %lf,%lf %lfx%lf: %63[^\n]", &line.size, &line.x, &line.y, &line.width, &line.height, line.text), ==, 6);
      g_array_append_val (lines, line);
    }

  return lines;
}

/* Every line lies on the slide, above the number, below the one before; the first is the title. Returns how many there are. */
static guint
check (AssaySlideKind kind, const char *title, const char *text, double zoom, gboolean cut)
{
  g_autoptr (AssaySlide) slide = assay_slide_new_words (kind, title, text, NULL);
  g_autoptr (AssaySlideLayout) layout = assay_slide_layout_new (slide, &assay_theme_projector, 1920, 1080, zoom);
  g_autoptr (GArray) lines = get_lines (layout);
  double bottom = 0;

  g_assert_cmpint (assay_slide_layout_is_cut (layout), ==, cut);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      g_assert_cmpfloat (line->size, >=, i == 0 && *title != '\0' ? LEAST_TITLE : LEAST_TEXT);
      g_assert_cmpfloat (line->x, >=, 28);
      g_assert_cmpfloat (line->x + line->width, <=, 1920 - 28);
      g_assert_cmpfloat (line->y + line->height, <=, 1080 - 56);
      /* A mark stands beside its item. */
      g_assert_cmpfloat (line->y, >=, i > 0 && line->y == g_array_index (lines, Line, i - 1).y ? 0 : bottom - 1);
      bottom = line->y + line->height;
    }

  return lines->len;
}

static char *
repeat (const char *word, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, word);

  return g_string_free (text, FALSE);
}

static void
test_fits (void)
{
  g_assert_cmpuint (check (ASSAY_SLIDE_TITLE, "Python or Node.js?", "For the board\n29 November 2026", 1, FALSE), ==, 3);
  g_assert_cmpuint (check (ASSAY_SLIDE_TEXT, "What we do next", "- A trial\n- Our own load\nThen we decide.", 1, FALSE), ==, 6);
  g_assert_cmpuint (check (ASSAY_SLIDE_TEXT, "", "Alone", 1, FALSE), ==, 1);
  g_assert_cmpuint (check (ASSAY_SLIDE_TEXT, "No more than this", NULL, 1, FALSE), ==, 1);
}

/* The longest that a document may hold; one word without a place to break; more lines than any slide has. */
static void
test_long (void)
{
  g_autofree char *title = repeat ("Very long ", 20), *word = repeat ("w", 200), *text = repeat ("word ", 800), *lines = repeat ("line\n", 100);

  check (ASSAY_SLIDE_TITLE, title, NULL, 1, FALSE);
  check (ASSAY_SLIDE_TEXT, title, "Text", 1, TRUE);
  check (ASSAY_SLIDE_TITLE, word, word, 1, TRUE);
  check (ASSAY_SLIDE_TEXT, "Title", text, 1, FALSE);
  check (ASSAY_SLIDE_TEXT, "Title", lines, 1, TRUE);
  check (ASSAY_SLIDE_TITLE, "Title", lines, 1, TRUE);
}

/* Larger type that doesn't fit shrinks as far as the usual one does, no further. */
static void
test_zoom (void)
{
  g_autofree char *text = repeat ("Twelve words that a slide of words may well have on it. ", 14);

  check (ASSAY_SLIDE_TEXT, "Title", text, 1, FALSE);
  check (ASSAY_SLIDE_TEXT, "Title", text, 1.65, FALSE);
  check (ASSAY_SLIDE_TEXT, "Title", text, 0.75, FALSE);
}

/* Paragraphs are as large as they fit: few words larger than many. */
static void
test_size_follows_length (void)
{
  g_autofree char *many = repeat ("Twelve words that a slide of words may well have on it. ", 40);
  const char *texts[] = { "Few words.", many };
  double sizes[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AssaySlide) slide = assay_slide_new_words (ASSAY_SLIDE_TEXT, "Title", texts[i], NULL);
      g_autoptr (AssaySlideLayout) layout = assay_slide_layout_new (slide, &assay_theme_dark, 1920, 1080, 1);
      g_autoptr (GArray) lines = get_lines (layout);

      sizes[i] = g_array_index (lines, Line, 1).size;
    }
  g_assert_cmpfloat (sizes[0], >, sizes[1]);
}

/* A chart's title has two lines; longer ones become smaller than a room can read. */
static void
test_chart_title (void)
{
  g_autoptr (AssayFigure) figure = assay_figure_new ("chart", ASSAY_FIGURE_BARS);
  g_autofree char *fits = repeat ("ten chars ", 9), *too_long = repeat ("ten chars ", 20);
  const char *titles[] = { fits, too_long };

  figure->categories = g_strdupv ((char *[]) { "one", NULL });
  g_ptr_array_add (figure->series, assay_series_new ("Series", 0, 1, FALSE, FALSE));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AssaySlide) slide = assay_slide_new_chart (figure, titles[i], NULL);
      g_autoptr (AssaySlideLayout) layout = assay_slide_layout_new (slide, &assay_theme_projector, 1920, 1080, 1);

      g_assert_cmpint (assay_slide_layout_is_cut (layout), ==, i == 1);
      g_assert_nonnull (assay_slide_layout_get_chart (layout));
    }
}

/* Any size is drawn. */
static void
test_sizes (void)
{
  static const double sizes[][2] = { { 1, 1 }, { 20, 300 }, { 320, 180 }, { 3840, 2160 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (AssaySlide) slide = assay_slide_new_words (ASSAY_SLIDE_TITLE, "Title", "- Text\nText", "Notes");
      g_autoptr (AssaySlideLayout) layout = assay_slide_layout_new (slide, &assay_theme_light, sizes[i][0], sizes[i][1], 1);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) sizes[i][0], (int) sizes[i][1]);
      cairo_t *cr = cairo_create (surface);

      assay_slide_layout_draw_numbered (layout, cr, 0, 1);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      g_assert_null (assay_slide_layout_get_chart (layout));
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slide/fits", test_fits);
  g_test_add_func ("/slide/long", test_long);
  g_test_add_func ("/slide/zoom", test_zoom);
  g_test_add_func ("/slide/size-follows-length", test_size_follows_length);
  g_test_add_func ("/slide/chart-title", test_chart_title);
  g_test_add_func ("/slide/sizes", test_sizes);

  return g_test_run ();
}
