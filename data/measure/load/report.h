/* The lines that the generator prints, each one JSON object: {"interval": {...}} again and again, then {"result": {...}} or {"error": "words"}. */
#pragma once

#include "data/measure/load.h"

G_BEGIN_DECLS

/* The members are named as those of AssayLoadInterval and AssayLoadResult; histograms are their text, what is not a number is null.
 * A reader that has gone ends the program. */
void assay_report_interval (const AssayLoadInterval *interval);
void assay_report_result   (const AssayLoadResult *result);
void assay_report_error    (const char *words);

G_END_DECLS
