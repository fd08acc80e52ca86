/* Profiles as text, and where they are kept: those that came with the program, and the user's folder. */
#include <errno.h>
#include <string.h>

#include "data/advice/profile.h"
#include "data/model/catalogue-words.h"
#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/language.h"

#define BUNDLED "/io/github/assay/Assay/profiles/"
#define MOST_BYTES (1024 * 1024)
#define MOST_FILES 1000

static AssayProfile *
read_profile (const char *name, const char *text, gsize length, gboolean bundled, AssayStore *store, GPtrArray *errors, GError **error)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { name, errors != NULL ? errors : own };
  g_autoptr (JsonNode) root = assay_json_parse_within (name, text, length, MOST_BYTES, error);
  guint before = reader.errors->len;
  AssayProfile *self;
  AssayField field;

  if (root == NULL)
    return NULL;
  if (bundled)
    root = assay_catalogue_words_translate ("profile", g_steal_pointer (&root));
  assay_field_root (&field, &reader, root);
  self = assay_profile_read_field (&field, store);
  if (self == NULL)
    g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, reader.errors->pdata[before]);

  return self;
}

AssayProfile *
assay_profile_read (const char *name, const char *text, gsize length, AssayStore *store, GPtrArray *errors, GError **error)
{
  return read_profile (name, text, length, FALSE, store, errors, error);
}

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "assay", "profiles", NULL);
}

static void
take (GPtrArray *profiles, AssayProfile *profile, const char *path, gboolean bundled)
{
  profile->bundled = bundled;
  profile->path = g_strdup (path);
  g_ptr_array_add (profiles, profile);
}

static void
add_bundled (GPtrArray *profiles, AssayStore *store, GPtrArray *errors)
{
  g_auto (GStrv) names = g_resources_enumerate_children (BUNDLED, 0, NULL);

  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      g_autofree char *path = g_strconcat (BUNDLED, *name, NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
      AssayProfile *profile = read_profile (*name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), TRUE, store, errors, NULL);

      if (profile != NULL)
        take (profiles, profile, NULL, TRUE);
    }
}

static char *
read_file (const char *path, gsize *length, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, 0, NULL, error);
  char *text = NULL;

  if (info == NULL)
    return NULL;
  /* A pipe would never end. */
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > MOST_BYTES)
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("%s: no file of at most %d bytes"), name, MOST_BYTES);
      return NULL;
    }

  return g_file_get_contents (path, &text, length, error) ? text : NULL;
}

AssayProfile *
assay_profile_load (const char *path, AssayStore *store, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path), *text = NULL;
  AssayProfile *self;
  gsize length;

  text = read_file (path, &length, error);
  if (text == NULL)
    return NULL;
  self = assay_profile_read (name, text, length, store, NULL, error);
  if (self != NULL)
    self->path = g_strdup (path);

  return self;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

/* Without a folder nothing has been saved yet; one that can't be listed is told. */
static GPtrArray *
list_files (const char *folder, GPtrArray *errors)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  if (dir == NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_ptr_array_add (errors, g_strdup (error->message));
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  if (paths->len > MOST_FILES)
    {
      g_ptr_array_add (errors, g_strdup_printf (_ ("%s: of %u profiles the first %d are read"), folder, paths->len, MOST_FILES));
      g_ptr_array_set_size (paths, MOST_FILES);
    }

  return paths;
}

/* "Our shop, 2027" -> "our-shop-2027". */
static char *
id_from_name (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString *id = g_string_new (NULL);

  for (const char *c = ascii; *c != '\0' && id->len < 60; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (id, g_ascii_tolower (*c));
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  if (id->len == 0)
    g_string_append (id, "profile");

  return g_string_free (id, FALSE);
}

static gboolean
has_id (GPtrArray *profiles, const char *id)
{
  for (guint i = 0; i < profiles->len; i++)
    if (g_strcmp0 (((AssayProfile *) profiles->pdata[i])->id, id) == 0)
      return TRUE;

  return FALSE;
}

/* From its file's name, whatever the file says, so that it is found again: "My shop.json" -> "my-shop". A bundled one's id stays that one's. */
static void
set_id (AssayProfile *self, const char *path, GPtrArray *profiles)
{
  g_autofree char *name = g_filename_display_basename (path), *base = NULL;

  name[strlen (name) - strlen (".json")] = '\0';
  base = id_from_name (name);
  g_free (self->id);
  self->id = g_strdup (base);
  for (guint i = 2; has_id (profiles, self->id); i++)
    {
      g_free (self->id);
      self->id = g_strdup_printf ("%s-%u", base, i);
    }
}

GPtrArray *
assay_profiles_load (AssayStore *store, GPtrArray *errors)
{
  GPtrArray *profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_profile_free);
  g_autofree char *folder = get_folder ();
  g_autoptr (GPtrArray) paths = list_files (folder, errors);

  add_bundled (profiles, store, errors);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GError) error = NULL;
      AssayProfile *profile = assay_profile_load (paths->pdata[i], store, &error);

      if (profile == NULL)
        {
          g_ptr_array_add (errors, g_strdup (error->message));
          continue;
        }
      set_id (profile, paths->pdata[i], profiles);
      g_ptr_array_add (profiles, profile);
    }

  return profiles;
}

static gboolean
is_taken (const char *id)
{
  g_autofree char *folder = get_folder (), *file = g_strconcat (id, ".json", NULL), *path = g_build_filename (folder, file, NULL);
  g_autofree char *bundled = g_strconcat (BUNDLED, file, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) || g_resources_get_info (bundled, 0, NULL, NULL, NULL);
}

/* What is read from the user's folder keeps its place; all else gets one of its own. Transfer full. */
static char *
choose_path (AssayProfile *self)
{
  g_autofree char *folder = get_folder (), *parent = self->path != NULL ? g_path_get_dirname (self->path) : NULL;
  g_autofree char *base = NULL, *file = NULL;

  if (!self->bundled && self->id != NULL && g_strcmp0 (parent, folder) == 0)
    return g_strdup (self->path);
  base = id_from_name (self->name);
  g_free (self->id);
  self->id = g_strdup (base);
  for (guint i = 2; is_taken (self->id); i++)
    {
      g_free (self->id);
      self->id = g_strdup_printf ("%s-%u", base, i);
    }
  file = g_strconcat (self->id, ".json", NULL);

  return g_build_filename (folder, file, NULL);
}

/* What couldn't be read again isn't written. */
static gboolean
check_name (const AssayProfile *self, GError **error)
{
  glong length = self->name != NULL ? g_utf8_strlen (self->name, -1) : 0;

  if (length == 0)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("name: a profile needs one"));
  else if (length > ASSAY_PROFILE_MOST_NAME)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("name: longer than %d characters"), ASSAY_PROFILE_MOST_NAME);

  return length > 0 && length <= ASSAY_PROFILE_MOST_NAME;
}

gboolean
assay_profile_save (AssayProfile *self, GError **error)
{
  g_autofree char *folder = get_folder (), *path = NULL, *text = NULL;
  gsize length;

  if (!check_name (self, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  path = choose_path (self);
  text = assay_profile_write (self, &length);
  if (!g_file_set_contents (path, text, length, error))
    return FALSE;
  self->bundled = FALSE;
  g_free (self->path);
  self->path = g_steal_pointer (&path);

  return TRUE;
}

gboolean
assay_profile_delete (const AssayProfile *self, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (self->bundled || self->path == NULL)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("“%s” came with the program and stays"), self->name);
      return FALSE;
    }
  file = g_file_new_for_path (self->path);

  return g_file_delete (file, NULL, error);
}
