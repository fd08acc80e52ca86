/* Numbers with their units as tools and public sources print them: "944us", "5.2GiB", "1.1GB/s", "6394%", "87.3k", "1,136,117". */
#pragma once

#include "data/model/units.h"

G_BEGIN_DECLS

#define ASSAY_QUANTITY_MAX_QUOTE 40   /* characters of a text in a message */

/* Reads @text, whatever the locale, and gives its value in the base unit of @wanted: seconds of a TIME, bytes of BYTES, percent of a SHARE,
 * per second of a RATE (bytes per second where the text says bytes), one of a COUNT and a RATIO; nothing else can be read. A unit is
 * needed but for counts, rates, ratios and zero. "MB" is 10^6 bytes, "MiB" 2^20; "k" and "M" are 10^3 and 10^6; commas stand between
 * groups of three digits. Negative numbers are taken as they are: sources that mean “absent” by −1 look for it themselves.
 * What is absent (nothing, "-", "N/A", "NaN", "+Inf" ...) is %TRUE with NAN. Otherwise %FALSE with NAN and %ASSAY_ERROR_FORMAT, whose message
 * quotes at most %ASSAY_QUANTITY_MAX_QUOTE characters. */
gboolean assay_quantity_parse  (const char *text, AssayQuantity wanted, double *value, GError **error);
/* The factor to the base unit of @wanted of a unit that stands alone, such as "ms", "ops/us" or "ns/op"; %FALSE (silent) if it is no
 * unit of @wanted. */
gboolean assay_quantity_factor (const char *unit, AssayQuantity wanted, double *factor);

G_END_DECLS
