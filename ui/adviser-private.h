/* What the adviser's own files share. */
#pragma once

#include "ui/adviser.h"

G_BEGIN_DECLS

/* Takes over @profiles. */
void assay_adviser_set_profiles (AssayAdviser *self, GPtrArray *profiles);
/* Takes over @record and edits its profile. */
void assay_adviser_set_record   (AssayAdviser *self, AssayRecord *record);
/* What is edited is what was saved: @saved has its id, name and path. */
void assay_adviser_set_saved    (AssayAdviser *self, const AssayProfile *saved);
void assay_adviser_say          (AssayAdviser *self, const char *text);

G_END_DECLS
