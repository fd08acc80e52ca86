/* The stretch of time up to now that a source of series is asked for, as durations are written there: "90s", "15m", "1h30m", "2d", "1w". */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The most points of a series that Prometheus gives. */
#define ASSAY_RANGE_MAX_POINTS 11000

/* All zero: the same stretch each time. */
typedef struct
{
  guint length, step;      /* s */
} AssayMovingRange;

/* @step NULL: one that makes some hundreds of points. %ASSAY_ERROR_INVALID for what is no duration, for less than ten seconds or more than a year,
 * for a step that is longer than the range, and for more points than %ASSAY_RANGE_MAX_POINTS. */
gboolean assay_moving_range_parse  (AssayMovingRange *self, const char *length, const char *step, GError **error);
/* "1h30m"; transfer full. */
char    *assay_moving_range_length (const AssayMovingRange *self);
/* @parameters (name, value, ..., NULL; or NULL) with "start", "end" and "step" up to @now, Unix time in s; @now 0: in words that are the same at each moment.
 * Transfer full. */
char   **assay_moving_range_fill   (const AssayMovingRange *self, const char * const *parameters, gint64 now);

G_END_DECLS
