/* What the user prefers and what the window remembers: GSettings where its schema is found, else the defaults, kept until the program ends. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Emits "changed" with the key as detail ("changed::style") after a value became another one, whoever changed it. For the main thread. */
#define ASSAY_TYPE_SETTINGS (assay_settings_get_type ())
G_DECLARE_FINAL_TYPE (AssaySettings, assay_settings, ASSAY, SETTINGS, GObject)

/* The program's own, made when first asked for, with the schema beside the build or the system's, or without. Transfer none. */
AssaySettings *assay_settings_get         (void);
/* With the compiled schemas of @folder alone; NULL: with none. For tests. */
AssaySettings *assay_settings_new         (const char *folder);
/* Whether a value outlives the program. */
gboolean       assay_settings_are_kept    (AssaySettings *self);

/* All that there is; NULL-terminated. */
const char * const *assay_settings_keys   (void);

/* @key must be one of these, of the type that is meant. A value that is stored but makes no sense is read as the default; so is one that can't be
 * stored, which is not told. Strings and arrays are transfer full. */
char          *assay_settings_get_string  (AssaySettings *self, const char *key);
char         **assay_settings_get_strings (AssaySettings *self, const char *key);
gboolean       assay_settings_get_boolean (AssaySettings *self, const char *key);
int            assay_settings_get_int     (AssaySettings *self, const char *key);
gint64         assay_settings_get_int64   (AssaySettings *self, const char *key);
/* Transfer full. */
GVariant      *assay_settings_get_value   (AssaySettings *self, const char *key);

/* Does nothing if it is so already. FALSE if the value is out of the key's range or is not to be changed. */
gboolean       assay_settings_set         (AssaySettings *self, const char *key, GVariant *value);
gboolean       assay_settings_set_string  (AssaySettings *self, const char *key, const char *text);
gboolean       assay_settings_set_boolean (AssaySettings *self, const char *key, gboolean value);
gboolean       assay_settings_set_int     (AssaySettings *self, const char *key, int value);

G_END_DECLS
