/* What "advise" prints. */
#pragma once

#include "data/advice/advice.h"

G_BEGIN_DECLS

/* Transfer full; a line break at the end. */
char *assay_advise_text (const AssayAdvice *advice, const AssayProfile *profile);
char *assay_advise_json (const AssayAdvice *advice, const AssayProfile *profile);

G_END_DECLS
