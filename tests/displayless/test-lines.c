#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/series.h"
#include "plots/layout-private.h"
#include "plots/lines.h"

#define WIDTH 1280
#define HEIGHT 720

static AssayFigure *
figure_new (guint n_series, guint n, double (*value) (guint series, guint index, guint n))
{
  AssayFigure *figure = assay_figure_new ("lines", ASSAY_FIGURE_LINES);

  for (guint s = 0; s < n_series; s++)
    {
      g_autofree char *name = g_strdup_printf ("Series %u", s);
      AssaySeries *series = assay_series_new (name, s, n, FALSE, FALSE);

      for (guint i = 0; i < n; i++)
        {
          series->x[i] = i;
          series->y[i] = value (s, i, n);
        }
      g_ptr_array_add (figure->series, series);
    }

  return figure;
}

static double
noise (guint series G_GNUC_UNUSED, guint index G_GNUC_UNUSED, guint n G_GNUC_UNUSED)
{
  double value = g_test_rand_double_range (5, 15);

  return g_test_rand_double () < 1e-4 ? value + g_test_rand_double_range (0, 85) : value;
}

static double
falling (guint series, guint index, guint n G_GNUC_UNUSED)
{
  return 100 - series - index * 0.1;
}

static cairo_surface_t *
image_new (void)
{
  return cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
}

/* All points, in short strokes: what the fast drawing must look like. */
static void
draw_all (AssayLayout *layout, double width, cairo_t *cr)
{
  const AssaySeries *series = assay_layout_get_series (layout, 0);

  cairo_set_line_width (cr, width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_set_source_rgb (cr, 1, 1, 1);
  for (guint i = 0; i < series->n; i++)
    {
      double x = assay_scale_map (&layout->x.scale, series->x[i]), y = assay_scale_map (&layout->y.scale, series->y[i]);

      cairo_line_to (cr, x, y);
      if (i % 200 == 199)
        {
          cairo_stroke (cr);
          cairo_move_to (cr, x, y);
        }
    }
  cairo_stroke (cr);
}

/* How far up a column is covered, by a sixth of its pixels at least and by most of them: antialiasing may differ, lines not. */
typedef struct
{
  int faint, full;
} Top;

/* Of the line's blue on white, or of white on black. */
static double
get_coverage (guint32 pixel, gboolean white)
{
  double red = (pixel >> 16 & 255) / 255.0, blue = (pixel & 255) / 255.0;

  if (white)
    return blue;

  return blue - red > 0.1 ? (1 - red) / (1 - assay_theme_light.hues[0].red) : 0;
}

static Top
get_top (cairo_surface_t *image, int x, const cairo_rectangle_t *plot, gboolean white)
{
  const guchar *pixels = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  Top top = { G_MAXINT, G_MAXINT };

  for (int y = plot->y + plot->height; y >= plot->y - 2; y--)
    {
      double coverage = get_coverage (*((const guint32 *) (pixels + (gsize) y * stride) + x), white);

      if (coverage > 0.15)
        top.faint = y;
      if (coverage > 0.7)
        top.full = y;
    }

  return top;
}

/* A line of two pixels covers its column and one of the two beside it; which one, columns of pixels can't tell. */
static int
highest_around (const Top *tops, guint at)
{
  return MIN (tops[at].faint, MIN (tops[at - 1].faint, tops[at + 1].faint));
}

/* No top of the full drawing is missing from the fast one, and none is there that isn't in the full one. */
static void
compare_tops (const Top *full, const Top *fast, guint n)
{
  guint differ = 0;

  for (guint i = 1; i + 1 < n; i++)
    {
      g_assert_cmpint (highest_around (fast, i), <=, full[i].full + 2);
      g_assert_cmpint (highest_around (full, i), <=, fast[i].full + 2);
      differ += ABS (fast[i].full - full[i].full) > 5;
    }
  g_test_message ("%u of %u columns differ by more than 5 pixels at their top", differ, n);
  g_assert_cmpuint (n, >, 1000);
  g_assert_cmpuint (differ, <, n / 3);
}

static void
test_no_spike_lost (gconstpointer data)
{
  g_autoptr (AssayFigure) figure = figure_new (1, GPOINTER_TO_UINT (data), noise);
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, &assay_theme_light, WIDTH, HEIGHT, 4 / 3.0, ASSAY_PART_PLOT);
  cairo_surface_t *fast = image_new (), *full = image_new ();
  Top fast_tops[WIDTH], full_tops[WIDTH];
  cairo_t *cr = cairo_create (fast);
  guint n = 0;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  assay_layout_draw (layout, cr);
  cairo_destroy (cr);
  cr = cairo_create (full);
  draw_all (layout, GPOINTER_TO_UINT (data) > 2 * WIDTH ? 2 : assay_theme_light.line_width * 4 / 3.0, cr);
  cairo_destroy (cr);
  cairo_surface_flush (fast);
  cairo_surface_flush (full);
  for (int x = layout->plot.x + 2; x < layout->plot.x + layout->plot.width - 2; x++, n++)
    {
      full_tops[n] = get_top (full, x, &layout->plot, TRUE);
      fast_tops[n] = get_top (fast, x, &layout->plot, FALSE);
    }
  compare_tops (full_tops, fast_tops, n);
  cairo_surface_destroy (fast);
  cairo_surface_destroy (full);
}

static void
test_marks_of_few (void)
{
  g_autoptr (AssayFigure) figure = figure_new (2, 50, falling);
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, &assay_theme_light, 640, 400, 1, ASSAY_PART_CARD);
  const AssayMark *marks;
  guint n;

  marks = assay_layout_get_marks (layout, &n);
  g_assert_cmpuint (n, ==, 100);
  for (guint i = 0; i < n; i++)
    {
      double x = marks[i].x + marks[i].width / 2, y = marks[i].y + marks[i].height / 2;

      g_assert_cmpuint (marks[i].series, ==, i / 50);
      g_assert_cmpuint (marks[i].index, ==, i % 50);
      g_assert_cmpint (assay_layout_pick (layout, x, y), ==, i);
      g_assert_cmpint (assay_layout_pick (layout, x, y + (i < 50 ? -3 : 3)), ==, i);
    }
  g_assert_cmpint (assay_layout_pick (layout, 0, 0), ==, -1);
  g_assert_cmpint (assay_layout_pick (layout, marks[0].x + 4, marks[0].y + 200), ==, -1);
}

/* The highest point of each column, and each picked again at its place. */
static void
test_marks_of_many (void)
{
  g_autoptr (AssayFigure) figure = figure_new (1, 200000, noise);
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, &assay_theme_dark, 800, 450, 1, ASSAY_PART_CARD);
  const AssaySeries *series = assay_layout_get_series (layout, 0);
  const AssayMark *marks;
  double highest = -INFINITY, seen = -INFINITY;
  guint n;

  marks = assay_layout_get_marks (layout, &n);
  g_assert_cmpuint (n, ==, (guint) ceil (layout->plot.width));
  for (guint i = 0; i < n; i++)
    {
      guint from = i > 0 ? marks[i - 1].index : 0;

      for (guint k = from + 1; k < marks[i].index; k++)
        g_assert_cmpfloat (series->y[k], <=, MAX (series->y[marks[i].index], series->y[from]));
      seen = MAX (seen, series->y[marks[i].index]);
      g_assert_cmpint (assay_layout_pick (layout, marks[i].x + marks[i].width / 2, marks[i].y + marks[i].height / 2), ==, i);
    }
  for (guint i = 0; i < series->n; i++)
    highest = MAX (highest, series->y[i]);
  g_assert_cmpfloat (seen, ==, highest);
}

static gboolean
overlap (const cairo_rectangle_t *a, const cairo_rectangle_t *b)
{
  return a->x < b->x + b->width - 0.01 && b->x < a->x + a->width - 0.01
         && a->y < b->y + b->height - 0.01 && b->y < a->y + a->height - 0.01;
}

/* Lines that end almost at one place: every name is there, none over another, in the order of the lines' ends. */
static void
test_names_apart (void)
{
  g_autoptr (AssayFigure) figure = figure_new (6, 20, falling);
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, &assay_theme_light, 800, 450, 1, ASSAY_PART_CARD);
  guint found = 0;

  for (guint i = 0; i < layout->labels->len; i++)
    {
      const AssayLabel *label = &g_array_index (layout->labels, AssayLabel, i);

      g_assert_cmpint (label->role, !=, ASSAY_LABEL_LEGEND);
      if (label->role != ASSAY_LABEL_DIRECT)
        continue;
      found++;
      g_assert_cmpfloat (label->box.x + label->box.width, <=, 800);
      for (guint k = 0; k < i; k++)
        {
          const AssayLabel *other = &g_array_index (layout->labels, AssayLabel, k);

          g_assert_false (overlap (&label->box, &other->box));
          if (other->role == ASSAY_LABEL_DIRECT)
            g_assert_cmpfloat (other->box.y, <, label->box.y);
        }
    }
  g_assert_cmpuint (found, ==, 6);
}

/* Where there is no room beside the lines, the legend names them. */
static void
test_legend_when_narrow (void)
{
  g_autoptr (AssayFigure) figure = figure_new (3, 20, falling);
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, &assay_theme_light, 200, 300, 1, ASSAY_PART_CARD);

  g_assert_cmpuint (layout->legend->len, ==, 3);
  for (guint i = 0; i < layout->labels->len; i++)
    g_assert_cmpint (g_array_index (layout->labels, AssayLabel, i).role, !=, ASSAY_LABEL_DIRECT);
}

static void
test_flags (void)
{
  g_autoptr (AssayFigure) figure = assay_figure_new ("f", ASSAY_FIGURE_LINES);
  AssaySeries *series = assay_series_new ("measured", 0, 2, FALSE, TRUE);
  AssaySeries *claim = assay_series_new ("claimed", 1, 1, FALSE, FALSE);
  AssayDatum *datum = g_atomic_rc_box_new0 (AssayDatum);
  g_autoptr (AssayLayout) layout = NULL;
  const AssayMark *marks;
  guint n;

  claim->role = ASSAY_ROLE_CLAIM;
  datum->gate = g_strsplit ("spread", ",", -1);
  series->data[1] = datum;
  for (guint i = 0; i < 2; i++)
    series->x[i] = series->y[i] = i + 1;
  claim->x[0] = claim->y[0] = 1.5;
  g_ptr_array_add (figure->series, series);
  g_ptr_array_add (figure->series, claim);
  layout = assay_layout_new (figure, &assay_theme_print, 640, 400, 1, ASSAY_PART_ALL);
  marks = assay_layout_get_marks (layout, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (marks[0].flags, ==, 0);
  g_assert_cmpint (marks[1].flags, ==, ASSAY_MARK_HOLLOW);
  g_assert_cmpint (marks[2].flags, ==, ASSAY_MARK_CLAIM);
}

/* A claim that lags: it says what it claims, and a leader runs back to where the line of its hue had as much. */
static void
test_claim (void)
{
  g_autoptr (AssayFigure) figure = assay_figure_new ("f", ASSAY_FIGURE_LINES);
  AssaySeries *series = assay_series_new ("measured", 0, 3, FALSE, FALSE);
  AssaySeries *claim = assay_series_new ("claimed", 0, 1, FALSE, FALSE);
  g_autoptr (AssayLayout) layout = NULL;
  const AssayLines *lines;
  const AssayLeader *leader;
  gboolean named = FALSE;

  claim->role = ASSAY_ROLE_CLAIM;
  for (guint i = 0; i < 3; i++)
    series->x[i] = series->y[i] = 10 * i;
  claim->x[0] = 20;
  claim->y[0] = 10;
  g_ptr_array_add (figure->series, series);
  g_ptr_array_add (figure->series, claim);
  layout = assay_layout_new (figure, &assay_theme_light, 640, 400, 1, ASSAY_PART_ALL);
  lines = layout->extra;
  g_assert_cmpuint (lines->leaders->len, ==, 1);
  leader = &g_array_index (lines->leaders, AssayLeader, 0);
  g_assert_cmpfloat_with_epsilon (assay_scale_invert (&layout->x.scale, leader->x0), 10, 1e-6);
  g_assert_cmpfloat_with_epsilon (assay_scale_invert (&layout->y.scale, leader->y0), 10, 1e-6);
  for (guint i = 0; i < layout->labels->len; i++)
    named |= g_str_equal (g_array_index (layout->labels, AssayLabel, i).text, "claimed: 10");
  g_assert_true (named);
}

typedef struct
{
  const char *path;
  AssayScaleKind x, y;
  guint n;
  double (*value) (guint index);
  double (*place) (guint index);
} Awkward;

static double
nothing (guint index G_GNUC_UNUSED)
{
  return NAN;
}

static double
constant (guint index G_GNUC_UNUSED)
{
  return 7;
}

static double
alternating (guint index)
{
  return index % 2 ? NAN : index;
}

static double
around_zero (guint index)
{
  return (int) (index % 7) - 3;
}

static double
huge (guint index)
{
  return index % 2 ? 1e308 : -1e308;
}

static double
counted (guint index)
{
  return index;
}

static double
scattered (guint index)
{
  return index * 7919 % 10007;
}

static const Awkward awkward[] = {
  { "/lines/awkward/none", ASSAY_SCALE_LINEAR, ASSAY_SCALE_LINEAR, 0, constant, counted },
  { "/lines/awkward/one", ASSAY_SCALE_LINEAR, ASSAY_SCALE_LINEAR, 1, constant, counted },
  { "/lines/awkward/one-log", ASSAY_SCALE_LOG, ASSAY_SCALE_LOG, 1, constant, counted },
  { "/lines/awkward/all-gaps", ASSAY_SCALE_LINEAR, ASSAY_SCALE_LINEAR, 9, nothing, counted },
  { "/lines/awkward/many-gaps", ASSAY_SCALE_LINEAR, ASSAY_SCALE_LINEAR, 50000, alternating, counted },
  { "/lines/awkward/constant", ASSAY_SCALE_LINEAR, ASSAY_SCALE_LINEAR, 50000, constant, counted },
  { "/lines/awkward/one-place", ASSAY_SCALE_LINEAR, ASSAY_SCALE_LINEAR, 50000, counted, constant },
  { "/lines/awkward/log-of-negatives", ASSAY_SCALE_LOG, ASSAY_SCALE_LOG, 50000, around_zero, around_zero },
  { "/lines/awkward/huge", ASSAY_SCALE_LINEAR, ASSAY_SCALE_LINEAR, 5000, huge, counted },
  { "/lines/awkward/unordered", ASSAY_SCALE_LINEAR, ASSAY_SCALE_LINEAR, 20000, counted, scattered },
  { "/lines/awkward/unordered-gaps", ASSAY_SCALE_LINEAR, ASSAY_SCALE_LINEAR, 20000, counted, alternating },
};

/* Draws, and places nothing but finite marks on the page. */
static void
test_awkward (gconstpointer data)
{
  const Awkward *of = data;
  g_autoptr (AssayFigure) figure = assay_figure_new ("f", ASSAY_FIGURE_LINES);
  AssaySeries *series = assay_series_new ("s", 0, of->n, TRUE, FALSE);
  g_autoptr (AssayLayout) layout = NULL;
  cairo_surface_t *image = image_new ();
  cairo_t *cr = cairo_create (image);
  const AssayMark *marks;
  guint n;

  figure->x.scale = of->x;
  figure->y.scale = of->y;
  for (guint i = 0; i < of->n; i++)
    {
      series->x[i] = of->place (i);
      series->y[i] = of->value (i);
      series->low[i] = series->y[i] * 0.9;
      series->high[i] = series->y[i] * 1.1;
    }
  g_ptr_array_add (figure->series, series);
  layout = assay_layout_new (figure, &assay_theme_print, WIDTH, HEIGHT, 1, ASSAY_PART_ALL);
  assay_layout_draw (layout, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  marks = assay_layout_get_marks (layout, &n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (marks[i].x, >=, 0);
      g_assert_cmpfloat (marks[i].y, >=, 0);
      g_assert_cmpfloat (marks[i].x + marks[i].width, <=, WIDTH);
      g_assert_cmpfloat (marks[i].y + marks[i].height, <=, HEIGHT);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (image);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/lines/no-spike-lost/columns", GUINT_TO_POINTER (1000000), test_no_spike_lost);
  g_test_add_data_func ("/lines/no-spike-lost/stroke", GUINT_TO_POINTER (2000), test_no_spike_lost);
  g_test_add_func ("/lines/marks-of-few", test_marks_of_few);
  g_test_add_func ("/lines/marks-of-many", test_marks_of_many);
  g_test_add_func ("/lines/names-apart", test_names_apart);
  g_test_add_func ("/lines/legend-when-narrow", test_legend_when_narrow);
  g_test_add_func ("/lines/flags", test_flags);
  g_test_add_func ("/lines/claim", test_claim);
  for (guint i = 0; i < G_N_ELEMENTS (awkward); i++)
    g_test_add_data_func (awkward[i].path, &awkward[i], test_awkward);

  return g_test_run ();
}
