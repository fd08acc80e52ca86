#include "data/model/settings.h"

#include "data/model/installed.h"

struct _AssaySettings
{
  GObject parent_instance;

  GSettings *stored;     /* NULL: there is no schema */
  GHashTable *values;    /* then: key -> GVariant */
};

G_DEFINE_FINAL_TYPE (AssaySettings, assay_settings, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* As in data/io.github.assay.Assay.gschema.xml. */
static const struct
{
  const char *key, *standard;
} defaults[] = {
  { "window-width", "1280" },
  { "window-height", "800" },
  { "maximized", "false" },
  { "page", "'overview'" },
  { "welcomed", "false" },
  { "claims-verdict", "''" },
  { "claims-criterion", "''" },
  { "claims-search", "''" },
  { "sources-search", "''" },
  { "profile", "''" },
  { "style", "'system'" },
  { "slides", "'projector'" },
  { "pictures", "'light'" },
  { "numbers", "'system'" },
  { "refresh-at-start", "'never'" },
  { "refreshed", "int64 0" },
  { "silent-sources", "@as []" },
  { "budget", "'quick'" },
  { "results-folder", "''" },
};

const char * const *
assay_settings_keys (void)
{
  static const char *keys[G_N_ELEMENTS (defaults) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    keys[i] = defaults[i].key;

  return keys;
}

/* GSettings ends the program where a key is unknown: one of another version is as good as none. */
static gboolean
is_complete (GSettingsSchema *schema)
{
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (!g_settings_schema_has_key (schema, defaults[i].key))
      return FALSE;

  return TRUE;
}

static GSettings *
look_in_source (GSettingsSchemaSource *source)
{
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, ASSAY_APP_ID, TRUE) : NULL;

  return schema != NULL && is_complete (schema) ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static GSettings *
look_in_folder (const char *folder)
{
  g_autoptr (GSettingsSchemaSource) source = NULL;
  g_autofree char *file = g_build_filename (folder, "gschemas.compiled", NULL);

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    return NULL;
  source = g_settings_schema_source_new_from_directory (folder, g_settings_schema_source_get_default (), TRUE, NULL);

  return look_in_source (source);
}

/* In the build tree, from the folder of the running program. */
static GSettings *
look_beside (void)
{
  const char *places[] = { "../data", "../../data" };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (program != NULL ? program : "");
  GSettings *found = NULL;

  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *place = g_build_filename (folder, places[i], NULL);

      found = look_in_folder (place);
    }

  return found;
}

static GSettings *
find_stored (void)
{
  GSettings *found = look_beside ();

  if (found == NULL)
    found = look_in_source (g_settings_schema_source_get_default ());
  if (found == NULL)
    {
      g_autofree char *folder = assay_installed_path (ASSAY_DATADIR "/glib-2.0/schemas");

      found = look_in_folder (folder);
    }

  return found;
}

static void
changed_cb (AssaySettings *self, const char *key)
{
  g_signal_emit (self, signals[CHANGED], g_quark_from_string (key), key);
}

/* Takes over @stored, which may be NULL. */
static AssaySettings *
settings_new (GSettings *stored)
{
  AssaySettings *self = g_object_new (ASSAY_TYPE_SETTINGS, NULL);

  self->stored = stored;
  if (stored != NULL)
    g_signal_connect_object (stored, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

AssaySettings *
assay_settings_get (void)
{
  static AssaySettings *settings;

  if (settings == NULL)
    settings = settings_new (find_stored ());

  return settings;
}

AssaySettings *
assay_settings_new (const char *folder)
{
  return settings_new (folder != NULL ? look_in_folder (folder) : NULL);
}

gboolean
assay_settings_are_kept (AssaySettings *self)
{
  g_return_val_if_fail (ASSAY_IS_SETTINGS (self), FALSE);

  return self->stored != NULL;
}

GVariant *
assay_settings_get_value (AssaySettings *self, const char *key)
{
  GVariant *value;

  g_return_val_if_fail (ASSAY_IS_SETTINGS (self), NULL);

  if (self->stored != NULL)
    return g_settings_get_value (self->stored, key);
  value = g_hash_table_lookup (self->values, key);

  return value != NULL ? g_variant_ref (value) : NULL;
}

char *
assay_settings_get_string (AssaySettings *self, const char *key)
{
  g_autoptr (GVariant) value = assay_settings_get_value (self, key);

  return g_variant_dup_string (value, NULL);
}

char **
assay_settings_get_strings (AssaySettings *self, const char *key)
{
  g_autoptr (GVariant) value = assay_settings_get_value (self, key);

  return g_variant_dup_strv (value, NULL);
}

gboolean
assay_settings_get_boolean (AssaySettings *self, const char *key)
{
  g_autoptr (GVariant) value = assay_settings_get_value (self, key);

  return g_variant_get_boolean (value);
}

int
assay_settings_get_int (AssaySettings *self, const char *key)
{
  g_autoptr (GVariant) value = assay_settings_get_value (self, key);

  return g_variant_get_int32 (value);
}

gint64
assay_settings_get_int64 (AssaySettings *self, const char *key)
{
  g_autoptr (GVariant) value = assay_settings_get_value (self, key);

  return g_variant_get_int64 (value);
}

/* What the backend holds, @value being inside the key's range. */
static gboolean
store (AssaySettings *self, const char *key, GVariant *value)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) entry = NULL;

  g_object_get (self->stored, "settings-schema", &schema, NULL);
  entry = g_settings_schema_get_key (schema, key);

  return g_settings_schema_key_range_check (entry, value) && g_settings_set_value (self->stored, key, value);
}

gboolean
assay_settings_set (AssaySettings *self, const char *key, GVariant *value)
{
  g_autoptr (GVariant) wanted = g_variant_ref_sink (value);
  g_autoptr (GVariant) before = NULL;

  g_return_val_if_fail (ASSAY_IS_SETTINGS (self), FALSE);

  before = assay_settings_get_value (self, key);
  g_return_val_if_fail (before != NULL && g_variant_is_of_type (wanted, g_variant_get_type (before)), FALSE);
  if (g_variant_equal (before, wanted))
    return TRUE;
  if (self->stored != NULL)
    return store (self, key, wanted);
  g_hash_table_insert (self->values, g_strdup (key), g_steal_pointer (&wanted));
  changed_cb (self, key);

  return TRUE;
}

gboolean
assay_settings_set_string (AssaySettings *self, const char *key, const char *text)
{
  return assay_settings_set (self, key, g_variant_new_string (text != NULL ? text : ""));
}

gboolean
assay_settings_set_boolean (AssaySettings *self, const char *key, gboolean value)
{
  return assay_settings_set (self, key, g_variant_new_boolean (value));
}

gboolean
assay_settings_set_int (AssaySettings *self, const char *key, int value)
{
  return assay_settings_set (self, key, g_variant_new_int32 (value));
}

static void
assay_settings_finalize (GObject *object)
{
  AssaySettings *self = ASSAY_SETTINGS (object);

  g_clear_object (&self->stored);
  g_hash_table_unref (self->values);

  G_OBJECT_CLASS (assay_settings_parent_class)->finalize (object);
}

static void
assay_settings_class_init (AssaySettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = assay_settings_finalize;

  signals[CHANGED] = g_signal_new ("changed", ASSAY_TYPE_SETTINGS, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
assay_settings_init (AssaySettings *self)
{
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    g_hash_table_insert (self->values, g_strdup (defaults[i].key), g_variant_parse (NULL, defaults[i].standard, NULL, NULL, NULL));
}
