/* The inside of a layout: what the kinds of plot share. A kind measures and places everything in its layout function; drawing
 * only paints what lies there. */
#pragma once

#include "plots/layout.h"
#include "plots/marks.h"
#include "plots/text.h"
#include "plots/ticks.h"

G_BEGIN_DECLS

/* What a label is for; size, weight and colour follow from it (see label.c). */
typedef enum
{
  ASSAY_LABEL_TITLE,
  ASSAY_LABEL_SUBTITLE,
  ASSAY_LABEL_FOOTER,
  ASSAY_LABEL_LEGEND,
  ASSAY_LABEL_FOOTNOTE,     /* in the legend: what hollow and lighter mean */
  ASSAY_LABEL_AXIS,         /* an axis's title */
  ASSAY_LABEL_TICK,
  ASSAY_LABEL_CATEGORY,
  ASSAY_LABEL_VALUE,        /* beside a mark */
  ASSAY_LABEL_GUIDE,
  ASSAY_LABEL_DIRECT,       /* a series' name beside its marks */
  ASSAY_N_LABEL_ROLES
} AssayLabelRole;

typedef struct
{
  AssayLabelRole role;
  char *text;
  cairo_rectangle_t box;
  AssayTextLook look;
  AssayColour colour;
} AssayLabel;

typedef struct
{
  const AssayAxis *axis;            /* of the figure */
  AssayScale scale;                 /* after placing: values to page coordinates */
  const char * const *names;        /* of a category axis; not owned */
  guint n_names;
  GArray *ticks;                    /* of AssayTick */
  gboolean upright;                 /* runs along the page's y */
  gboolean reversed;                /* upright values grow downwards: ranks */
  gboolean bare;                    /* no ticks: the marks say what they would */
  gboolean above;                   /* category names stand in their rows, above the marks: narrow pages */
  double offset;                    /* of the labels from the plot: room that the kind took between */
  double band;                      /* width of the labels beside the plot (upright) or their height (else) */
} AssayPlotAxis;

typedef enum
{
  ASSAY_SWATCH_SHAPE,
  ASSAY_SWATCH_BOX,
  ASSAY_SWATCH_LINE,
  ASSAY_SWATCH_HOLLOW,
  ASSAY_SWATCH_LIGHTER,             /* a box of two phases */
} AssaySwatch;

typedef struct
{
  AssaySwatch swatch;
  AssaySeriesStyle style;
  double x, y;                      /* the swatch's centre */
} AssayLegendEntry;

typedef struct _AssayKind AssayKind;

struct _AssayLayout
{
  AssayFigure *figure;
  const AssayTheme *theme;
  const AssayKind *kind;
  double width, height, scale;
  AssayParts parts;
  AssayText *text;
  cairo_rectangle_t page;           /* within the margins */
  cairo_rectangle_t body;           /* what header, legend and footer leave for plot and axes */
  cairo_rectangle_t plot;           /* the plot itself */
  AssayPlotAxis x, y;               /* of the figure's axes, whichever way they run */
  AssaySeriesStyle *styles;         /* one a series */
  GArray *marks;                    /* of AssayMark, in reading order */
  GArray *labels;                   /* of AssayLabel */
  GArray *legend;                   /* of AssayLegendEntry */
  double legend_room;               /* what it took from the body */
  gboolean named;                   /* the plot itself names its series, whatever its kind says */
  const AssayGuide *own_guide;      /* drawn and named by the kind; or NULL */
  gpointer extra;                   /* of the kind, freed with free_extra */
  GDestroyNotify free_extra;
};

/* A kind of plot: a row of the const table in kinds.c. What may be NULL says so. */
struct _AssayKind
{
  const char *words;                                        /* "Bar chart" */
  void  (*layout)        (AssayLayout *self);               /* fits the axes, places marks and labels */
  void  (*draw)          (AssayLayout *self, cairo_t *cr);  /* the marks alone */
  int   (*pick)          (AssayLayout *self, double x, double y);       /* or NULL: the nearest rectangle */
  char *(*describe_mark) (AssayLayout *self, const AssayMark *mark);    /* or NULL: category, series, value, date */
  AssaySwatch swatch;                                       /* of a series in the legend */
  gboolean names_series;                                    /* the plot itself names its series: no legend */
};

extern const AssayKind assay_kind_bars, assay_kind_stacked, assay_kind_dots, assay_kind_lines, assay_kind_histogram,
                       assay_kind_ecdf, assay_kind_percentiles, assay_kind_ranges, assay_kind_heatmap, assay_kind_timeline,
                       assay_kind_bump;

const AssayKind   *assay_kind_get            (AssayFigureKind kind);

/* Styles: one a series, so that no two of a figure look alike. Transfer full. */
AssaySeriesStyle  *assay_series_styles_new   (const AssayFigure *figure, const AssayTheme *theme);

/* Labels. Each places a text with its anchor (0..1 of its box, across and down) at @x, @y and copies it. @width > 0 wraps to
 * at most @lines. */
typedef struct
{
  double x, y;
  double across, down;
  double width;
  guint lines;
  const AssayColour *colour;        /* or NULL: the role's */
  double zoom;                      /* of the role's size; 0 counts as 1 */
} AssayLabelPlace;

void               assay_label_add           (AssayLayout *self, AssayLabelRole role, const char *text,
                                              const AssayLabelPlace *place);
/* The same, only if it lies on the page and overlaps no label that is there; returns whether it does. */
gboolean           assay_label_try           (AssayLayout *self, AssayLabelRole role, const char *text,
                                              const AssayLabelPlace *place);
/* The same, only if it overlaps no mark either. */
gboolean           assay_label_try_clear     (AssayLayout *self, AssayLabelRole role, const char *text,
                                              const AssayLabelPlace *place);
/* The box's size; FALSE if the text is cut off. @width 0: one line. */
gboolean           assay_label_measure       (AssayLayout *self, AssayLabelRole role, const char *text, double width,
                                              guint lines, double *box_width, double *box_height);
/* Where a label would lie. */
void               assay_label_get_box       (AssayLayout *self, AssayLabelRole role, const char *text,
                                              const AssayLabelPlace *place, cairo_rectangle_t *box);
/* How much smaller a role's label has to be for lines @room apart, within what is still read: 1 where they fit. */
double             assay_label_fit_zoom      (AssayLayout *self, AssayLabelRole role, double room);
double             assay_label_line_height   (AssayLayout *self, AssayLabelRole role);
/* Keeps what is drawn next away from the labels' boxes, so that no line runs through a number; on a card the ground's colour is
 * unknown, so nothing can be painted under them. Undone by cairo_restore(). */
void               assay_labels_clip_out     (AssayLayout *self, cairo_t *cr);
void               assay_labels_draw         (AssayLayout *self, cairo_t *cr);

/* Axes. A kind fits both, places them (as often as it needs to, to find room for its labels), then the frame adds the axes' own
 * labels. */
typedef enum
{
  ASSAY_FIT_ROUND = 1 << 0,         /* ends at round values */
  ASSAY_FIT_ZERO = 1 << 1,          /* contains zero, or on a log axis a decade below the least: bars start there */
} AssayFit;

/* Room beside the plot that the kind wants for labels of its own. */
typedef struct
{
  double left, right, top, bottom;
} AssayRoom;

/* The axis over @min..@max (NAN: none) and the figure's guides, held to the ends that the chart gives. */
void               assay_axis_fit            (AssayLayout *self, AssayPlotAxis *axis, double min, double max, AssayFit fit);
/* The same on a scale that the kind insists on. */
void               assay_axis_fit_as         (AssayLayout *self, AssayPlotAxis *axis, AssayScaleKind kind, double min, double max,
                                              AssayFit fit);
void               assay_axis_fit_names      (AssayLayout *self, AssayPlotAxis *axis, const char * const *names, guint n);
/* The figure's categories as the names of x. */
void               assay_fit_categories      (AssayLayout *self);
/* All that is finite (and can be shown) of y, low and high over all series; NAN, NAN if nothing. */
void               assay_figure_get_range    (const AssayFigure *figure, AssayScaleKind scale, double *min, double *max);
/* Sets plot, scales, ticks. @swap: x runs down the page and y to the right. @room NULL: none. */
void               assay_axes_place          (AssayLayout *self, gboolean swap, const AssayRoom *room);
/* Moves the axis's ends into the plot, so that marks of a size stay whole at the least and the greatest value. */
void               assay_axis_inset          (AssayPlotAxis *axis, double at_min, double at_max);
/* The room of a category across its axis, for marks: start and size in page coordinates. */
void               assay_axis_get_band       (const AssayLayout *self, const AssayPlotAxis *axis, guint index,
                                              double *start, double *size);
gboolean           assay_axis_has_title      (const AssayPlotAxis *axis);
void               assay_axes_add_labels     (AssayLayout *self);
void               assay_axes_draw           (AssayLayout *self, cairo_t *cr);     /* grid, under the marks */
void               assay_guides_draw         (AssayLayout *self, cairo_t *cr);     /* over the marks */

void               assay_frame_place         (AssayLayout *self);      /* header, footer, legend; sets the body */
void               assay_legend_place        (AssayLayout *self);
/* The same without the series' names, for a kind that found room for them in its plot. */
void               assay_legend_replace       (AssayLayout *self);
void               assay_legend_draw         (AssayLayout *self, cairo_t *cr);

/* Adds a mark, cut to the plot; flags come from the series. */
void               assay_layout_add_mark     (AssayLayout *self, guint series, guint index,
                                              double x, double y, double width, double height);
/* Where a mark ends on its high or low side of the value axis, with its interval: its label goes beyond. */
double             assay_interval_get_end    (const AssayLayout *self, const AssayMark *mark, gboolean high);
/* The interval as a whisker, where there is one. */
void               assay_interval_draw       (const AssayLayout *self, cairo_t *cr, const AssayMark *mark);
const AssaySeries *assay_layout_get_series   (const AssayLayout *self, guint series);
/* The name of point @index's category, or NULL if the figure has none for it. */
const char        *assay_figure_get_category (const AssayFigure *figure, const AssaySeries *series, guint index);
/* The value as it stands beside a mark: grouped, with its bound; without the unit where the axis names it; short only if asked;
 * an asterisk if the point is gated. Transfer full. */
char              *assay_point_label         (const AssayFigure *figure, guint series, guint index, gboolean brief);
/* A value of an axis in words: a date or a number with its unit. Transfer full. */
char              *assay_value_describe      (const AssayAxis *axis, double value);
/* "Fastify (Node.js): 837,986 req/s, 8 Jun 2025; ..." Transfer full. */
char              *assay_point_describe      (const AssayFigure *figure, guint series, guint index);

G_END_DECLS
