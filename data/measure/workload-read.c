/* Runtimes and technologies from their JSON files. */
#include "data/measure/workload-private.h"
#include "data/model/language.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char * const known_of_runtime[] = {
  "$schema", "id", "name", "subject", "find", "probe", "version-pattern", "environment", "least", "install", NULL
};
static const char * const known_of_preparation[] = {
  "$schema", "name", "find", "packages", "files", "command", "makes", "landmark", "install", NULL
};
static const char * const known_of_technology[] = {
  "$schema", "id", "name", "subject", "runtime", "stem", "packages", "import", "needs", "build", "commands", "environment", "least",
  "install", NULL
};

void
assay_runtime_free (AssayRuntime *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->subject);
  g_strfreev (self->find);
  g_strfreev (self->probe);
  g_free (self->version_pattern);
  g_strfreev (self->environment);
  g_free (self->least);
  g_free (self->install);
  g_free (self);
}

void
assay_technology_free (AssayTechnology *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->subject);
  g_free (self->stem);
  g_strfreev (self->packages);
  g_strfreev (self->import);
  g_strfreev (self->needs);
  g_strfreev (self->build);
  g_clear_pointer (&self->commands, g_hash_table_unref);
  g_strfreev (self->environment);
  g_free (self->least);
  g_free (self->install);
  g_free (self);
}

static gboolean
is_kebab (const char *text)
{
  gsize n = strlen (text);

  return strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == n && text[0] != '-' && text[n - 1] != '-'
         && strstr (text, "--") == NULL;
}

char *
assay_workload_kebab (const AssayField *object, const char *name)
{
  const char *text = assay_field_maybe (object, name);
  AssayField member;

  if (text == NULL || is_kebab (text))
    return g_strdup (text);

  assay_field_member (object, name, &member);
  assay_field_fail (&member, _ ("“%s” must be small letters, digits and single hyphens only"), text);

  return NULL;
}

/* A command: not empty. */
static char **
read_command (const AssayField *object, const char *name, gboolean required)
{
  char **words = assay_field_strings (object, name);
  AssayField member;

  if (words != NULL && words[0] != NULL)
    return words;
  if (assay_field_member (object, name, &member))
    assay_field_fail (&member, _ ("must name at least one word"));
  else if (required)
    assay_field_fail (object, _ ("“%s” is missing"), name);
  g_strfreev (words);

  return NULL;
}

static char *
value_text (const AssayField *member)
{
  GType type = JSON_NODE_HOLDS_VALUE (member->node) ? json_node_get_value_type (member->node) : G_TYPE_NONE;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (member->node));
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (member->node));
  if (type == G_TYPE_DOUBLE)
    return g_strdup (g_ascii_dtostr (number, sizeof number, json_node_get_double (member->node)));
  assay_field_fail (member, _ ("must be a string or a number"));

  return NULL;
}

char **
assay_workload_values (const AssayField *object, const char *name)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  JsonObjectIter iter;
  AssayField member;
  const char *key;
  JsonNode *node;

  if (!assay_field_member (object, name, &member))
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (member.node))
    {
      assay_field_fail (&member, _ ("must be an object"));
      return NULL;
    }

  json_object_iter_init_ordered (&iter, json_node_get_object (member.node));
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      AssayField value = { .reader = object->reader, .node = node, .parent = &member, .name = key };
      g_autofree char *text = value_text (&value);

      if (text != NULL)
        g_strv_builder_add_many (values, key, text, NULL);
    }

  return g_strv_builder_end (values);
}

/* A pattern is checked when it is read, so that using it can't fail. */
static char *
read_pattern (const AssayField *object)
{
  const char *text = assay_field_maybe (object, "version-pattern");
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = text != NULL ? g_regex_new (text, 0, 0, &error) : NULL;
  AssayField member;

  if (regex != NULL && g_regex_get_capture_count (regex) > 0)
    return g_strdup (text);
  if (text != NULL && assay_field_member (object, "version-pattern", &member))
    assay_field_fail (&member, "%s", error != NULL ? error->message : _ ("must have a group around the version"));

  return NULL;
}

AssayRuntime *
assay_runtime_read (const AssayField *object)
{
  const char *id = assay_field_id (object);
  const char *name = assay_field_string (object, "name");
  const char *subject = assay_field_string (object, "subject");
  g_auto (GStrv) find = read_command (object, "find", TRUE);
  g_auto (GStrv) probe = read_command (object, "probe", TRUE);
  AssayRuntime *self;

  assay_field_only (object, known_of_runtime);
  if (id == NULL || name == NULL || subject == NULL || find == NULL || probe == NULL)
    return NULL;

  self = g_new0 (AssayRuntime, 1);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->subject = g_strdup (subject);
  self->find = g_steal_pointer (&find);
  self->probe = g_steal_pointer (&probe);
  self->version_pattern = read_pattern (object);
  self->environment = assay_workload_values (object, "environment");
  self->least = assay_field_copy (object, "least");
  self->install = assay_field_copy (object, "install");

  return self;
}

static GHashTable *
read_commands (const AssayField *object)
{
  GHashTable *commands = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  JsonObjectIter iter;
  AssayField member;
  const char *name;
  JsonNode *node;

  if (!assay_field_member (object, "commands", &member) || !JSON_NODE_HOLDS_OBJECT (member.node))
    {
      assay_field_fail (object, _ ("“commands” must be an object"));
      return commands;
    }
  json_object_iter_init_ordered (&iter, json_node_get_object (member.node));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      char **words = read_command (&member, name, TRUE);

      if (words != NULL)
        g_hash_table_insert (commands, g_strdup (name), words);
    }

  return commands;
}

static AssayRuntime *
read_runtime (const AssayField *object, GPtrArray *runtimes)
{
  const char *id = assay_field_string (object, "runtime");
  AssayRuntime *runtime = id != NULL ? assay_workload_find (runtimes, id) : NULL;
  AssayField member;

  if (id != NULL && runtime == NULL && assay_field_member (object, "runtime", &member))
    assay_field_fail (&member, _ ("there is no runtime “%s”"), id);

  return runtime;
}

static char **
read_packages (const AssayField *object)
{
  char **packages = assay_field_strings (object, "packages");
  AssayField member, element;

  for (guint i = 0; packages != NULL && packages[i] != NULL; i++)
    if (!g_str_has_prefix (packages[i], "pkg:") || strchr (packages[i] + 4, '/') == NULL)
      {
        assay_field_member (object, "packages", &member);
        if (JSON_NODE_HOLDS_ARRAY (member.node))
          assay_field_element (&member, i, &element);
        else
          element = member;
        assay_field_fail (&element, _ ("“%s” is no package URL such as pkg:deb/debian/gcc"), packages[i]);
      }

  return packages;
}

AssayTechnology *
assay_technology_read (const AssayField *object, GPtrArray *runtimes)
{
  const char *id = assay_field_id (object);
  const char *name = assay_field_string (object, "name");
  const char *subject = assay_field_string (object, "subject");
  AssayRuntime *runtime = read_runtime (object, runtimes);
  g_autofree char *stem = assay_workload_kebab (object, "stem");
  AssayTechnology *self;

  assay_field_only (object, known_of_technology);
  if (id == NULL || name == NULL || subject == NULL || runtime == NULL)
    return NULL;

  self = g_new0 (AssayTechnology, 1);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->subject = g_strdup (subject);
  self->runtime = runtime;
  self->stem = stem != NULL ? g_steal_pointer (&stem) : g_strdup (id);
  self->packages = read_packages (object);
  self->import = read_command (object, "import", FALSE);
  self->needs = assay_field_strings (object, "needs");
  self->build = read_command (object, "build", FALSE);
  self->commands = read_commands (object);
  self->environment = assay_workload_values (object, "environment");
  self->least = assay_field_copy (object, "least");
  self->install = assay_field_copy (object, "install");

  return self;
}

void
assay_preparation_free (AssayPreparation *self)
{
  g_free (self->name);
  g_strfreev (self->find);
  g_free (self->packages);
  g_strfreev (self->files);
  g_strfreev (self->command);
  g_free (self->makes);
  g_free (self->landmark);
  g_free (self->install);
  g_free (self);
}

/* Whether @name can only mean an entry of the folder itself. */
static gboolean
is_plain (const AssayField *object, const char *name)
{
  if (name != NULL && *name != '.' && strchr (name, '/') == NULL)
    return TRUE;
  if (name != NULL)
    assay_field_fail (object, _ ("“%s” is no name of a file in the folder"), name);

  return FALSE;
}

AssayPreparation *
assay_preparation_read (const AssayField *object)
{
  const char *name = assay_field_string (object, "name");
  const char *packages = assay_field_string (object, "packages");
  const char *makes = assay_field_string (object, "makes");
  const char *landmark = assay_field_string (object, "landmark");
  g_auto (GStrv) find = read_command (object, "find", TRUE);
  g_auto (GStrv) files = read_command (object, "files", TRUE);
  g_auto (GStrv) command = read_command (object, "command", TRUE);
  gboolean plain = is_plain (object, makes) && is_plain (object, landmark);
  AssayPreparation *self;

  assay_field_only (object, known_of_preparation);
  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    plain = is_plain (object, files[i]) && plain;
  if (!plain || name == NULL || packages == NULL || find == NULL || files == NULL || command == NULL)
    return NULL;

  self = g_new0 (AssayPreparation, 1);
  self->name = g_strdup (name);
  self->find = g_steal_pointer (&find);
  self->packages = g_strdup (packages);
  self->files = g_steal_pointer (&files);
  self->command = g_steal_pointer (&command);
  self->makes = g_strdup (makes);
  self->landmark = g_strdup (landmark);
  self->install = assay_field_copy (object, "install");

  return self;
}
