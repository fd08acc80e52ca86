/* How evidence becomes a verdict on one statement: read from the statement's "rule", so that no verdict is written in C. */
#pragma once

#include "data/model/selection.h"
#include "data/model/types.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_TEST_VALUE,    /* a metric of a subject */
  ASSAY_TEST_RATIO,    /* a metric of one subject over that of another, same origin, date and dimensions */
  ASSAY_TEST_CHANGE,   /* last over first of a series in a period */
  ASSAY_TEST_TREND,    /* Kendall's tau of a series over its dates: 1 always rising, -1 always falling */
  ASSAY_TEST_RANK,     /* place among the subjects of the same origin and date; 1 is best */
  ASSAY_TEST_SPAN,     /* time from one date metric to another */
  ASSAY_TEST_CITED,    /* a figure that a person has read: it agrees, disagrees, or neither, and why */
  ASSAY_N_TEST_KINDS
} AssayTestKind;

typedef enum
{
  ASSAY_SAYS_AGREES,
  ASSAY_SAYS_DISAGREES,
  ASSAY_SAYS_NEITHER,
} AssaySays;

/* Draws readings out of the store. Members that a kind doesn't use are NULL, 0 or NAN. */
typedef struct
{
  AssayTestKind kind;
  char *as;                   /* which reading of the statement this is: "as a present count"; or NULL */
  GPtrArray *metrics;         /* of AssayMetric; a span has two: from, to */
  AssaySelection *of, *to;    /* NULL: every subject; a rank's "to" is what it is ranked among */
  char *origin;               /* id, or NULL: any */
  char *since, *until;        /* ISO dates, inclusive; or NULL */
  char **dimensions;          /* name, value, ..., NULL; or NULL */
  char **against;             /* as dimensions, for the second side of a ratio, which may then be the same subject; or NULL */
  char **vary;                /* dimensions in which the two sides may differ: "connections" where each took its best, and
                               * those of @against; or NULL */
  double min, max;            /* predicted range; NAN: open on that side */
  guint apart;                /* days by which the two dates of a ratio or rank may differ */
  gboolean every;             /* all dates instead of the latest */
  gboolean across;            /* a change or trend may run across origins; never for what was measured */
  const AssayUnit *unit;      /* of a span */
  AssayDatum *figure;         /* of a citation */
  AssaySays says;
  char *why;                  /* the editor's reading of the citation */
} AssayTest;

struct _AssayRule
{
  char *opinion;              /* non-NULL: a preference and no fact, and why; then there are no tests */
  GPtrArray *tests;           /* of AssayTest */
  GPtrArray *context;         /* of AssayTest: shown beside the verdict, never deciding it */
  guint need;                 /* readings that agree or disagree which it takes for a verdict, 1 or more */
  double support;             /* share of them that must agree for "supported"; 1: all */
  double contradict;          /* share up to which it is "contradicted"; 0: none agrees */
  double tolerance;           /* readings this near to a limit, relative to it, count for neither side: 0.1 is 10 % */
  char *on;                   /* what it depends on, where it does: "what is counted"; or NULL */
  char **measure;             /* ids of the scenarios that would settle it; or NULL */
  char **scenarios;           /* the same as sentences call them: "JSON answer"; the id where the catalogue knows no name */
  char *settle;               /* what else would settle it; or NULL */
};

/* Reads a statement's rule; NULL after reporting if it makes no sense. @opinion says that the statement is one to judge. */
AssayRule  *assay_rule_read       (const AssayField *object, AssayStore *store, gboolean opinion);
void        assay_rule_free       (AssayRule *self);
/* NULL-terminated, by AssayTestKind, as catalogue files name them. */
const char * const *assay_test_kind_names (void);
/* One test from its object, or NULL after reporting; in a @context no range need be predicted. */
AssayTest  *assay_test_read       (const AssayField *object, AssayStore *store, gboolean context);
void        assay_test_free       (AssayTest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayRule, assay_rule_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayTest, assay_test_free)

G_END_DECLS
