/* Layouts as text, one fixture a case; and what must hold whatever the figure and the size. To write the fixtures anew after a
 * wanted change, run with ASSAY_WRITE_FIXTURES=1 and read the difference. */
#include "plots/layout-private.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "tests/displayless/sample-figures.h"

#define SLACK 0.01

/* Fonts differ between machines; this one comes with fontconfig. */
static const AssayTheme *
test_theme (void)
{
  static AssayTheme theme;

  theme = assay_theme_light;
  theme.font = "DejaVu Sans";

  return &theme;
}

static char *
fixture_path (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".txt", NULL);

  return g_test_build_filename (G_TEST_DIST, "fixtures", "layout", file, NULL);
}

static void
test_text (gconstpointer data)
{
  const SampleFigure *sample = data;
  g_autoptr (AssayFigure) figure = sample->make ();
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, test_theme (), 900, 600, 1, ASSAY_PART_ALL);
  g_autofree char *text = assay_layout_to_text (layout);
  g_autofree char *path = fixture_path (sample->name);
  g_autofree char *expected = NULL;

  if (g_getenv ("ASSAY_WRITE_FIXTURES") != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_inside (const cairo_rectangle_t *box, const cairo_rectangle_t *area)
{
  g_assert_true (isfinite (box->x) && isfinite (box->y) && isfinite (box->width) && isfinite (box->height));
  g_assert_cmpfloat (box->width, >=, 0);
  g_assert_cmpfloat (box->height, >=, 0);
  g_assert_cmpfloat (box->x, >=, area->x - SLACK);
  g_assert_cmpfloat (box->y, >=, area->y - SLACK);
  g_assert_cmpfloat (box->x + box->width, <=, area->x + area->width + SLACK);
  g_assert_cmpfloat (box->y + box->height, <=, area->y + area->height + SLACK);
}

static void
check_marks (AssayLayout *layout)
{
  cairo_rectangle_t plot, page = { 0, 0, layout->width, layout->height };
  const AssayMark *marks;
  guint n;

  assay_layout_get_plot (layout, &plot);
  marks = assay_layout_get_marks (layout, &n);
  assert_inside (&plot, &page);
  for (guint i = 0; i < n; i++)
    {
      cairo_rectangle_t box = { marks[i].x, marks[i].y, marks[i].width, marks[i].height };
      g_autofree char *words = assay_layout_describe_mark (layout, i);

      /* Markers of a line lie with their centre on the edge. */
      if (layout->figure->kind == ASSAY_FIGURE_LINES)
        box = (cairo_rectangle_t) { box.x + box.width / 2, box.y + box.height / 2, 0, 0 };
      assert_inside (&box, &plot);
      g_assert_cmpuint (strlen (words), >, 0);
      g_assert_true (g_utf8_validate (words, -1, NULL));
    }
}

/* A mark is found at its centre, unless another has the same centre. */
static void
check_pick (AssayLayout *layout)
{
  const AssayMark *marks;
  guint n;

  marks = assay_layout_get_marks (layout, &n);
  for (guint i = 0; i < n; i++)
    {
      double x = marks[i].x + marks[i].width / 2, y = marks[i].y + marks[i].height / 2;
      int found = assay_layout_pick (layout, x, y);

      g_assert_cmpint (found, >=, 0);
      g_assert_cmpfloat_with_epsilon (marks[found].x + marks[found].width / 2, x, SLACK);
      g_assert_cmpfloat_with_epsilon (marks[found].y + marks[found].height / 2, y, SLACK);
    }
}

/* A tenth of a line's box above and below is air; letters never touch. */
static gboolean
letters_overlap (const cairo_rectangle_t *a, const cairo_rectangle_t *b)
{
  double air = 0.1 * (a->height + b->height) + SLACK;

  return a->x + SLACK < b->x + b->width && b->x + SLACK < a->x + a->width
         && a->y + air < b->y + b->height && b->y + air < a->y + a->height;
}

static void
check_labels (AssayLayout *layout)
{
  cairo_rectangle_t page = { -0.5, -0.5, layout->width + 1, layout->height + 1 };

  for (guint i = 0; i < layout->labels->len; i++)
    {
      const AssayLabel *label = &g_array_index (layout->labels, AssayLabel, i);

      g_test_message ("%s", label->text);
      assert_inside (&label->box, &page);
      for (guint j = 0; j < i; j++)
        {
          const AssayLabel *other = &g_array_index (layout->labels, AssayLabel, j);

          if (letters_overlap (&label->box, &other->box))
            g_error ("%s at %g x %g: \"%s\" lies on \"%s\"", layout->figure->id, layout->width, layout->height, label->text,
                     other->text);
        }
    }
}

static void
check_draws (AssayLayout *layout)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  assay_layout_draw (layout, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  g_assert_false (cairo_has_current_point (cr));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
check (AssayFigure *figure, double width, double height, double scale, AssayParts parts)
{
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, test_theme (), width, height, scale, parts);

  g_test_message ("%s, %g x %g", figure->id, width, height);
  check_marks (layout);
  check_pick (layout);
  check_labels (layout);
  check_draws (layout);
}

static void
test_sizes (gconstpointer data)
{
  static const struct
  {
    double width, height, scale;
  } sizes[] = {
    { 1, 1, 1 }, { 40, 30, 1 }, { 64, 48, 1 }, { 120, 400, 1 }, { 400, 60, 1 }, { 200, 150, 1 }, { 300, 240, 1 }, { 360, 640, 1 },
    { 460, 300, 1 }, { 460, 300, 1.7 }, { 960, 540, 1 }, { 1280, 400, 1 }, { 1920, 1080, 2 }, { 3840, 2160, 4 }, { 7680, 4320, 8 },
  };
  const SampleFigure *sample = data;
  g_autoptr (AssayFigure) figure = sample->make ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      check (figure, sizes[i].width, sizes[i].height, sizes[i].scale, ASSAY_PART_PLOT);
      check (figure, sizes[i].width, sizes[i].height, sizes[i].scale, ASSAY_PART_CARD);
      check (figure, sizes[i].width, sizes[i].height, sizes[i].scale, ASSAY_PART_ALL);
    }
}

static const AssayFigureKind kinds[] = {
  ASSAY_FIGURE_BARS, ASSAY_FIGURE_STACKED, ASSAY_FIGURE_DOTS, ASSAY_FIGURE_LINES, ASSAY_FIGURE_RANGES, ASSAY_FIGURE_HEATMAP,
  ASSAY_FIGURE_TIMELINE, ASSAY_FIGURE_BUMP,
};

/* Every kind over the same awkward columns, both ways round, on every scale. */
static void
check_kinds (guint n_series, guint n_categories, const double *values, guint n_values, const char *name)
{
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint turn = 0; turn < 2; turn++)
      for (AssayScaleKind scale = ASSAY_SCALE_LINEAR; scale <= ASSAY_SCALE_LOG; scale++)
        {
          g_autoptr (AssayFigure) figure = sample_awkward (kinds[k], n_series, n_categories, values, n_values, name);

          figure->horizontal = turn == 0;
          figure->y.scale = scale;
          check (figure, 460, 300, 1, ASSAY_PART_ALL);
          check (figure, 40, 30, 1, ASSAY_PART_CARD);
        }
}

static void
test_awkward_values (void)
{
  static const double values[][4] = {
    { NAN, NAN, NAN, NAN },
    { 0, 0, 0, 0 },
    { -1, -5, -2, -1e9 },
    { INFINITY, -INFINITY, 1, NAN },
    { 1e300, -1e300, 1e-300, 0 },
    { G_MAXDOUBLE, -G_MAXDOUBLE, G_MINDOUBLE, 1 },
    { 5, 5, 5, 5 },
    { 1e-12, 2e-12, 3e-12, 4e-12 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    check_kinds (2, 4, values[i], 4, "Category");
}

static void
test_zero_bars (void)
{
  static const double zeros[] = { 0, 0 };
  g_autoptr (AssayFigure) figure = sample_awkward (ASSAY_FIGURE_BARS, 1, 2, zeros, 2, "Category");
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, test_theme (), 460, 300, 1, ASSAY_PART_ALL);

  g_assert_cmpfloat (layout->y.scale.min, ==, 0);
  g_assert_cmpfloat (layout->y.scale.max, ==, 1);
}

static void
test_awkward_counts (void)
{
  static const double values[] = { 3, 1, 4, 1, 5, 9, 2, 6 };
  static const guint counts[][2] = { { 0, 0 }, { 0, 3 }, { 1, 0 }, { 1, 1 }, { 1, 200 }, { 3, 60 }, { 20, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    check_kinds (counts[i][0], counts[i][1], values, G_N_ELEMENTS (values), "Category");
}

static void
test_long_names (void)
{
  static const double values[] = { 3, 1, 4, 1, 5 };

  check_kinds (2, 5, values, G_N_ELEMENTS (values), "A category of rather more than forty letters");
  check_kinds (2, 5, values, G_N_ELEMENTS (values), "Donaudampfschifffahrtsgesellschaftskapitänsmütze");
  check_kinds (2, 5, values, G_N_ELEMENTS (values), "");
}

static void
test_no_category_bar_is_thin (void)
{
  g_autoptr (AssayFigure) figure = sample_find ("bars-sides")->make ();
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, test_theme (), 900, 600, 1, ASSAY_PART_CARD);
  cairo_rectangle_t plot;
  const AssayMark *marks;
  guint n;

  assay_layout_get_plot (layout, &plot);
  marks = assay_layout_get_marks (layout, &n);
  g_assert_cmpuint (n, ==, 5);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (marks[i].height, MIN (30, plot.height / 5 * 0.78), 0.5);
}

static cairo_surface_t *
draw_text (AssayText *text, const char *string, const AssayTextLook *look)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 200, 40);
  cairo_t *cr = cairo_create (surface);

  assay_text_draw (text, cr, string, look, 0, 0);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* The low end is on the left whatever the words' direction, and so is what an axis says of it. */
static void
test_right_to_left (void)
{
  g_autoptr (AssayFigure) figure = sample_find ("bars-sides")->make ();
  g_autoptr (AssayLayout) layout = NULL;
  const AssayLabel *title = NULL;
  cairo_surface_t *whole, *arrow;
  double width, height;

  g_free (figure->y.label);
  figure->y.label = g_strdup ("\u2190 \u05d6\u05d4 \u00b7 \u05d6\u05d5 \u2192");
  layout = assay_layout_new (figure, test_theme (), 900, 600, 1, ASSAY_PART_ALL);
  for (guint i = 0; i < layout->labels->len; i++)
    if (g_array_index (layout->labels, AssayLabel, i).role == ASSAY_LABEL_AXIS)
      title = &g_array_index (layout->labels, AssayLabel, i);
  g_assert_nonnull (title);

  whole = draw_text (layout->text, title->text, &title->look);
  arrow = draw_text (layout->text, "\u2190", &title->look);
  assay_text_measure (layout->text, "\u2190", &title->look, &width, &height);
  g_assert_cmpfloat (width, >, 4);
  for (int y = 0; y < 40; y++)
    {
      const guint8 *row = cairo_image_surface_get_data (whole) + y * cairo_image_surface_get_stride (whole);
      const guint8 *expected = cairo_image_surface_get_data (arrow) + y * cairo_image_surface_get_stride (arrow);

      g_assert_cmpmem (row, (gsize) width, expected, (gsize) width);
    }
  cairo_surface_destroy (whole);
  cairo_surface_destroy (arrow);
}

static void
test_pick_reach (void)
{
  g_autoptr (AssayFigure) figure = sample_find ("bars-intervals")->make ();
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, test_theme (), 900, 600, 1, ASSAY_PART_CARD);
  const AssayMark *marks;
  guint n;

  marks = assay_layout_get_marks (layout, &n);
  g_assert_cmpint (assay_layout_pick (layout, marks[0].x + 5, marks[0].y + 3), ==, 0);
  g_assert_cmpint (assay_layout_pick (layout, 900, 600), ==, -1);
  g_assert_cmpint (assay_layout_pick (layout, -1e9, NAN), ==, -1);
}

static void
test_describe (void)
{
  g_autoptr (AssayFigure) figure = sample_find ("bars-sides")->make ();
  g_autofree char *words = assay_figure_describe (figure);

  g_assert_cmpstr (words, ==, "Bar chart of Left and Right over 5 categories. Highest: Alpha (Left): 900,000\u202freq/s. "
                   "Lowest: Epsilon (Right): 50,000\u202freq/s. 1 point failed a plausibility check and is drawn hollow.");
}

static void
add_sample_tests (const SampleFigure *sample)
{
  g_autofree char *text = g_strdup_printf ("/layout/text/%s", sample->name);
  g_autofree char *sizes = g_strdup_printf ("/layout/sizes/%s", sample->name);

  g_test_add_data_func (text, sample, test_text);
  g_test_add_data_func (sizes, sample, test_sizes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_samples; i++)
    add_sample_tests (&samples[i]);
  g_test_add_func ("/layout/awkward-values", test_awkward_values);
  g_test_add_func ("/layout/zero-bars", test_zero_bars);
  g_test_add_func ("/layout/awkward-counts", test_awkward_counts);
  g_test_add_func ("/layout/long-names", test_long_names);
  g_test_add_func ("/layout/one-bar-a-category", test_no_category_bar_is_thin);
  g_test_add_func ("/layout/right-to-left", test_right_to_left);
  g_test_add_func ("/layout/pick-reach", test_pick_reach);
  g_test_add_func ("/layout/describe", test_describe);

  return g_test_run ();
}
