/* Turns the evidence for a statement into a verdict by the statement's rule: pure, and the same to the bit each time. */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_VERDICT_SUPPORTED,
  ASSAY_VERDICT_CONTRADICTED,
  ASSAY_VERDICT_DEPENDS,
  ASSAY_VERDICT_OPEN,
  ASSAY_VERDICT_OPINION,
  ASSAY_N_VERDICTS
} AssayVerdictKind;

typedef enum
{
  ASSAY_READING_AGREES,
  ASSAY_READING_DISAGREES,
  ASSAY_READING_NEITHER,     /* too close to call: within the rule's tolerance */
} AssayReadingSide;

/* One piece of evidence: one test of the rule applied to one datum or one pair of data. */
typedef struct
{
  char *names;               /* "Fastify ÷ FastAPI"; of a citation the source's title */
  char *label;               /* "Fastify ÷ FastAPI, JSON throughput, 2025-06-08" */
  char *text;                /* the same behind what was read: "2.53× · Fastify ÷ ..." */
  char *brief;               /* what was read, rounded, with no more than the names: "2.5× (Fastify ÷ FastAPI)" */
  double value, low, high;   /* what was read, in @unit; NAN if it is a cited text */
  const AssayUnit *unit;     /* or NULL */
  double expect_min, expect_max;  /* predicted range; NAN: open on that side */
  AssayReadingSide side;
  gboolean context;          /* shown beside the verdict; decides nothing, and its side is NEITHER */
  AssayDatum *datum;         /* owned */
  AssayDatum *against;       /* owned; the second of a pair, or NULL */
} AssayReading;

typedef struct
{
  AssayVerdictKind kind;
  char *summary;             /* why, derived from the readings: one or two sentences of at most 200 characters */
  char *settle;              /* what would settle it, or NULL */
  char *rule;                /* the rule in words */
  guint agree, disagree, neither;  /* readings of each side, without context */
  GPtrArray *readings;       /* of AssayReading: those that agree and disagree in turn, the clearest of each side first; then
                              * those that speak for neither; then the context */
} AssayVerdict;

/* Never NULL. Data that failed the gate are left out. Transfer full. */
AssayVerdict *assay_verdict_new   (AssayStore *store, AssayStatement *statement);
void          assay_verdict_free  (AssayVerdict *self);
/* "supported", "contradicted", "depends", "open", "opinion": as the command line prints it. */
const char   *assay_verdict_id    (AssayVerdictKind kind);
/* "Supported", "Contradicted", "Depends", "Open", "Opinion"; on what it depends (the workload, what is counted ...) the summary says. */
const char   *assay_verdict_name  (AssayVerdictKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayVerdict, assay_verdict_free)

G_END_DECLS
