/* Whether published or imported results can be true: what contradicts itself is kept, behind a gate that tells why. */
#pragma once

#include <gio/gio.h>

#include "data/sources/results.h"

G_BEGIN_DECLS

/* Limits; each is wide enough for what is printed in three digits. */
#define ASSAY_PLAUSIBLE_IN_FLIGHT 1.10     /* so much more than its connections can a closed load have on its way, on average */
#define ASSAY_PLAUSIBLE_ORDER 1.01         /* so much may a lower percentile be above a higher one */
#define ASSAY_PLAUSIBLE_ANSWERS 0.10       /* so much of throughput times duration may be missing */
#define ASSAY_PLAUSIBLE_FAILED 10          /* so many percent of the requests may fail */
#define ASSAY_PLAUSIBLE_REPEATED 3         /* so many figures are not the same again by chance */
#define ASSAY_PLAUSIBLE_SPREAD 0.03        /* on either side of the middle */
#define ASSAY_PLAUSIBLE_SUBJECTS 5         /* at least so many, and more than half of all */

/* Adds to the rows' gates what speaks against them, and returns how many rows have a gate. A pure function of the rows; a reason that is there
 * already isn't added again. Rows of the same subject, dimensions and date are one measurement, in which
 *   - rates, latencies, times and amounts are above zero, shares from 0 to 100 % (CPU: from 0);
 *   - where there is the dimension "connections", throughput times mean latency is at most these (times "pipelining"), by Little's law: J. D. C. Little,
 *     “A Proof for the Queuing Formula: L = λW”, Operations Research 9 (1961); not where the mean is wrk's, which holds more than the requests;
 *   - the mean latency is at most the 99th percentile, and percentiles are in order up to the longest;
 *   - where there are the dimension "duration" and a row "status_2xx", these answers are not fewer than throughput and duration make;
 *   - most requests did not fail;
 *   - not all is as it was at the date before: then an old measurement was carried over.
 * And of the throughput or the latency of many subjects under the same dimensions not most are the same: then the harness was measured. */
guint assay_plausible_check (AssayResults *results);
/* The same, which ends early once @cancellable (may be NULL) is cancelled: there may be hundreds of thousands of rows. */
guint assay_plausible_check_until (AssayResults *results, GCancellable *cancellable);

G_END_DECLS
