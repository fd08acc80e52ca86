/* Sentences that follow from the figures: templates with placeholders and conditions over the points of a figure.
 *
 * A placeholder is {FUNCTION:SELECTOR} or, for functions of two points, {FUNCTION:SELECTOR/SELECTOR}; finding-term.c has the
 * table of functions. A selector is words joined by points. "best", "worst" and "median" pick one
 * point by its value, "first" and "last" by its date or place on x, "best.last" by both; without any it is the latest on an axis
 * of dates or quantities, else the best. Any other word narrows the choice: the id of a subject (it or what descends from it),
 * of a metric or of an origin, a series' name as
 * assay_finding_slug() makes it, "@CATEGORY" likewise, "claims" (what somebody states, left out otherwise), "all".
 * {ratio:best.node/best.python} is the best of the one by the best of the other. Points that failed the gate don't count.
 *
 * A condition is "{PLACEHOLDER} OP VALUE" with OP one of = != < <= > >=, and VALUE a number, an id or a placeholder. */
#pragma once

#include "data/model/types.h"

G_BEGIN_DECLS

typedef struct _AssayFinding AssayFinding;

/* The member @name of @object: a string, or an array of {text, when?} of which the first that holds is said. @series are the
 * names that a selector may use besides ids (see above). NULL if absent, or after a report: unknown placeholder, unknown
 * word, unbalanced brace. Transfer full. */
AssayFinding *assay_finding_read (const AssayField *object, const char *name, AssayStore *store, const char * const *series);
void          assay_finding_free (AssayFinding *self);

/* The sentence for @figure; NULL if none holds. Transfer full. */
char         *assay_finding_say  (const AssayFinding *self, AssayStore *store, const AssayFigure *figure);

/* A ratio as a sentence says it: "25", "2.5", "3", "0.63"; transfer full. */
char         *assay_finding_format_ratio (double ratio);

/* "Node.js ahead" -> "node-js-ahead"; transfer full. */
char         *assay_finding_slug (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayFinding, assay_finding_free)

G_END_DECLS
