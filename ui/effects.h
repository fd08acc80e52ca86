/* What preferences do: each takes effect at the start and whenever it is changed. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

/* From now on @session and what is drawn follow the preferences. Once a program. */
void     assay_effects_start   (AssaySession *session);
/* Whether the sources are to be asked at a start @now, who were @last asked so (Unix times in s; one in the future is a clock that was wrong): "never", "daily"
 * or "weekly". */
gboolean assay_effects_is_due  (const char *often, gint64 last, gint64 now);
/* Asks the public sources that are not switched off; FALSE if all are. */
gboolean assay_effects_refresh (AssayRefresher *refresher);

G_END_DECLS
