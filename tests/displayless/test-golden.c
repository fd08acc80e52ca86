/* A picture of every kind of chart in every theme, as it looked when somebody last looked at it. Layouts as text are the main guard; this one sees
 * colours, shapes, hatches and fonts. After a wanted change run with ASSAY_WRITE_FIXTURES=1 and look at the pictures that changed. */
#include <cairo.h>
#include <glib/gstdio.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "data/model/series.h"
#include "data/model/units.h"
#include "plots/layout.h"
#include "tests/displayless/sample-figures.h"

#define WIDTH 480
#define HEIGHT 270
#define SCALE 0.8
#define FONT "Cantarell"

/* Another version of cairo or FreeType shades the edge of a letter otherwise; a colour, a shape or a place that changed is more than that. */
#define LEAST_DIFFERENCE 64
#define MOST_DIFFERING 0.004
/* The pictures were drawn with Pango 1.50 and the FreeType of its days; later ones put glyphs to other fractions of a pixel. */
#define MOST_LATER 0.02

static AssayFigure *
samples_new (AssayFigureKind kind)
{
  AssayFigure *figure = assay_figure_new (assay_figure_kind_name (kind), kind);

  figure->finding = g_strdup ("A finding in a sentence");
  figure->subtitle = g_strdup ("Metric, unit, interval, n");
  figure->footer = g_strdup ("Made up for a test");
  figure->y.unit = assay_unit_find ("ms");
  for (guint s = 0; s < 3; s++)
    {
      static const char * const names[] = { "Left", "Right", "Other" };
      AssaySeries *series = assay_series_new (names[s], s, kind == ASSAY_FIGURE_LINES ? 24 : 400, kind == ASSAY_FIGURE_LINES, FALSE);

      for (guint i = 0; i < series->n; i++)
        {
          double share = (i + 0.5) / series->n;

          series->y[i] = kind == ASSAY_FIGURE_LINES ? 20 + 12 * s + 6 * sin (i * 0.6 + s) : 10 + 8 * s - (4 + s) * log (1 - share) + 3 * sin (40 * share);
          if (kind != ASSAY_FIGURE_LINES)
            continue;
          series->x[i] = i;
          series->low[i] = s == 1 ? NAN : series->y[i] - 3;
          series->high[i] = s == 1 ? NAN : series->y[i] + 3;
        }
      g_ptr_array_add (figure->series, series);
    }

  return figure;
}

static AssayFigure *lines (void) { return samples_new (ASSAY_FIGURE_LINES); }
static AssayFigure *histogram (void) { return samples_new (ASSAY_FIGURE_HISTOGRAM); }
static AssayFigure *ecdf (void) { return samples_new (ASSAY_FIGURE_ECDF); }
static AssayFigure *percentiles (void) { return samples_new (ASSAY_FIGURE_PERCENTILES); }

static const SampleFigure more[] = {
  { "lines", lines },
  { "histogram", histogram },
  { "ecdf", ecdf },
  { "percentiles", percentiles },
};

/* One of each kind from the samples of the layouts. */
static const char * const chosen[] = { "bars-sides", "bars-upright-claims", "stacked", "dots", "ranges", "heatmap", "timeline", "bump" };

typedef struct
{
  const SampleFigure *sample;
  const AssayTheme *theme;
} Case;

static cairo_surface_t *
draw (const Case *self)
{
  g_autoptr (AssayFigure) figure = self->sample->make ();
  AssayTheme theme = *self->theme;
  g_autoptr (AssayLayout) layout = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  theme.font = FONT;
  layout = assay_layout_new (figure, &theme, WIDTH, HEIGHT, SCALE, ASSAY_PART_ALL);
  assay_layout_draw (layout, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static const guint32 *
get_row (cairo_surface_t *surface, int y)
{
  return (const guint32 *) (cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface));
}

static guint
differ (guint32 one, guint32 other)
{
  guint most = 0;

  for (guint shift = 0; shift <= 16; shift += 8)
    most = MAX (most, (guint) ABS ((int) (one >> shift & 255) - (int) (other >> shift & 255)));

  return most;
}

/* The share of pixels that differ; @picture, if not NULL, gets them in black on white. */
static double
compare (cairo_surface_t *one, cairo_surface_t *other, cairo_surface_t *picture)
{
  guint n = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        gboolean differs = differ (get_row (one, y)[x], get_row (other, y)[x]) >= LEAST_DIFFERENCE;

        n += differs;
        if (picture != NULL)
          ((guint32 *) get_row (picture, y))[x] = differs ? 0 : 0xffffff;
      }

  return n / (double) (WIDTH * HEIGHT);
}

/* Both pictures beside the build's log, so that somebody can look. */
static double
most_differing (void)
{
  return pango_version () < PANGO_VERSION_ENCODE (1, 52, 0) ? MOST_DIFFERING : MOST_LATER;
}

static void
keep (const char *name, cairo_surface_t *drawn, cairo_surface_t *expected)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "golden", NULL);
  g_autofree char *now = g_strdup_printf ("%s/%s.png", folder, name);
  g_autofree char *difference = g_strdup_printf ("%s/%s-difference.png", folder, name);
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);

  g_mkdir_with_parents (folder, 0777);
  cairo_surface_write_to_png (drawn, now);
  compare (drawn, expected, picture);
  cairo_surface_mark_dirty (picture);
  cairo_surface_write_to_png (picture, difference);
  g_test_message ("see %s and %s", now, difference);
  cairo_surface_destroy (picture);
}

static void
test_picture (gconstpointer data)
{
  const Case *self = data;
  g_autofree char *name = g_strdup_printf ("%s-%s", self->sample->name, self->theme->name);
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "golden", file, NULL);
  cairo_surface_t *drawn = draw (self), *expected;
  double share;

  if (g_getenv ("ASSAY_WRITE_FIXTURES") != NULL)
    g_assert_cmpint (cairo_surface_write_to_png (drawn, path), ==, CAIRO_STATUS_SUCCESS);
  expected = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (expected), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (expected), ==, WIDTH);
  g_assert_cmpint (cairo_image_surface_get_height (expected), ==, HEIGHT);
  share = compare (drawn, expected, NULL);
  if (share > most_differing ())
    keep (name, drawn, expected);
  g_assert_cmpfloat (share, <=, most_differing ());
  cairo_surface_destroy (drawn);
  cairo_surface_destroy (expected);
}

/* What the comparison must notice: one series in another hue, and a picture a few pixels aside. */
static void
test_notices (void)
{
  AssayTheme other = assay_theme_light;
  Case one = { sample_find ("bars-sides"), &assay_theme_light }, changed = { one.sample, &other };
  cairo_surface_t *before = draw (&one), *after;

  other.hues[0] = other.hues[4];
  after = draw (&changed);
  g_assert_cmpfloat (compare (before, before, NULL), ==, 0);
  g_assert_cmpfloat (compare (before, after, NULL), >, most_differing ());
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

static gboolean
has_font (void)
{
  g_autofree PangoFontFamily **families = NULL;
  int n;

  pango_font_map_list_families (pango_cairo_font_map_get_default (), &families, &n);
  for (int i = 0; i < n; i++)
    if (strcmp (pango_font_family_get_name (families[i]), FONT) == 0)
      return TRUE;

  return FALSE;
}

static void
test_no_font (void)
{
  g_test_skip ("the pictures' font isn't installed");
}

static void
add (const SampleFigure *sample)
{
  for (guint i = 0; assay_theme_names ()[i] != NULL; i++)
    {
      Case *at = g_new (Case, 1);
      g_autofree char *path = g_strdup_printf ("/golden/%s/%s", assay_theme_names ()[i], sample->name);

      *at = (Case) { sample, assay_theme_find (assay_theme_names ()[i]) };
      g_test_add_data_func_full (path, at, test_picture, g_free);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!has_font ())
    {
      g_test_add_func ("/golden/no-font", test_no_font);
      return g_test_run ();
    }
  g_test_add_func ("/golden/notices", test_notices);
  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    add (sample_find (chosen[i]));
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    add (&more[i]);

  return g_test_run ();
}
