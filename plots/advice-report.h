/* A decision record as pages to print. */
#pragma once

#include "data/advice/advice.h"

G_BEGIN_DECLS

/* The text of the record @markdown, as assay_record_to_markdown() writes it, and the advice's charts, as a PDF. */
GBytes *assay_advise_pdf (const AssayAdvice *advice, const char *markdown, const char *created, GError **error);

G_END_DECLS
