#include "plots/layout-private.h"

#include "data/model/series.h"

#define LEAST_CONTRAST 3.0

static const double dash_table[][4] = { { 0 }, { 5, 2.5 }, { 1.5, 2 }, { 7, 2, 1.5, 2 }, { 10, 3 }, { 4, 1.5, 4, 4 }, { 3, 1.5 } };
static const int dash_counts[] = { 0, 2, 2, 4, 2, 4, 2 };

/* How many series before @at have the same hue: they then differ in tint, shape, hatch and dash. */
static guint
count_earlier (const AssayFigure *figure, guint at)
{
  const AssaySeries *self = g_ptr_array_index (figure->series, at);
  guint n = 0;

  for (guint i = 0; i < at; i++)
    {
      const AssaySeries *other = g_ptr_array_index (figure->series, i);

      n += other->hue == self->hue && other->role == self->role;
    }

  return n;
}

static AssayShape
choose_shape (const AssaySeries *series, guint earlier, guint used)
{
  guint first = series->hue >= 0 ? series->hue : ASSAY_SHAPE_HEXAGON;

  if (series->role == ASSAY_ROLE_CLAIM)
    return ASSAY_SHAPE_DIAMOND;
  for (guint i = 0; i < ASSAY_N_SHAPES; i++)
    {
      guint shape = (first + i) % ASSAY_N_SHAPES;

      if ((used & (1u << shape)) == 0)
        return shape;
    }

  return (first + earlier) % ASSAY_N_SHAPES;
}

/* The second series of a hue is paler, as far as it still stands out from the ground (WCAG 2, 1.4.11), the third is nearer to the ink. */
static AssayColour
tint (const AssayTheme *theme, AssayColour colour, guint earlier)
{
  static const double shares[] = { 0.3, 0.25, 0.2, 0.15, 0.1 };
  AssayColour paler = colour;

  if (earlier % 3 == 0)
    return colour;
  if (earlier % 3 == 2)
    return assay_colour_mix (colour, theme->foreground, shares[0]);
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      paler = assay_colour_mix (colour, theme->background, shares[i]);
      if (assay_colour_contrast (paler, theme->background) >= LEAST_CONTRAST)
        return paler;
    }

  return colour;
}

static AssaySeriesStyle
style_of (const AssayFigure *figure, guint at, const AssayTheme *theme, guint used)
{
  const AssaySeries *series = g_ptr_array_index (figure->series, at);
  guint earlier = count_earlier (figure, at), pattern = (MAX (series->hue, 0) + earlier) % 7;
  AssaySeriesStyle style = { .colour = tint (theme, assay_theme_hue (theme, series->hue), earlier) };

  style.text = assay_theme_text_hue (theme, series->hue);
  style.shape = choose_shape (series, earlier, used);
  style.pattern = pattern;
  style.n_dashes = theme->hatched || earlier > 0 ? dash_counts[pattern % G_N_ELEMENTS (dash_counts)] : 0;
  for (int i = 0; i < style.n_dashes; i++)
    style.dashes[i] = dash_table[pattern % G_N_ELEMENTS (dash_counts)][i];

  return style;
}

AssaySeriesStyle *
assay_series_styles_new (const AssayFigure *figure, const AssayTheme *theme)
{
  AssaySeriesStyle *styles = g_new0 (AssaySeriesStyle, MAX (figure->series->len, 1));
  guint used = 0;

  for (guint i = 0; i < figure->series->len; i++)
    {
      styles[i] = style_of (figure, i, theme, used);
      if (styles[i].shape < ASSAY_N_SHAPES)
        used |= 1u << styles[i].shape;
    }

  return styles;
}
