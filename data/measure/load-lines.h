/* What the load generator says, read back: see load/report.h. */
#pragma once

#include "data/measure/load.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_LOAD_LINE_BAD,       /* with an error: it is no such line, or the generator's own {"error": ...} */
  ASSAY_LOAD_LINE_INTERVAL,
  ASSAY_LOAD_LINE_RESULT,
} AssayLoadLine;

/* Fills @interval, or all of @result but its intervals. */
AssayLoadLine assay_load_line_read (const char *line, AssayLoadInterval *interval, AssayLoadResult *result, GError **error);

G_END_DECLS
