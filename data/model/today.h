/* Today's date, asked for in one place so that everything below is a pure function of it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As a julian day, in local time; $ASSAY_TODAY (an ISO date) overrides it, so that pictures can be made again. */
double assay_today (void);

/* The present moment as ISO 8601 in UTC, or noon of $ASSAY_TODAY; transfer full. */
char  *assay_now_iso (void);

G_END_DECLS
