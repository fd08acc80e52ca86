/* What the user says of single sources: another server that has the same (a mirror inside a company), and whether it may be asked over plain http. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AssaySourceSettings AssaySourceSettings;

/* "$XDG_CONFIG_HOME/assay/sources.json"; transfer full. It need not be there. */
char                *assay_source_settings_path        (void);
/* Reads it: {"sources": {"httparena": {"address": "https://mirror.example", "plain-http": false}}}. Mistakes are told in @errors (of char*) with their
 * place, and the rest holds. Never NULL. */
AssaySourceSettings *assay_source_settings_load        (GPtrArray *errors);
/* Reads @length bytes, for tests. */
AssaySourceSettings *assay_source_settings_read        (const char *name, const char *text, gsize length, GPtrArray *errors);
AssaySourceSettings *assay_source_settings_ref         (AssaySourceSettings *self);
void                 assay_source_settings_unref       (AssaySourceSettings *self);
/* For this program's run alone; %ASSAY_ERROR_INVALID if there is no such source, or @address can't take the place of scheme and host
 * (see assay_source_address()). */
gboolean             assay_source_settings_set_address (AssaySourceSettings *self, const char *source, const char *address, GError **error);

/* What takes the place of scheme and host; NULL: the source's own. */
const char          *assay_source_settings_get_address (const AssaySourceSettings *self, const char *source);
/* Whether the source may be asked over http beyond this machine. */
gboolean             assay_source_settings_get_plain   (const AssaySourceSettings *self, const char *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssaySourceSettings, assay_source_settings_unref)

G_END_DECLS
