/* The states of a profile that is being edited, one after the other, so that each edit can be taken back and done again. */
#pragma once

#include "data/advice/profile.h"

G_BEGIN_DECLS

typedef struct _AssayProfileSteps AssayProfileSteps;

AssayProfileSteps  *assay_profile_steps_new  (void);
void                assay_profile_steps_free (AssayProfileSteps *self);
/* The profile is as @profile now; @saved (may be NULL) is as what it counts as unchanged, and comes back with it. What was taken back can't be done again any more.
 * With @joins it is one edit with the last one, if that joins too and was less than a second ago: a slider that is dragged. @now: a monotonic time in µs. */
void                assay_profile_steps_note (AssayProfileSteps *self, const AssayProfile *profile, const char *saved, gboolean joins, gint64 now);
/* The state before (-1) or after (1) the present one, which it becomes; NULL if there is none. Transfer full, as is @saved. */
AssayProfile       *assay_profile_steps_go   (AssayProfileSteps *self, int direction, char **saved);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayProfileSteps, assay_profile_steps_free)

G_END_DECLS
