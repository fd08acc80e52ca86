/* The talk that is there before anybody has arranged one: the question, the verdict of the day with its reasons, and the charts that carry it first. */
#pragma once

#include "data/advice/advice.h"
#include "data/model/talk.h"

G_BEGIN_DECLS

/* @advice came from @profile; both NULL: no verdict is told, and the charts keep the catalogue's order. Charts without data are left out. @today is a julian day.
 * For a task thread. Transfer full. */
AssayTalk *assay_advice_talk       (const AssayAdvice *advice, const AssayProfile *profile, AssayStore *store, double today);
/* The same from the profile ASSAY_PROFILE_FIRST; without a verdict where that gives none. Blocking. */
AssayTalk *assay_advice_talk_first (AssayStore *store, double today);

G_END_DECLS
