/* What the readers of public sources (live-*.c) share. */
#pragma once

#include "data/sources/import-private.h"
#include "data/sources/live.h"

G_BEGIN_DECLS

/* A row of no number; NULL if @text is NULL or empty. Borrowed. */
AssayResult *assay_live_text    (AssayImport *self, const char *subject, const char *measure, const char *text);
/* The day of the member, which must begin with an ISO date; nothing if it is absent. */
void         assay_live_day     (AssayImport *self, const AssayField *object, const char *member, const char *subject, const char *measure);
/* A row for the member, a number that may not be negative; NULL if it is absent, or bad and reported. Borrowed. */
AssayResult *assay_live_count   (AssayImport *self, const AssayField *object, const char *member, const char *subject, const char *measure);
/* Whether the answer is an object with the member @words instead of results: what the source says to that is reported. */
gboolean     assay_live_refused (const AssayField *root, const char *words);

G_END_DECLS
