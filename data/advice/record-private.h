/* What writing and reading a record share. */
#pragma once

#include "data/advice/advice-private.h"
#include "data/advice/record.h"

G_BEGIN_DECLS

#define ASSAY_RECORD_BEGIN "<!-- assay decision record"
#define ASSAY_RECORD_END "-->"

/* All figures that the drivers' settings rest on: id (borrowed from the figure) -> AssayDatum (borrowed from the advice). Transfer full. */
GHashTable *assay_record_figures (const AssayAdvice *advice);

G_END_DECLS
