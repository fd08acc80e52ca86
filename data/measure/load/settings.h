/* What the generator is asked for: one argument, JSON with the members of AssayLoadSpec. */
#pragma once

#include "data/measure/load.h"

G_BEGIN_DECLS

typedef struct
{
  AssayLoadSpec spec;        /* points at the other two */
  AssayRequest request;
  AssayExpectation expect;
} AssayLoadSettings;

/* {"port", "kind"?, "arrivals"?, "connections", "rate"?, "seconds", "interval"?, "patience"?, "seed"?, "server"?, "status"?, "length"?,
 *  "request": {"method"?, "path", "headers"?, "body"?, "fill"?}}; what makes no sense is refused with the first mistake told. */
gboolean assay_load_settings_read  (AssayLoadSettings *self, const char *text, GError **error);
/* The argument that asks for @spec (transfer full); NULL with %ASSAY_ERROR_INVALID if it makes no sense. */
char    *assay_load_settings_write (const AssayLoadSpec *spec, GError **error);
void     assay_load_settings_clear (AssayLoadSettings *self);

G_END_DECLS
