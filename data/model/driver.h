/* A decision driver: what may matter to a project, and how the evidence becomes a value under it. Read from the catalogue's "drivers". */
#pragma once

#include <glib-object.h>

#include "data/model/rule.h"
#include "data/model/selection.h"
#include "data/model/types.h"

G_BEGIN_DECLS

/* What stands for a side of the comparison where its own descendants don't: the language that is surveyed instead of the runtime. */
typedef struct
{
  AssaySubject *side;
  AssaySelection *of;
} AssayStandIn;

/* Figures that speak to a driver. Every source (and machine, and dimensions but those of @vary) with figures of two sides or more is one setting. */
typedef struct
{
  GPtrArray *metrics;      /* of AssayMetric; or, with @until, the one from whose date it is counted */
  AssayMetric *until;      /* a date metric: the value is the time from the first to this, in months; or NULL */
  char *origin;            /* id, or NULL: any */
  gboolean across;         /* facts that depend on no machine: figures of all sources are one setting */
  char *since;             /* ISO date, or NULL: older figures are left out */
  char **vary;             /* dimensions in which the figures of one setting may differ ("entry"); or NULL */
  char **kinds;            /* which kinds of subject under the sides count: "framework"; NULL: all */
  char **except;           /* ids of subjects that don't, nor what is under them; or NULL */
  GPtrArray *stand_ins;    /* of AssayStandIn */
  gboolean log;            /* value = log (x / worst) / log (best / worst), else (x - worst) / (best - worst); kept within 0..1 */
  double worst, best;      /* in the metric's unit (months with @until): fixed, so that no alternative moves another's value */
} AssayDriverEvidence;

typedef enum
{
  ASSAY_JOINED_SHARE,      /* two technologies together are worth what each is, by the shares of their parts */
  ASSAY_JOINED_WEAKEST,    /* they are worth what the weaker one is */
} AssayJoined;

/* What the driver is weighed by where it has no figures, or always. */
typedef enum
{
  ASSAY_DRIVER_FIGURES,    /* its evidence; statements where there is none */
  ASSAY_DRIVER_STATEMENTS, /* the verdicts on its statements and the user's stance to those that are opinions */
  ASSAY_DRIVER_NEEDS,      /* the same with the statements of the needs that the profile answers */
  ASSAY_DRIVER_SKILLS,     /* the team's level in the technology's language */
  ASSAY_DRIVER_OPERATION,  /* the share of the team's time that running it takes; a second runtime adds to it */
} AssayDriverKind;

/* Immutable, boxed, atomically counted. */
struct _AssayDriver
{
  char *id, *name;         /* "Tail latency" */
  char *description;       /* one sentence: what it means that this weighs much */
  char *criterion;         /* id */
  AssayDriverKind kind;
  char *part;              /* the part of the system that alone decides it ("serving", "computing", "data"), or NULL: the whole */
  AssayJoined joined;
  gboolean hop;            /* an answer's time: what a hop between parts takes is added to it */
  AssayTest *hop_test;     /* a ratio whose first side is the time through both, its second that without the hop: where it was measured; or NULL */
  GPtrArray *evidence;     /* of AssayDriverEvidence */
  char **statements;       /* ids; never NULL */
  char *chart;             /* id of the chart to look at, or NULL */
};

#define ASSAY_TYPE_DRIVER (assay_driver_get_type ())
GType        assay_driver_get_type  (void) G_GNUC_CONST;
/* From a catalogue object; NULL with reports if it makes no sense. */
AssayDriver *assay_driver_read      (const AssayField *object, AssayStore *store);
AssayDriver *assay_driver_ref       (AssayDriver *self);
void         assay_driver_unref     (AssayDriver *self);
/* The value 0..1 of @x on the evidence's scale. */
double       assay_evidence_value   (const AssayDriverEvidence *evidence, double x);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayDriver, assay_driver_unref)

G_END_DECLS
