/* What a gate finds: why a figure doesn't count. Documents hold it in English, for they go from one machine to another; who is shown it reads his own language.
 * As printf() reads them. */
#pragma once

#include "data/model/language.h"

/* data/measure/gate.c, data/measure/run-points.c */
#define ASSAY_REASON_FAILED N_ ("%s requests failed beside %s answers: %s")
#define ASSAY_REASON_IN_FLIGHT N_ ("%s requests were in flight where throughput times latency is %s")
#define ASSAY_REASON_INTERVALS N_ ("the intervals count %s answers, the whole %s")
#define ASSAY_REASON_SENT N_ ("of %s requests sent %s were answered")
#define ASSAY_REASON_PLANNED N_ ("%s requests were planned where rate times time is %s")
#define ASSAY_REASON_PLANNED_ANSWERED N_ ("of %s requests planned %s were answered")
#define ASSAY_REASON_LATE N_ ("the generator sent a request %s late, more than %s")
#define ASSAY_REASON_MEAN N_ ("the mean latency, %s, is above the 99th percentile, %s")
#define ASSAY_REASON_GENERATOR N_ ("the generator used %.0f %% of its core")
#define ASSAY_REASON_HALVES N_ ("the halves differ by %.0f %%")
#define ASSAY_REASON_UNSTEADY N_ ("no steady level was reached in the %u values after warm-up")
#define ASSAY_REASON_NO_ANSWER N_ ("nothing was answered: %s")
#define ASSAY_REASON_OTHERS N_ ("other programs used %.0f %% of the processors")
#define ASSAY_REASON_STEAL N_ ("the host took %.0f %% of the processors away")
#define ASSAY_REASON_CLOCK_FORWARD N_ ("the clock was set forward by %s")
#define ASSAY_REASON_CLOCK_BACK N_ ("the clock was set back by %s")
#define ASSAY_REASON_NO_ITERATION N_ ("no iteration came after warm-up")
#define ASSAY_REASON_UNKNOWN N_ ("no more is known")
#define ASSAY_REASON_EXCLUDED N_ ("excluded: %s")
#define ASSAY_REASON_ONE_START N_ ("1 start passed the checks; %d are needed")
#define ASSAY_REASON_FEW_STARTS N_ ("%u starts passed the checks; %d are needed")

/* data/sources/plausible.c, data/sources/format-hyperfine.c */
#define ASSAY_REASON_BELOW_ZERO N_ ("is below zero")
#define ASSAY_REASON_ZERO N_ ("is zero: it was lost, or is too small for what it was measured with")
#define ASSAY_REASON_ABOVE_MOST N_ ("is above %.0f %%")
#define ASSAY_REASON_LITTLE \
        N_ ("throughput and mean latency make %.0f requests on their way at once, %.1f times what %.0f connections can hold")
#define ASSAY_REASON_ABOVE N_ ("is above “%s”")
#define ASSAY_REASON_BELOW N_ ("is below “%s”")
#define ASSAY_REASON_ANSWERS N_ ("throughput and duration make %.0f answers, but only %.0f good ones are reported")
#define ASSAY_REASON_ERRORS N_ ("%.0f %% of the requests failed")
#define ASSAY_REASON_CARRIED_OVER N_ ("is carried over: all is as it was on %s, so there was no new run")
#define ASSAY_REASON_CROWD \
        N_ ("%u of %u are within ±%.0f %% of each other: what was measured is the load or a limit that all share, not the server")
#define ASSAY_REASON_RUNS_FAILED N_ ("%u of %u runs failed")

/* What a document says, in the user's language, with what was put in, which is translated where it has a translation itself; a copy of @stored where it is none
 * of these, and where nothing is translated. Transfer full. */
char *assay_reason_say (const char *stored);

/* All of them in one line; NULL if there is none, or @stored is NULL. Transfer full. */
char *assay_reason_join (char **stored);
