/* Small round labels: a word, with a colour beside it, never a colour alone. */
#pragma once

#include "data/advice/verdict.h"
#include "ui/types.h"

G_BEGIN_DECLS

/* @style a CSS class such as "supported" or "hue-1", or NULL for the text's own colour. */
GtkWidget  *assay_badge_new          (const char *word, const char *style);
GtkWidget  *assay_badge_new_verdict  (AssayVerdictKind kind);
/* "Supported", "Contradicted", "Depends", "Open", "Opinion": what fits into a badge. */
const char *assay_badge_verdict_word (AssayVerdictKind kind);
/* The CSS class of a palette place, "hue-0" ... "hue-7"; NULL for none (-1). */
const char *assay_badge_hue_style    (int hue);

G_END_DECLS
