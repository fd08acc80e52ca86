/* Long lines made short without losing what they show: the extremes of each pixel column. Pure functions on arrays.
 *
 * M4 (Jugel, Jerzak, Hackenbroich, Markl: M4: A Visualization-Oriented Time Series Data Aggregation, PVLDB 7(10), 2014) keeps
 * the first, the lowest, the highest and the last point of each column: the line through those covers the same pixels as the
 * line through all. Every k-th point or LTTB would lose spikes. A pyramid of one level, the extremes of 64 points, makes the
 * cost of a drawing depend on the columns rather than on the points. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASSAY_PYRAMID_BLOCK 64

typedef struct
{
  double low, high;       /* low > high: nothing is there */
} AssayExtent;

/* Of borrowed arrays, which must outlive it. */
typedef struct
{
  const double *x;        /* n, or NULL: the index */
  const double *y;        /* n; NAN is a gap */
  gsize n;
  AssayExtent *blocks;    /* of y, (n + 63) / 64 of them */
  AssayExtent x_range, y_range;
  gboolean ascending;     /* x never falls and has no NAN: columns can be found by binary search */
  gboolean gaps;          /* some y is NAN */
} AssayPyramid;

/* One pass over @x (or NULL) and @y, @n doubles each: ranges, order, gaps, extremes of blocks. Transfer full. */
AssayPyramid *assay_pyramid_new      (const double *x, const double *y, gsize n);
void          assay_pyramid_free     (AssayPyramid *self);
/* The lowest and the highest y from index @first to before @end; low > high if all are NAN or @first >= @end. */
AssayExtent   assay_pyramid_extent   (const AssayPyramid *self, gsize first, gsize end);
/* The first index from @first to before @end whose y is @value; @end if there is none. */
gsize         assay_pyramid_find     (const AssayPyramid *self, gsize first, gsize end, double value);
/* The first index whose x is at least @x; n if all are less. Only where x is ascending. */
gsize         assay_pyramid_search   (const AssayPyramid *self, double x);
/* The x of point @index. */
double        assay_pyramid_get_x    (const AssayPyramid *self, gsize index);

/* Stands in a list of indices where the line is broken by a gap. */
#define ASSAY_GAP G_MAXSIZE

/* The points to draw, as indices in their order, in which at most four of each column are left: between @edges, @n_edges
 * ascending values of x (the last column includes its right edge). One point before the first and one after the last edge are kept, so that the line runs on to
 * the border. A gap narrower than a column isn't kept. Only where x is ascending. @indices has room for
 * assay_m4_room (@n_edges). Returns how many were written. */
gsize         assay_m4               (const AssayPyramid *self, const double *edges, guint n_edges, gsize *indices);
gsize         assay_m4_room          (guint n_edges);

/* How far the polyline through @n points (in pixels, NAN: a gap; x ascending) reaches in each of @n_columns columns of width 1
 * that begin at x = @left. */
void          assay_polyline_extents (const double *x, const double *y, gsize n,
                                      double left, guint n_columns, AssayExtent *columns);
/* Each extent grown to what a line of @width pixels covers: over the neighbouring columns and by half of it up and down.
 * @grown and @columns are different arrays. */
void          assay_extents_dilate   (const AssayExtent *columns, guint n, double width, AssayExtent *grown);
/* The mean height of those that aren't empty; 0 if all are. */
double        assay_extents_height   (const AssayExtent *columns, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayPyramid, assay_pyramid_free)

G_END_DECLS
