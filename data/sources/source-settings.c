#include "data/sources/source-settings.h"

#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/language.h"
#include "data/sources/source.h"

#define MAX_BYTES (256 * 1024)

typedef struct
{
  char *address;   /* NULL: the source's own */
  gboolean plain;
} Setting;

struct _AssaySourceSettings
{
  GHashTable *sources;   /* id -> Setting */
};

static void
setting_free (Setting *self)
{
  g_free (self->address);
  g_free (self);
}

static Setting *
demand (AssaySourceSettings *self, const char *source)
{
  Setting *setting = g_hash_table_lookup (self->sources, source);

  if (setting == NULL)
    {
      setting = g_new0 (Setting, 1);
      g_hash_table_insert (self->sources, g_strdup (source), setting);
    }

  return setting;
}

static AssaySourceSettings *
settings_new (void)
{
  AssaySourceSettings *self = g_atomic_rc_box_new0 (AssaySourceSettings);

  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) setting_free);

  return self;
}

char *
assay_source_settings_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "assay", "sources.json", NULL);
}

static void
read_source (AssaySourceSettings *self, const AssayField *object, const AssaySource *source)
{
  static const char * const known[] = { "address", "plain-http", NULL };
  const char *address = assay_field_maybe (object, "address");
  gboolean plain = assay_field_boolean (object, "plain-http", FALSE);
  g_autoptr (GError) error = NULL;
  AssayField member;
  Setting *setting;

  assay_field_only (object, known);
  if (address != NULL && !assay_source_check_base (source, address, &error) && assay_field_member (object, "address", &member))
    {
      assay_field_fail (&member, "%s", error->message);
      return;
    }
  setting = demand (self, source->id);
  g_free (setting->address);
  setting->address = g_strdup (address);
  setting->plain = plain;
}

static void
read_root (AssaySourceSettings *self, const AssayField *root)
{
  static const char * const known[] = { "sources", NULL };
  AssayField list, member;
  g_autoptr (GList) names = NULL;

  assay_field_only (root, known);
  if (!assay_field_member (root, "sources", &list))
    return;
  if (!JSON_NODE_HOLDS_OBJECT (list.node))
    {
      assay_field_fail (&list, _ ("must be an object"));
      return;
    }
  names = json_object_get_members (json_node_get_object (list.node));
  for (const GList *name = names; name != NULL; name = name->next)
    {
      const AssaySource *source = assay_source_find (name->data);

      if (!assay_field_member (&list, name->data, &member))
        continue;
      if (source == NULL)
        assay_field_fail (&member, _ ("there is no source of this name"));
      else if (!JSON_NODE_HOLDS_OBJECT (member.node))
        assay_field_fail (&member, _ ("must be an object"));
      else
        read_source (self, &member, source);
    }
}

AssaySourceSettings *
assay_source_settings_read (const char *name, const char *text, gsize length, GPtrArray *errors)
{
  AssaySourceSettings *self = settings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) tree = assay_json_parse_within (name, text, length, MAX_BYTES, &error);
  AssayReader reader = { .file = name, .errors = errors };
  AssayField root;

  if (tree == NULL)
    {
      g_ptr_array_add (errors, g_strdup (error->message));
      return self;
    }
  assay_field_root (&root, &reader, tree);
  read_root (self, &root);

  return self;
}

AssaySourceSettings *
assay_source_settings_load (GPtrArray *errors)
{
  g_autofree char *path = assay_source_settings_path (), *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (g_file_get_contents (path, &text, &length, &error))
    return assay_source_settings_read ("sources.json", text, length, errors);
  if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_ptr_array_add (errors, g_strdup (error->message));

  return settings_new ();
}

AssaySourceSettings *
assay_source_settings_ref (AssaySourceSettings *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  g_hash_table_unref (((AssaySourceSettings *) data)->sources);
}

void
assay_source_settings_unref (AssaySourceSettings *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

gboolean
assay_source_settings_set_address (AssaySourceSettings *self, const char *source, const char *address, GError **error)
{
  const AssaySource *known = assay_source_find (source);
  Setting *setting;

  if (known == NULL)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("there is no source “%s”"), source);
  if (known == NULL || !assay_source_check_base (known, address, error))
    return FALSE;
  setting = demand (self, source);
  g_free (setting->address);
  setting->address = g_strdup (address);

  return TRUE;
}

const char *
assay_source_settings_get_address (const AssaySourceSettings *self, const char *source)
{
  const Setting *setting = g_hash_table_lookup (self->sources, source);

  return setting != NULL ? setting->address : NULL;
}

gboolean
assay_source_settings_get_plain (const AssaySourceSettings *self, const char *source)
{
  const Setting *setting = g_hash_table_lookup (self->sources, source);

  return setting != NULL && setting->plain;
}
