/* What is counted or measured, in which unit, and which way is better; and the criteria it speaks to. */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

struct _JsonBuilder;   /* json-glib's; who draws a metric does without it */

typedef enum
{
  ASSAY_BETTER_NONE,
  ASSAY_BETTER_HIGHER,
  ASSAY_BETTER_LOWER,
} AssayBetter;

/* Immutable, boxed, atomically counted. */
struct _AssayMetric
{
  char *id, *name;     /* name: "JSON throughput" */
  char *criterion;     /* id, or NULL */
  char *note;          /* what it does and doesn't say; or NULL */
  const AssayUnit *unit;
  AssayBetter better;
};

#define ASSAY_TYPE_METRIC (assay_metric_get_type ())
GType        assay_metric_get_type (void) G_GNUC_CONST;
AssayMetric *assay_metric_read     (const AssayField *object);
/* An object that assay_metric_read() reads as the same. */
void         assay_metric_write    (const AssayMetric *self, struct _JsonBuilder *json);
AssayMetric *assay_metric_ref      (AssayMetric *self);
void         assay_metric_unref    (AssayMetric *self);

/* Immutable, boxed, atomically counted. */
struct _AssayCriterion
{
  char *id, *name, *description;
  gboolean implied;    /* not a heading of the article, but implied by its text */
};

#define ASSAY_TYPE_CRITERION (assay_criterion_get_type ())
GType           assay_criterion_get_type (void) G_GNUC_CONST;
AssayCriterion *assay_criterion_read     (const AssayField *object);
AssayCriterion *assay_criterion_ref      (AssayCriterion *self);
void            assay_criterion_unref    (AssayCriterion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayMetric, assay_metric_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayCriterion, assay_criterion_unref)

G_END_DECLS
