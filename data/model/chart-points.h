/* The data of a chart before they are sorted into series and categories. Private to chart*.c and tile.c. */
#pragma once

#include "data/model/chart-spec.h"

G_BEGIN_DECLS

typedef struct
{
  guint series;              /* into the chart's series */
  char *key;                 /* points with the same key share a category; NULL on a continuous x axis */
  char *label;               /* the category's name */
  double x, y, low, high;
  AssayDatum *datum;         /* owned; says where the point comes from */
} AssayPoint;

/* What the selection asks for besides @query's metric, subject and flags; transfer full. */
GPtrArray *assay_chart_query_run   (const AssayChartQuery *self, AssayStore *store, AssayQuery *query);

/* Of AssayPoint, in the order of the chart's series and their subjects; transfer full. */
GArray   *assay_chart_get_points   (const AssayChart *self, AssayStore *store);
/* Whether x is a quantity or a date, and not a category. */
gboolean  assay_chart_is_continuous (const AssayChart *self);

/* The ratios of a row in one datum: y the median, low and high the extremes, origin naming the operands; *@n_pairs may be
 * NULL. NULL if no pair has two comparable data that passed the gate. Transfer full. */
AssayDatum *assay_row_get_ratio    (const AssayChartRow *row, const char *as, AssayStore *store, guint *n_pairs);

/* Whether the two may be divided: one origin, or files of one publisher about runs on one machine, dated alike. */
gboolean    assay_datum_is_comparable (const AssayDatum *a, const AssayDatum *b);
/* @datum as a share of @best in percent; NULL unless comparable. Transfer full. */
AssayDatum *assay_datum_new_share  (AssayMetric *as, AssayDatum *datum, AssayDatum *best);
/* @a ÷ @b, turned over where lower is better; NULL unless of one metric and comparable. Transfer full. */
AssayDatum *assay_datum_new_ratio  (AssayMetric *as, AssayDatum *a, AssayDatum *b);
/* Which side is better in the whole range of a ratio: 1 the first, -1 the second, 0 neither. Differences below 5 % count as none:
 * the same entry run again on the same machine differs by as much. */
int         assay_datum_get_lead      (const AssayDatum *ratio);
/* Several ratios (of AssayDatum, at least one; sorted in place) as one with a range. Transfer full. */
AssayDatum *assay_datum_new_span   (GPtrArray *ratios);

G_END_DECLS
