/* One value of one metric for one subject at one date, with its origin: a row of the catalogue's "figures". */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* The dimension of figures that were measured on another machine than those that the charts show: a chart has them only if it asks for it, so that two machines are
 * never one series. */
#define ASSAY_DIMENSION_MACHINE "machine"

typedef enum
{
  ASSAY_BOUND_EXACT,
  ASSAY_BOUND_ABOUT,
  ASSAY_BOUND_AT_LEAST,
  ASSAY_BOUND_AT_MOST,
} AssayBound;

/* Immutable, boxed, atomically counted. */
struct _AssayDatum
{
  char *id;
  AssayMetric *metric;
  AssaySubject *subject;
  AssayProvenance *origin;
  double value;            /* in the metric's unit; a date as julian day; NAN if the source gives only a range or text */
  double low, high;        /* interval or printed range; NAN if none */
  char *text;              /* the value as the source prints it, where it is no number (or a date); else NULL */
  char *date;              /* ISO, as precise as the source; NULL if undated */
  double day;              /* the same as julian day; NAN */
  AssayBound bound;
  char *quality;           /* quality note, or NULL */
  char **gate;             /* reasons why it is drawn hollow and feeds no verdict; NULL if it passed */
  char **dimensions;       /* "workers", "4", "connections", "512", NULL: name, value, ...; NULL if none */
  double *samples;         /* raw samples in the metric's unit, or NULL */
  guint n_samples;
};
/* Where a row has no id of its own it is "METRIC:SUBJECT:DATE", then ":name=value" for each dimension. */

#define ASSAY_TYPE_DATUM (assay_datum_get_type ())
GType       assay_datum_get_type   (void) G_GNUC_CONST;
/* Needs the store to resolve metric, subject and origin; NULL with a report if one is unknown. */
AssayDatum *assay_datum_read       (const AssayField *object, AssayStore *store);
AssayDatum *assay_datum_ref        (AssayDatum *self);
void        assay_datum_unref      (AssayDatum *self);
gboolean    assay_datum_is_gated   (const AssayDatum *self);
/* The dimension's value, or NULL. */
const char *assay_datum_dimension  (const AssayDatum *self, const char *name);
/* "about 1,300,000 packages", "15–20 %", "30 Apr 2026"; transfer full. */
char       *assay_datum_format     (const AssayDatum *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayDatum, assay_datum_unref)

G_END_DECLS
