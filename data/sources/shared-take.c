/* What is new in a folder or on a server that a team shares. */
#include "data/sources/shared.h"

#include <string.h>

#include "data/measure/history.h"
#include "data/model/error.h"
#include "data/model/language.h"
#include "data/sources/fetch.h"
#include "data/sources/shared-index.h"

#define SOURCE "shared"       /* as the cache knows it */
#define CHUNK 65536
#define MOST_PROBLEMS 100     /* that are told of one */

void
assay_shared_taken_clear (AssaySharedTaken *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
}

/* One that is being looked through. */
typedef struct
{
  const AssayShared *shared;
  AssaySharedTaken *taken;
  AssayHistory *history;
  GCancellable *cancellable;
} Look;

static void
note (Look *self, const char *name, GError *error)
{
  if (self->taken->problems->len < MOST_PROBLEMS)
    g_ptr_array_add (self->taken->problems, g_strdup_printf ("%s: %s%s%s", self->shared->name, name != NULL ? name : "", name != NULL ? ": " : "",
                                                             error->message));
  g_error_free (error);
}

/* No more than may be, however much it says. */
static GByteArray *
unpack (const char *packed, gsize length, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data (packed, (gssize) length, NULL);
  g_autoptr (GZlibDecompressor) zlib = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, G_CONVERTER (zlib));
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);

  for (;;)
    {
      gssize n = g_input_stream_read (stream, chunk, CHUNK, cancellable, error);

      if (n < 0)
        return NULL;
      if (n == 0)
        return g_steal_pointer (&text);
      g_byte_array_append (text, chunk, (guint) n);
      if (text->len > ASSAY_SHARED_MAX_BYTES)
        {
          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _("is larger than %d MiB, unpacked"), ASSAY_SHARED_MAX_BYTES / 1024 / 1024);
          return NULL;
        }
    }
}

static gboolean
take_document (Look *self, const char *name, const char *text, gsize length, const char *hash, GError **error)
{
  g_autoptr (GByteArray) unpacked = NULL;
  guint added = 0, known = 0;

  if (g_str_has_suffix (name, ".gz"))
    {
      unpacked = unpack (text, length, self->cancellable, error);
      if (unpacked == NULL)
        return FALSE;
      text = (const char *) unpacked->data;
      length = unpacked->len;
    }
  if (!assay_history_take (self->history, name, text != NULL ? text : "", length, self->shared->name, hash, &added, &known, error))
    return FALSE;
  self->taken->n_documents++;
  self->taken->added += added;
  self->taken->known += known;

  return TRUE;
}

static gboolean
take_file (Look *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->shared->from, name, NULL), *text = NULL, *hash = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                                                  self->cancellable, error);
  gboolean taken = FALSE;
  gsize length;

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > ASSAY_SHARED_MAX_BYTES)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _("is no file of at most %d MiB"), ASSAY_SHARED_MAX_BYTES / 1024 / 1024);
      return FALSE;
    }
  if (!g_file_load_contents (file, self->cancellable, &text, &length, NULL, error))
    return FALSE;
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);

  return assay_history_has_taken (self->history, hash, &taken, error) && (taken || take_document (self, name, text, length, hash, error));
}

static gboolean
take_folder (Look *self, GError **error)
{
  g_autoptr (GPtrArray) names = assay_shared_list_folder (self->shared->from, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      GError *problem = NULL;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (!take_file (self, names->pdata[i], &problem))
        note (self, names->pdata[i], problem);
    }

  return TRUE;
}

static gboolean
take_entry (Look *self, AssayHttp *http, const char *base, const AssaySharedEntry *entry, GError **error)
{
  g_autofree char *address = g_strconcat (base, entry->file, NULL), *hash = NULL;
  const AssayHttpRequest request = { .address = address, .max_bytes = ASSAY_SHARED_MAX_BYTES };
  g_auto (AssayHttpOutcome) outcome = { 0 };
  gboolean taken = FALSE;

  if (!assay_history_has_taken (self->history, entry->sha256, &taken, error))
    return FALSE;
  if (taken)
    return TRUE;
  if (!assay_http_fetch (http, &request, &outcome, self->cancellable, error))
    return FALSE;
  if (outcome.body == NULL)
    outcome.body = g_bytes_new_static ("", 0);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, outcome.body);
  if (strcmp (hash, entry->sha256) != 0)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _("is not what the index says: its hash is %s"), hash);
      return FALSE;
    }

  return take_document (self, entry->file, g_bytes_get_data (outcome.body, NULL), g_bytes_get_size (outcome.body), hash, error);
}

/* The index is asked for with what is known of the last one, so that nothing is sent when nothing has changed. */
static GPtrArray *
fetch_index (const Look *self, const char *address, GError **error)
{
  const AssayHttpOptions options = { 0 };
  g_autoptr (AssayFetcher) fetcher = assay_fetcher_new (assay_cache_open (NULL), &options);
  const AssayFetchRequest request = { .source = SOURCE, .http = { .address = address, .accept = "application/json" } };
  g_autoptr (AssayFetched) fetched = assay_fetch (fetcher, &request, self->cancellable);

  if (fetched->error != NULL || fetched->body == NULL)
    {
      if (fetched->error != NULL)
        g_propagate_error (error, g_steal_pointer (&fetched->error));
      else
        g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK, _("%s: there is no index"), address);
      return NULL;
    }

  return assay_shared_index_read (ASSAY_SHARED_INDEX, g_bytes_get_data (fetched->body, NULL), g_bytes_get_size (fetched->body), error);
}

static gboolean
take_address (Look *self, GError **error)
{
  const char *from = self->shared->from;
  g_autofree char *index = g_str_has_suffix (from, "/") ? g_strconcat (from, ASSAY_SHARED_INDEX, NULL) : g_strdup (from);
  g_autofree char *base = g_strndup (index, (gsize) (strrchr (index, '/') - index) + 1);
  g_autoptr (GPtrArray) entries = fetch_index (self, index, error);
  const AssayHttpOptions options = { 0 };
  g_autoptr (AssayHttp) http = assay_http_new (&options);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const AssaySharedEntry *entry = entries->pdata[i];
      GError *problem = NULL;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (!take_entry (self, http, base, entry, &problem))
        note (self, entry->file, problem);
    }

  return TRUE;
}

gboolean
assay_shared_take (const AssayShared *self, AssaySharedTaken *taken, GCancellable *cancellable, GError **error)
{
  g_autoptr (AssayHistory) history = NULL;
  Look look = { .shared = self, .taken = taken, .cancellable = cancellable };

  *taken = (AssaySharedTaken) { .problems = g_ptr_array_new_with_free_func (g_free) };
  history = assay_history_open (NULL, error);
  if (history == NULL)
    return FALSE;
  look.history = history;

  return g_path_is_absolute (self->from) ? take_folder (&look, error) : take_address (&look, error);
}

/* What came of all of them. */
typedef struct
{
  guint n, added;
  GPtrArray *problems;    /* of char* */
} All;

static void
all_free (All *self)
{
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static void
take_one (All *self, const AssayShared *shared, GCancellable *cancellable)
{
  g_auto (AssaySharedTaken) taken = { 0 };
  g_autoptr (GError) error = NULL;

  if (!assay_shared_take (shared, &taken, cancellable, &error))
    g_ptr_array_add (self->problems, g_strdup_printf ("%s: %s", shared->name, error->message));
  self->n++;
  self->added += taken.added;
  for (guint i = 0; i < taken.problems->len; i++)
    g_ptr_array_add (self->problems, g_strdup (taken.problems->pdata[i]));
}

static void
take_all_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED, GCancellable *cancellable)
{
  All *all = g_new0 (All, 1);
  g_autoptr (GPtrArray) list = NULL;

  all->problems = g_ptr_array_new_with_free_func (g_free);
  list = assay_shared_load (all->problems);
  for (guint i = 0; i < list->len && !g_cancellable_is_cancelled (cancellable); i++)
    take_one (all, list->pdata[i], cancellable);
  g_task_return_pointer (task, all, (GDestroyNotify) all_free);
}

void
assay_shared_take_all_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, assay_shared_take_all_async);
  g_task_run_in_thread (task, take_all_in_thread);
}

static char *
describe (const All *all)
{
  guint n = all->added;

  if (all->n == 0 && all->problems->len == 0)
    return NULL;
  if (all->problems->len > 0)
    return g_strdup_printf (ngettext ("%u shared run is new; %s%s", "%u shared runs are new; %s%s", n), n, (const char *) all->problems->pdata[0],
                            all->problems->len > 1 ? " …" : "");

  return n > 0 ? g_strdup_printf (ngettext ("%u shared run is new", "%u shared runs are new", n), n) : g_strdup (_ ("No shared run is new"));
}

char *
assay_shared_take_all_finish (GAsyncResult *result, guint *added, GError **error)
{
  All *all = g_task_propagate_pointer (G_TASK (result), error);
  char *words;

  *added = 0;
  if (all == NULL)
    return NULL;
  words = describe (all);
  *added = all->added;
  all_free (all);

  return words;
}
