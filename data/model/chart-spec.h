/* What a chart of the catalogue asks for, as it was read. Private to chart*.c and tile.c.
 * Ids stay ids: they are looked up when the figure is made, so that what a later layer overrides counts. */
#pragma once

#include "data/model/figure.h"
#include "data/model/finding.h"
#include "data/model/series.h"

G_BEGIN_DECLS

/* Which data; a series or a row takes from its chart what it doesn't say itself. */
typedef struct
{
  char **metrics;            /* ids */
  char **of;                 /* exactly these subjects, in this order; or NULL */
  char *within;              /* this subject and what descends from it; or NULL */
  char *origin;
  char *since, *until;       /* ISO */
  char **dimensions;         /* name, value, ...; or NULL */
  char **without;            /* dimensions that a datum must not have; or NULL */
} AssayChartQuery;

/* Which of the chart's rows a series of ratios takes: those in which one side leads throughout, or neither. */
typedef enum
{
  ASSAY_TAKE_ALL,
  ASSAY_TAKE_ABOVE,
  ASSAY_TAKE_BELOW,
  ASSAY_TAKE_ACROSS,
} AssayTake;

typedef struct
{
  char *name;                /* NULL: the subject's */
  char *subject;             /* gives hue and name; or NULL */
  AssayRole role;
  AssayTake take;
  AssayChartQuery select;
  char *start, *change;      /* timeline: metrics of the first day and of the change of phase */
} AssayChartSeries;

/* A row of ratios, first ÷ second of each pair and metric, turned so that above 1 the first is better. */
typedef struct
{
  char *label;
  AssayChartQuery select;
  char **pairs;              /* subject ids: first, second, first, second ... */
} AssayChartRow;

typedef struct
{
  char *label;
  double value;
  gboolean today;            /* the day on which the figure is made, instead of @value */
  gboolean on_x;
} AssayChartGuide;

typedef enum
{
  ASSAY_BY_SUBJECT,
  ASSAY_BY_METRIC,
  ASSAY_BY_DATE,
  ASSAY_BY_ROW,
  ASSAY_BY_DIMENSION,
} AssayCategory;

typedef enum
{
  ASSAY_SORT_GIVEN,
  ASSAY_SORT_VALUE,          /* the best first */
} AssaySort;

/* Its id comes first: the store reads it there. */
struct _AssayChart
{
  char *id, *page, *criterion, *notes, *lighter;
  AssayFigureKind kind;
  gboolean horizontal;
  AssayCategory by;
  char *dimension;           /* ASSAY_BY_DIMENSION: its name */
  AssaySort sort;
  GHashTable *labels;        /* id or value -> category label, shorter than the name; may be empty */
  AssayAxis x, y;            /* without units: they follow from the metrics */
  char *as;                  /* metric of derived values; or NULL */
  gboolean relative;         /* each value as a share of the best of its category */
  GPtrArray *series;         /* of AssayChartSeries */
  GPtrArray *rows;           /* of AssayChartRow */
  GArray *guides;            /* of AssayChartGuide */
  AssayFinding *findings;
  AssayFinding *subtitle;
};

/* A chart without content. */
AssayChart    *assay_chart_new             (void);
/* The members "series" and "rows" of @object; what they don't say about their data comes from @shared. Mistakes are reported. */
void           assay_chart_read_series     (AssayChart *self, const AssayField *object, const AssayChartQuery *shared,
                                            AssayStore *store);
void           assay_chart_read_rows       (AssayChart *self, const AssayField *object, const AssayChartQuery *shared,
                                            AssayStore *store);
void           assay_chart_series_free     (AssayChartSeries *series);
void           assay_chart_row_free        (AssayChartRow *row);
AssayChartRow *assay_chart_find_row        (const AssayChart *self, const char *label);
/* Series names in the form in which sentences select them ("node-js"); NULL-terminated, transfer full. */
char         **assay_chart_get_series_names (const AssayChart *self, AssayStore *store);

/* Reads metric, of, within, origin, since, until, dimensions and without; what is absent comes from @fallback (or NULL). */
void           assay_chart_query_read        (AssayChartQuery *self, const AssayField *object, const AssayChartQuery *fallback,
                                            AssayStore *store);
void           assay_chart_query_clear       (AssayChartQuery *self);

G_END_DECLS
