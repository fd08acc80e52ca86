#include <math.h>
#include <string.h>

#include "data/model/series.h"
#include "plots/layout-private.h"

/* Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. */
typedef double Matrix[3][3];

static const struct
{
  const char *name;
  Matrix matrix;
} visions[] = {
  { "normal", { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } },
  { "protan", { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } } },
  { "deutan", { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } } },
  { "tritan", { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } } },
};

typedef struct
{
  double l, a, b;
} Lab;

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
root (double t)
{
  return t > 0.008856 ? cbrt (t) : 7.787 * t + 16.0 / 116;
}

static Lab
seen (AssayColour colour, const Matrix matrix)
{
  double in[3] = { linear (colour.red), linear (colour.green), linear (colour.blue) }, out[3], x, y, z;

  for (guint i = 0; i < 3; i++)
    out[i] = CLAMP (matrix[i][0] * in[0] + matrix[i][1] * in[1] + matrix[i][2] * in[2], 0, 1);
  x = root ((0.4124 * out[0] + 0.3576 * out[1] + 0.1805 * out[2]) / 0.9505);
  y = root (0.2126 * out[0] + 0.7152 * out[1] + 0.0722 * out[2]);
  z = root ((0.0193 * out[0] + 0.1192 * out[1] + 0.9505 * out[2]) / 1.089);

  return (Lab) { 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

/* CIE 1976. */
static double
distance (AssayColour one, AssayColour other, const Matrix matrix)
{
  Lab a = seen (one, matrix), b = seen (other, matrix);

  return sqrt ((a.l - b.l) * (a.l - b.l) + (a.a - b.a) * (a.a - b.a) + (a.b - b.b) * (a.b - b.b));
}

static void
test_contrast_known (void)
{
  AssayColour black = { 0, 0, 0 }, white = { 1, 1, 1 }, grey = { 0x76 / 255.0, 0x76 / 255.0, 0x76 / 255.0 };

  g_assert_cmpfloat_with_epsilon (assay_colour_contrast (black, white), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (assay_colour_contrast (grey, white), 4.54, 0.01);
  g_assert_cmpfloat_with_epsilon (assay_colour_contrast (white, grey), 4.54, 0.01);
}

static void
test_contrast (gconstpointer data)
{
  const AssayTheme *theme = data;

  g_assert_cmpfloat (assay_colour_contrast (theme->foreground, theme->background), >=, 7);
  g_assert_cmpfloat (assay_colour_contrast (theme->secondary, theme->background), >=, 4.5);
  for (int hue = -1; hue < ASSAY_N_HUES; hue++)
    {
      g_test_message ("%s %d: %.2f", theme->name, hue, assay_colour_contrast (assay_theme_hue (theme, hue), theme->background));
      g_assert_cmpfloat (assay_colour_contrast (assay_theme_hue (theme, hue), theme->background), >=, 3);
      g_assert_cmpfloat (assay_colour_contrast (assay_theme_text_hue (theme, hue), theme->background), >=, 4.5);
      g_assert_cmpfloat (assay_colour_contrast (assay_colour_readable (theme->hues[MAX (hue, 0)]), theme->hues[MAX (hue, 0)]),
                         >=, 4.5);
    }
}

/* CIE Lab distances. The sides are told apart by everybody: the window's design promises 80 (dark, tritan) at the least; the
 * brand colours, which fail, have 15. All others keep 12, five times what is just noticed (2.3, Mahy et al. 1994), and shape, hatch or dash besides. */
static void
test_distances (gconstpointer data)
{
  const AssayTheme *theme = data;

  for (guint v = 0; v < G_N_ELEMENTS (visions); v++)
    {
      double least = G_MAXDOUBLE;

      g_assert_cmpfloat (distance (theme->hues[0], theme->hues[1], visions[v].matrix), >=, 80);
      for (guint a = 0; a < ASSAY_N_HUES; a++)
        for (guint b = a + 1; b < ASSAY_N_HUES; b++)
          {
            double d = distance (theme->hues[a], theme->hues[b], visions[v].matrix);

            if (d < least)
              {
                least = d;
                g_test_message ("%s %s: %u-%u %.1f", theme->name, visions[v].name, a, b, d);
              }
          }
      g_assert_cmpfloat (least, >=, 12);
    }
}

/* Three series of each hue, as many as have a tint of their own. */
static AssayFigure *
figure_of_tints (void)
{
  AssayFigure *figure = assay_figure_new ("tints", ASSAY_FIGURE_BARS);

  for (int hue = -1; hue < ASSAY_N_HUES; hue++)
    for (guint i = 0; i < 3; i++)
      g_ptr_array_add (figure->series, assay_series_new ("tint", hue, 1, FALSE, FALSE));

  return figure;
}

/* A series that shares its hue with others is as visible as they are; that it is another one, its shape or its pattern says. */
static void
test_tints (gconstpointer data)
{
  const AssayTheme *theme = data;
  g_autoptr (AssayFigure) figure = figure_of_tints ();
  g_autofree AssaySeriesStyle *styles = assay_series_styles_new (figure, theme);

  for (guint i = 0; i < figure->series->len; i++)
    {
      g_test_message ("%s, series %u: %.2f", theme->name, i, assay_colour_contrast (styles[i].colour, theme->background));
      g_assert_cmpfloat (assay_colour_contrast (styles[i].colour, theme->background), >=, 3);
      g_assert_cmpfloat (assay_colour_contrast (styles[i].text, theme->background), >=, 4.5);
      for (guint earlier = i - i % 3; earlier < i; earlier++)
        g_assert_true (styles[i].shape != styles[earlier].shape || styles[i].pattern != styles[earlier].pattern);
    }
}

static void
test_find (void)
{
  const char * const *names = assay_theme_names ();

  for (guint i = 0; names[i] != NULL; i++)
    g_assert_cmpstr (assay_theme_find (names[i])->name, ==, names[i]);
  g_assert_cmpuint (g_strv_length ((char **) names), ==, 6);
  g_assert_null (assay_theme_find ("sepia"));
  g_assert_null (assay_theme_find (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theme/contrast-known", test_contrast_known);
  g_test_add_func ("/theme/find", test_find);
  for (guint i = 0; assay_theme_names ()[i] != NULL; i++)
    {
      const char *name = assay_theme_names ()[i];
      g_autofree char *contrast = g_strdup_printf ("/theme/%s/contrast", name);
      g_autofree char *tints = g_strdup_printf ("/theme/%s/tints", name);
      g_autofree char *distances = g_strdup_printf ("/theme/%s/distances", name);

      g_test_add_data_func (contrast, assay_theme_find (name), test_contrast);
      g_test_add_data_func (tints, assay_theme_find (name), test_tints);
      g_test_add_data_func (distances, assay_theme_find (name), test_distances);
    }

  return g_test_run ();
}
