#include "plots/chart-size.h"

#include <math.h>

#include "data/model/series.h"

#define BAR 20              /* a bar with its gap */
#define ROW 26              /* the least height of a category with its label */
#define NUMBERED_ROW 50     /* with numbers above and below the dots, since there is no room beside them */
#define BETWEEN 8           /* more between categories of several bars */
#define AXES 56             /* ticks and title of the axis that runs across */
#define LEGEND 26

static guint
n_categories (const AssayFigure *figure)
{
  return figure->categories == NULL ? 0 : g_strv_length (figure->categories);
}

/* Points whose category is @category: bars that stand below each other. */
static guint
count_in (const AssayFigure *figure, guint category)
{
  guint count = 0;

  for (guint s = 0; s < figure->series->len; s++)
    {
      const AssaySeries *series = g_ptr_array_index (figure->series, s);

      for (guint i = 0; i < series->n; i++)
        count += series->x != NULL && isfinite (series->x[i]) && (guint) series->x[i] == category;
    }

  return count;
}

static int
bars_height (const AssayFigure *figure)
{
  int height = 0;

  for (guint c = 0; c < n_categories (figure); c++)
    {
      guint count = count_in (figure, c);

      height += MAX (ROW, (int) count * BAR + (count > 1 ? BETWEEN : 0));
    }

  return height;
}

static int
dots_height (const AssayFigure *figure)
{
  int height = 0;

  for (guint c = 0; c < n_categories (figure); c++)
    height += count_in (figure, c) > 2 ? NUMBERED_ROW : ROW;

  return height;
}

/* Rows below each other, whose number gives the height; 0: the figure has none and fills what it gets. */
static int
rows_height (const AssayFigure *figure)
{
  switch (figure->kind)
    {
    case ASSAY_FIGURE_BARS:
      return figure->horizontal ? bars_height (figure) : 0;

    case ASSAY_FIGURE_STACKED:
      return figure->horizontal ? (int) n_categories (figure) * ROW : 0;

    case ASSAY_FIGURE_DOTS:
      return figure->horizontal ? dots_height (figure) : 0;

    case ASSAY_FIGURE_RANGES:
    case ASSAY_FIGURE_TIMELINE:
      return (int) n_categories (figure) * ROW;

    case ASSAY_FIGURE_HEATMAP:
      return (int) figure->series->len * ROW;

    case ASSAY_FIGURE_LINES:
    case ASSAY_FIGURE_HISTOGRAM:
    case ASSAY_FIGURE_ECDF:
    case ASSAY_FIGURE_PERCENTILES:
    case ASSAY_FIGURE_BUMP:
    case ASSAY_N_FIGURE_KINDS:
    default:
      return 0;
    }
}

int
assay_chart_natural_height (const AssayFigure *figure, int width, double scale)
{
  int rows = rows_height (figure);
  double legend = figure->series->len > 1 ? LEGEND : 0;

  if (rows > 0)
    return (int) ceil (scale * (MAX (rows, 2 * ROW) + AXES + legend));

  return (int) ceil (CLAMP (width * 0.56, 190 * scale, 330 * scale) + scale * legend);
}
