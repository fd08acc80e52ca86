/* Where catalogue documents are: compiled in, and in the user's folders. */
#include "data/model/store-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "data/catalogue.h"
#include "data/model/catalogue-words.h"
#include "data/model/json.h"
#include "data/model/language.h"

#define CATALOGUE_PATH "/io/github/assay/Assay/catalogue"
#define SCHEMA_NAME "schema.json"   /* describes the documents and is none */
#define MOST_PARSERS 4

static gboolean
is_document (const char *name)
{
  return g_str_has_suffix (name, ".json") && *name != '.' && strcmp (name, SCHEMA_NAME) != 0;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
take_document (GPtrArray *documents, AssayDocument *document)
{
  if (document != NULL)
    g_ptr_array_add (documents, document);
}

/* A document of the program's own, parsed in a thread. */
typedef struct
{
  const char *name;
  GBytes *bytes;
  JsonNode *root;        /* or NULL and the error */
  GError *error;
} Bundled;

static void
parse_bundled (gpointer data, gpointer user_data G_GNUC_UNUSED)
{
  Bundled *self = data;

  self->root = assay_json_parse (self->name, g_bytes_get_data (self->bytes, NULL), g_bytes_get_size (self->bytes), &self->error);
  if (self->root != NULL)
    self->root = assay_catalogue_words_translate ("catalogue", self->root);
}

static void
bundled_clear (gpointer data)
{
  Bundled *self = data;

  g_bytes_unref (self->bytes);
  g_clear_error (&self->error);
}

/* Most of a start is parsing these: as many at a time as there are processors for it. Threads of the pool's own: see assay_background_run(). */
static void
parse_all_bundled (GArray *bundled)
{
  GThreadPool *pool = g_thread_pool_new (parse_bundled, NULL, (int) MIN (g_get_num_processors (), MOST_PARSERS), TRUE, NULL);

  for (guint i = 0; i < bundled->len; i++)
    g_thread_pool_push (pool, &g_array_index (bundled, Bundled, i), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

static void
add_bundled (AssayStore *self, GPtrArray *documents)
{
  GResource *resource = assay_catalogue_get_resource ();
  g_auto (GStrv) names = g_resource_enumerate_children (resource, CATALOGUE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GArray) bundled = g_array_new (FALSE, FALSE, sizeof (Bundled));
  guint layer = assay_store_next_layer (self);

  if (names == NULL)
    return;

  g_array_set_clear_func (bundled, bundled_clear);
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);
  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *path = g_build_path ("/", CATALOGUE_PATH, *name, NULL);
      GBytes *bytes = is_document (*name) ? g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL) : NULL;

      if (bytes != NULL)
        g_array_append_vals (bundled, &(Bundled) { .name = *name, .bytes = bytes }, 1);
    }
  parse_all_bundled (bundled);
  for (guint i = 0; i < bundled->len; i++)
    {
      Bundled *one = &g_array_index (bundled, Bundled, i);

      take_document (documents, assay_document_new_parsed (self, layer, one->name, one->root, one->error));
    }
}

static void
add_error (AssayStore *self, const char *path, const char *message)
{
  g_autofree char *name = g_filename_display_name (path);

  g_ptr_array_add (assay_store_get_errors (self), g_strdup_printf ("%s: $: %s", name, message));
}

/* Looks before it reads: a pipe would block, and a file of gigabytes fill the memory. */
static char *
read_file (AssayStore *self, const char *path, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    add_error (self, path, _ ("can't be found"));
  else if (!S_ISREG (info.st_mode))
    add_error (self, path, _ ("is no file"));
  else if (info.st_size > ASSAY_JSON_MAX_BYTES)
    add_error (self, path, _ ("is larger than 16 MiB"));
  else if (!g_file_get_contents (path, &text, length, &error))
    add_error (self, path, _ ("can't be read"));

  return text;
}

static void
add_file (AssayStore *self, GPtrArray *documents, guint layer, const char *path)
{
  gsize length = 0;
  g_autofree char *text = read_file (self, path, &length);
  g_autofree char *name = g_filename_display_name (path);

  if (text != NULL)
    take_document (documents, assay_document_new (self, layer, name, text, length));
}

static void
add_folder (AssayStore *self, GPtrArray *documents, const char *folder, gboolean required)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint layer = assay_store_next_layer (self);
  const char *name;

  if (dir == NULL && required)
    add_error (self, folder, _ ("is no folder that can be read"));
  if (dir == NULL)
    return;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (is_document (name))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_file (self, documents, layer, g_ptr_array_index (names, i));
}

static void
add_additions (AssayStore *self, GPtrArray *documents, const AssayAddition *additions, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      AssayDocument *document = assay_document_new (self, assay_store_next_layer (self), additions[i].name, additions[i].text,
                                                    additions[i].length);

      /* Of the program's own workloads, mostly: what they measure has names that are translated. */
      if (document != NULL)
        {
          document->adds = TRUE;
          document->root = assay_catalogue_words_translate ("catalogue", document->root);
        }
      take_document (documents, document);
    }
}

AssayStore *
assay_store_load_with (const char * const *folders, const AssayAddition *additions, guint n)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_document_free);
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "assay", "catalogue", NULL);
  AssayStore *self = g_object_new (ASSAY_TYPE_STORE, NULL);

  add_bundled (self, documents);
  add_additions (self, documents, additions, n);
  if (folders == NULL)
    add_folder (self, documents, own, g_file_test (own, G_FILE_TEST_EXISTS));
  for (guint i = 0; folders != NULL && folders[i] != NULL; i++)
    add_folder (self, documents, folders[i], TRUE);
  assay_store_read (self, documents);

  return self;
}

AssayStore *
assay_store_load (const char * const *folders)
{
  return assay_store_load_with (folders, NULL, 0);
}
