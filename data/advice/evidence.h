/* Runs the tests of a rule over the store: queries in, readings out. Private to this room. */
#pragma once

#include "data/advice/verdict.h"
#include "data/model/rule.h"

G_BEGIN_DECLS

/* The readings of one test, in the store's order; @tolerance as in AssayRule. Transfer full, elements owned. */
GPtrArray       *assay_evidence_gather (AssayStore *store, const AssayTest *test, double tolerance);

/* Where the interval @low..@high lies to the range @min..@max (NAN: open): inside, outside, or across a limit. */
AssayReadingSide assay_evidence_side   (double low, double high, double min, double max, double tolerance);

/* What the kinds' own files build on. */

/* The data of @metric that pass the test's filter, without claims: a sentence is no evidence for itself. With @latest only the
 * newest of each subject and dimensions. Transfer full, elements owned. */
GPtrArray       *assay_evidence_query  (AssayStore *store, const AssayTest *test, AssayMetric *metric, gboolean latest);
/* The value and its interval, as the bound and the printed range have it; FALSE if it is no number. */
gboolean         assay_evidence_number (const AssayDatum *datum, double *value, double *low, double *high);
gboolean         assay_evidence_same   (const AssayDatum *a, const AssayDatum *b);    /* same subject, by id: a layer may have replaced it */
/* Whether the two may be compared: from one origin, or by one publisher on one machine; and in equal dimensions, but for those
 * that the test lets vary. */
gboolean         assay_evidence_alike  (const AssayTest *test, const AssayDatum *a, const AssayDatum *b);
gboolean         assay_evidence_shaped (const AssayDatum *a, const AssayDatum *b);    /* same subject and dimensions */
gboolean         assay_evidence_near   (const AssayDatum *a, const AssayDatum *b, guint days);
/* ", workers 4, 2026-08-05", as far as @datum has them and they are not among @vary; transfer full. */
char            *assay_evidence_where  (const AssayDatum *datum, char **vary);
/* ", JSON throughput, workers 4, 2026-08-05"; transfer full. */
char            *assay_evidence_about  (const AssayDatum *datum, char **vary);
/* A value as a sentence has it: 2 digits of a ratio, 3 of all else; transfer full. */
char            *assay_evidence_round  (const AssayUnit *unit, double value);
/* @names, @about (what follows the names in the label) and @shown are taken over. */
AssayReading    *assay_reading_new     (const AssayTest *test, AssayDatum *datum, AssayDatum *against,
                                        char *names, char *about, char *shown);
/* The interval is low..high, its side is judged by the test's range. */
void             assay_reading_set     (AssayReading *self, const AssayTest *test, double value, double low, double high,
                                        const AssayUnit *unit, double tolerance);
void             assay_reading_free    (AssayReading *self);

void             assay_evidence_ratio  (AssayStore *store, const AssayTest *test, double tolerance, GPtrArray *readings);
void             assay_evidence_rank   (AssayStore *store, const AssayTest *test, double tolerance, GPtrArray *readings);
void             assay_evidence_change (AssayStore *store, const AssayTest *test, double tolerance, GPtrArray *readings);
void             assay_evidence_trend  (AssayStore *store, const AssayTest *test, double tolerance, GPtrArray *readings);

G_END_DECLS
