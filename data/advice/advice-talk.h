/* The talk that is there before anybody has arranged one: the question, the verdict of the day with its reasons, and the charts that carry it first. */
#pragma once

#include "data/advice/advice.h"
#include "data/model/slide.h"
#include "data/model/talk.h"

G_BEGIN_DECLS

/* @advice came from @profile; both NULL: no verdict is told, and the charts keep the catalogue's order. Charts without data are left out. @today is a julian day.
 * For a task thread. Transfer full. */
AssayTalk *assay_advice_talk       (const AssayAdvice *advice, const AssayProfile *profile, AssayStore *store, double today);
/* What is advised before anybody has asked: from the profile @wanted (NULL or unknown: ASSAY_PROFILE_FIRST), which @profile takes (transfer full, NULL if it can't be read).
 * NULL where that gives no advice. Blocking. Transfer full. */
AssayAdvice *assay_advice_first  (AssayStore *store, double today, const char *wanted, AssayProfile **profile);

/* What a talk calls the chart on whose slide weights are moved. */
#define ASSAY_ADVICE_CHART "advice-weights"
/* That chart: how far the leader is ahead when each weighs more or less. NULL where nobody is advised. Transfer full. */
AssayFigure *assay_advice_chart    (const AssayAdvice *advice);
gboolean     assay_advice_slide_is (const AssaySlide *slide);

G_END_DECLS
