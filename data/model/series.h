/* The points of one legend entry, column by column. */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_ROLE_DATA,
  ASSAY_ROLE_CLAIM,     /* what somebody states; drawn as an open diamond, never joined by a line */
} AssayRole;

/* Immutable once it is in a figure; boxed, atomically counted. What the columns mean, by kind of figure:
 *
 *  bars, stacked, dots  x = category, y = value, low..high = interval
 *  ranges (tornado)     x = category, low..high = the bar, y = value now
 *  lines, bump          x, y; low..high = band
 *  histogram, ecdf,
 *  percentiles          y = samples, x unused (NULL)
 *  heat map             x = column category; the series is the row; y = value
 *  timeline             x = row category, low = first day, high = last day, y = day on which the phase changes (NAN: none)
 */
struct _AssaySeries
{
  char *name;
  int hue;              /* 0..7 place in the palette; -1: neutral */
  AssayRole role;
  guint n;
  double *x;            /* n, or NULL */
  double *y;            /* n */
  double *low, *high;   /* n each, or NULL; NAN where there is none */
  AssayDatum **data;    /* n, or NULL for bulk samples, where @origin speaks for all */
  AssayProvenance *origin;  /* of all points, or NULL where each datum has its own */
  gpointer owner;           /* of borrowed columns x and y, with how to release it; else NULL */
  GDestroyNotify release;
};

#define ASSAY_TYPE_SERIES (assay_series_get_type ())
GType            assay_series_get_type   (void) G_GNUC_CONST;
/* A series of @n points, all NAN; low and high only if @intervals, data only if @data. */
AssaySeries     *assay_series_new        (const char *name, int hue, guint n, gboolean intervals, gboolean data);
/* A series over bulk samples that belong to @owner, such as a mapped file, without a copy: @x (or NULL) and @y, @n doubles each,
 * stay as they are until @release (@owner) is called with the last reference. */
AssaySeries     *assay_series_new_borrowed (const char *name, int hue, guint n, const double *x, const double *y,
                                            gpointer owner, GDestroyNotify release);
AssaySeries     *assay_series_ref        (AssaySeries *self);
void             assay_series_unref      (AssaySeries *self);
gboolean         assay_series_is_gated   (const AssaySeries *self, guint index);
/* Where point @index comes from (transfer none); never NULL in a figure made from the catalogue. */
AssayProvenance *assay_series_get_origin (const AssaySeries *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssaySeries, assay_series_unref)

G_END_DECLS
