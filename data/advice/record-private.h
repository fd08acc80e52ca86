/* What writing and reading a record share. */
#pragma once

#include "data/advice/advice-private.h"
#include "data/advice/record.h"

G_BEGIN_DECLS

#define ASSAY_RECORD_BEGIN "<!-- assay decision record"
#define ASSAY_RECORD_END "-->"

/* All figures that the drivers' settings rest on: id (borrowed from the figure) -> AssayDatum (borrowed from the advice). Transfer full. */
GHashTable *assay_record_figures      (const AssayAdvice *advice);

/* Markdown. @words from data are text, not markup, and stay on their line. */
void        assay_record_add_text     (GString *text, const char *words);
void        assay_record_add_item     (GString *text, const char *words);
void        assay_record_add_heading  (GString *text, const char *heading);

/* Sections: what the project and its team are; what matters, in which order, and what the user judged; what that rests on. */
void        assay_record_add_context  (GString *text, AssayStore *store, const AssayProfile *profile);
void        assay_record_add_drivers  (GString *text, const AssayAdvice *advice, const AssayProfile *profile, AssayStore *store);
void        assay_record_add_evidence (GString *text, const AssayAdvice *advice, const AssayProfile *profile);

G_END_DECLS
