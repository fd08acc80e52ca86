/* What the verbs print as JSON. */
#pragma once

#include <json-glib/json-glib.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* A member @name: @value, or null. */
void assay_output_string (JsonBuilder *json, const char *name, const char *value);
/* The value @value, or null where it is not finite: JSON has no NaN. */
void assay_output_number (JsonBuilder *json, double value);
/* An object with all that is known of the origin, or null. */
void assay_output_origin (JsonBuilder *json, const AssayProvenance *origin);
/* The built document on standard output, indented by two. */
void assay_output_print  (JsonBuilder *json);

G_END_DECLS
