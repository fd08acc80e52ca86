#include "data/measure/remote.h"

#include <errno.h>
#include <string.h>

#include "data/measure/machine.h"
#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/json-write.h"
#include "data/model/language.h"

#define MAX_BYTES (256 * 1024)
#define MAX_REMOTES 200
#define MAX_DESTINATION 255    /* bytes */
#define MAX_WORDS 32
#define MAX_WORD 1000          /* bytes */

AssayRemote *
assay_remote_new (const char *name, const char *destination)
{
  static const char * const command[] = { "assay", NULL };
  AssayRemote *self = g_new0 (AssayRemote, 1);

  self->name = g_strdup (name);
  self->destination = g_strdup (destination);
  self->command = g_strdupv ((char **) command);

  return self;
}

AssayRemote *
assay_remote_copy (const AssayRemote *self)
{
  AssayRemote *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->destination = g_strdup (self->destination);
  copy->identity = g_strdup (self->identity);
  copy->command = g_strdupv (self->command);

  return copy;
}

void
assay_remote_free (AssayRemote *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->destination);
  g_free (self->identity);
  g_strfreev (self->command);
  g_free (self);
}

static gboolean
has_control (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return TRUE;

  return FALSE;
}

static gboolean G_GNUC_PRINTF (2, 3)
complain (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (ASSAY_ERROR, ASSAY_ERROR_INVALID, format, arguments);
  va_end (arguments);

  return FALSE;
}

static gboolean
check_name (const char *name, GError **error)
{
  if (name == NULL || *name == '\0' || !g_utf8_validate (name, -1, NULL) || has_control (name) || g_ascii_isspace (*name) || *name == '-')
    return complain (error, _("name: must be a word or some on one line, and not begin with “-” or a space"));
  if (g_utf8_strlen (name, -1) > ASSAY_MACHINE_MAX_NAME)
    return complain (error, _("name: has more than %d characters"), ASSAY_MACHINE_MAX_NAME);

  return TRUE;
}

/* What ssh takes for an option begins with "-"; nothing here is for a shell. */
static gboolean
check_destination (const char *text, GError **error)
{
  if (text != NULL && strlen (text) <= MAX_DESTINATION &&
      g_regex_match_simple ("^(?:[A-Za-z0-9_][A-Za-z0-9_.+-]*@)?[A-Za-z0-9_:][A-Za-z0-9_.:-]*$", text, G_REGEX_DOLLAR_ENDONLY, 0))
    return TRUE;

  return complain (error, _("destination: “%s” is no user@host such as anna@build.example.org"), text != NULL ? text : "");
}

static gboolean
check_command (char **words, GError **error)
{
  guint n = words != NULL ? g_strv_length (words) : 0;

  if (n == 0 || n > MAX_WORDS)
    return complain (error, _("command: must be 1 to %d words"), MAX_WORDS);
  for (guint i = 0; i < n; i++)
    if (*words[i] == '\0' || strlen (words[i]) > MAX_WORD || !g_utf8_validate (words[i], -1, NULL) || has_control (words[i]))
      return complain (error, _("command: word %u is empty, too long or not on one line"), i + 1);

  return TRUE;
}

gboolean
assay_remote_check (const AssayRemote *self, GError **error)
{
  if (!check_name (self->name, error) || !check_destination (self->destination, error))
    return FALSE;
  if (self->port > G_MAXUINT16)
    return complain (error, _("port: must be a number from 1 to %d"), G_MAXUINT16);
  if (self->identity != NULL && (!g_path_is_absolute (self->identity) || has_control (self->identity)))
    return complain (error, _("identity: “%s” is no absolute path of a key"), self->identity);

  return check_command (self->command, error);
}

char *
assay_remotes_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "assay", "machines.json", NULL);
}

static guint
read_port (const AssayField *object)
{
  double port = assay_field_real (object, "port", 0);

  if (port >= 0 && port <= G_MAXUINT16 && port == (guint) port)
    return (guint) port;
  assay_field_fail (object, _("“port” must be a whole number from 1 to %d"), G_MAXUINT16);

  return 0;
}

static void
read_remote (const AssayField *object, GPtrArray *remotes)
{
  static const char * const known[] = { "name", "destination", "port", "identity", "command", NULL };
  g_autoptr (AssayRemote) self = NULL;
  g_auto (GStrv) command = NULL;
  g_autoptr (GError) error = NULL;
  guint mistakes = object->reader->errors->len;

  if (!JSON_NODE_HOLDS_OBJECT (object->node))
    {
      assay_field_fail (object, _("must be an object"));
      return;
    }
  assay_field_only (object, known);
  self = assay_remote_new (assay_field_string (object, "name"), assay_field_string (object, "destination"));
  self->port = read_port (object);
  self->identity = assay_field_copy (object, "identity");
  command = assay_field_strings (object, "command");
  if (command != NULL)
    {
      g_strfreev (self->command);
      self->command = g_steal_pointer (&command);
    }
  if (object->reader->errors->len > mistakes)
    return;

  if (!assay_remote_check (self, &error))
    assay_field_fail (object, "%s", error->message);
  else if (assay_remotes_find (remotes, self->name) != NULL)
    assay_field_fail (object, _("there is a machine “%s” already"), self->name);
  else
    g_ptr_array_add (remotes, g_steal_pointer (&self));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(AssayRemote * const *) a)->name, (*(AssayRemote * const *) b)->name);
}

static void
read_root (const AssayField *root, GPtrArray *remotes)
{
  static const char * const known[] = { "machines", NULL };
  AssayField list, element;
  guint n;

  assay_field_only (root, known);
  if (!assay_field_member (root, "machines", &list))
    return;
  n = assay_field_length (&list);
  if (n > MAX_REMOTES)
    assay_field_fail (&list, _("has more than %d machines"), MAX_REMOTES);
  for (guint i = 0; i < MIN (n, MAX_REMOTES); i++)
    {
      assay_field_element (&list, i, &element);
      read_remote (&element, remotes);
    }
}

GPtrArray *
assay_remotes_read (const char *file, const char *text, gsize length, GPtrArray *errors)
{
  GPtrArray *remotes = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_remote_free);
  AssayReader reader = { .file = file, .errors = errors };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = assay_json_parse_within (file, text, length, MAX_BYTES, &error);
  AssayField root;

  if (node == NULL)
    {
      g_ptr_array_add (errors, g_strdup (error->message));
      return remotes;
    }
  assay_field_root (&root, &reader, node);
  if (JSON_NODE_HOLDS_OBJECT (node))
    read_root (&root, remotes);
  else
    assay_field_fail (&root, _("must be an object"));
  g_ptr_array_sort (remotes, compare);

  return remotes;
}

GPtrArray *
assay_remotes_load (GPtrArray *errors)
{
  g_autofree char *path = assay_remotes_path (), *text = NULL;
  g_autoptr (GPtrArray) unread = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gsize length;

  if (g_file_get_contents (path, &text, &length, &error))
    return assay_remotes_read ("machines.json", text, length, errors != NULL ? errors : unread);
  if (errors != NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_ptr_array_add (errors, g_strdup (error->message));

  return g_ptr_array_new_with_free_func ((GDestroyNotify) assay_remote_free);
}

AssayRemote *
assay_remotes_find (GPtrArray *remotes, const char *name)
{
  for (guint i = 0; i < remotes->len; i++)
    if (g_strcmp0 (((AssayRemote *) remotes->pdata[i])->name, name) == 0)
      return remotes->pdata[i];

  return NULL;
}

static void
write_remote (JsonBuilder *json, const AssayRemote *self)
{
  json_builder_begin_object (json);
  assay_json_add_text (json, "name", self->name);
  assay_json_add_text (json, "destination", self->destination);
  if (self->port > 0)
    {
      json_builder_set_member_name (json, "port");
      json_builder_add_int_value (json, self->port);
    }
  assay_json_add_text (json, "identity", self->identity);
  assay_json_add_strings (json, "command", self->command);
  json_builder_end_object (json);
}

static gboolean
save (GPtrArray *remotes, GError **error)
{
  g_autofree char *path = assay_remotes_path (), *folder = g_path_get_dirname (path), *text = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  gsize length;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "machines");
  json_builder_begin_array (json);
  for (guint i = 0; i < remotes->len; i++)
    write_remote (json, remotes->pdata[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = assay_json_write (root, TRUE, &length);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));

  return FALSE;
}

/* All of them, to be changed; NULL with the first mistake of the document. */
static GPtrArray *
load_whole (GError **error)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) remotes = assay_remotes_load (errors);

  if (errors->len == 0)
    return g_steal_pointer (&remotes);
  complain (error, "%s", (const char *) errors->pdata[0]);

  return NULL;
}

gboolean
assay_remote_add (const AssayRemote *self, GError **error)
{
  g_autoptr (GPtrArray) remotes = assay_remote_check (self, error) ? load_whole (error) : NULL;

  if (remotes == NULL)
    return FALSE;
  if (assay_remotes_find (remotes, self->name) != NULL)
    return complain (error, _("name: there is a machine “%s” already"), self->name);
  if (remotes->len >= MAX_REMOTES)
    return complain (error, _("there are %d machines already"), MAX_REMOTES);
  g_ptr_array_add (remotes, assay_remote_copy (self));

  return save (remotes, error);
}

gboolean
assay_remote_remove (const char *name, GError **error)
{
  g_autoptr (GPtrArray) remotes = load_whole (error);
  AssayRemote *remote = remotes != NULL ? assay_remotes_find (remotes, name) : NULL;

  if (remotes == NULL)
    return FALSE;
  if (remote == NULL)
    return complain (error, _("there is no machine “%s”"), name);
  g_ptr_array_remove (remotes, remote);

  return save (remotes, error);
}
