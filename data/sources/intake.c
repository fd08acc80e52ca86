#include "data/sources/intake.h"

#include <string.h>

#include "data/measure/history.h"
#include "data/model/background.h"
#include "data/model/error.h"
#include "data/model/language.h"
#include "data/model/memory.h"
#include "data/model/store.h"
#include "data/sources/filing.h"
#include "data/sources/import.h"
#include "data/sources/imports.h"
#include "data/sources/plausible.h"

#define PIECE (64 * 1024)

static AssayIntake *
intake_new (GFile *file)
{
  AssayIntake *self = g_new0 (AssayIntake, 1);
  g_autofree char *name = g_file_get_basename (file);

  self->file = g_utf8_make_valid (name, -1);
  self->subjects = g_ptr_array_new_with_free_func (g_free);
  self->unknown = g_ptr_array_new_with_free_func (g_free);
  self->skipped = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
assay_intake_free (AssayIntake *self)
{
  g_free (self->file);
  g_free (self->tool);
  g_free (self->id);
  g_free (self->question);
  g_ptr_array_unref (self->subjects);
  g_ptr_array_unref (self->unknown);
  g_ptr_array_unref (self->skipped);
  g_free (self);
}

/* SHA-256 of the file as it is now, in pieces: it may be of any length. */
static char *
hash_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *piece = g_malloc (PIECE);
  gssize length;

  if (stream == NULL)
    return NULL;
  while ((length = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE, cancellable, error)) > 0)
    g_checksum_update (checksum, piece, length);

  return length == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

typedef struct
{
  GFile *file;
  GCancellable *cancellable;
  GError *error;
} Hashing;

static gpointer
hash_thread (gpointer data)
{
  Hashing *self = data;

  return hash_file (self->file, self->cancellable, &self->error);
}

/* The hash, reckoned while the rows are judged; NULL with @error set. */
static char *
judge_and_hash (GFile *file, AssayResults *results, GCancellable *cancellable, GError **error)
{
  Hashing hashing = { .file = file, .cancellable = cancellable };
  GThread *thread = g_thread_new ("hash", hash_thread, &hashing);
  char *hash;

  assay_plausible_check_until (results, cancellable);
  hash = g_thread_join (thread);
  if (hash == NULL)
    g_propagate_error (error, hashing.error);

  return hash;
}

static gboolean
take_runs (AssayIntake *self, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (AssayHistory) history = assay_history_open (NULL, error);
  g_autofree char *text = NULL;
  gsize length;

  return history != NULL && g_file_load_contents (file, cancellable, &text, &length, NULL, error) &&
         assay_history_import (history, self->file, text, length, &self->n_runs, &self->n_known, error);
}

static void
take_skipped (AssayIntake *self, const AssayResults *results)
{
  for (guint i = 0; i < results->skipped->len; i++)
    g_ptr_array_add (self->skipped, g_strdup (g_ptr_array_index (results->skipped, i)));
  self->n_skipped = results->n_skipped;
}

/* A file of which not all is kept says so. */
static void
take_filed (AssayIntake *self, AssayFiled *filed)
{
  self->n_figures = filed->n_figures;
  g_ptr_array_extend_and_steal (self->subjects, g_steal_pointer (&filed->subjects));
  g_ptr_array_extend_and_steal (self->unknown, g_steal_pointer (&filed->unknown));
  if (filed->n_beyond == 0)
    return;

  g_ptr_array_insert (self->skipped, 0, g_strdup_printf (_ ("%s: only its first %u figures are kept, as many as %d MiB hold; %u more are not"), self->file,
                                                         filed->n_figures, ASSAY_FILING_MAX_BYTES / 1024 / 1024, filed->n_beyond));
  self->n_skipped += filed->n_beyond;
}

static gboolean
file_results (AssayIntake *self, GFile *file, AssayResults *results, const char * const *subjects, AssayStore *store,
              const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *hash = judge_and_hash (file, results, cancellable, error);
  AssayFilingImport import = { .file = self->file, .hash = hash, .date = date, .subjects = subjects };
  g_auto (AssayFiled) filed = { 0 };
  g_autoptr (GError) failure = NULL;
  g_autofree char *document = NULL;
  gsize length;

  if (hash == NULL)
    return FALSE;
  document = assay_filing_import (results, store, &import, &length, &filed, cancellable, &failure);
  take_skipped (self, results);
  take_filed (self, &filed);
  if (g_error_matches (failure, ASSAY_ERROR, ASSAY_ERROR_INVALID))
    {
      self->question = g_strdup (failure->message);
      return TRUE;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  self->id = assay_filing_import_id (&import);

  return assay_imports_add (folder, self->id, document, length, error);
}

AssayIntake *
assay_intake_file (GFile *file, const char * const *subjects, AssayStore *store, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (AssayIntake) self = intake_new (file);
  const AssayImportFormat *format = NULL;
  g_autoptr (AssayResults) results = assay_import_read_file (file, 0, cancellable, &format, error);
  gboolean good;

  if (results == NULL)
    return NULL;
  self->tool = results->version != NULL ? g_strdup_printf ("%s %s", results->tool, results->version) : g_strdup (results->tool);
  good = assay_import_is_runs (format) ? take_runs (self, file, cancellable, error)
                                       : file_results (self, file, results, subjects, store, folder, cancellable, error);

  return good ? g_steal_pointer (&self) : NULL;
}

typedef struct
{
  GFile *file;
  char **subjects;
  AssayStore *store;
} Job;

static void
job_free (Job *self)
{
  g_object_unref (self->file);
  g_object_unref (self->store);
  g_strfreev (self->subjects);
  g_free (self);
}

static void
intake_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GError) error = NULL;
  AssayIntake *intake = assay_intake_file (job->file, (const char * const *) job->subjects, job->store, NULL, cancellable, &error);

  assay_memory_give_back ();
  if (intake != NULL)
    g_task_return_pointer (task, intake, (GDestroyNotify) assay_intake_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
assay_intake_async (GFile *file, const char * const *subjects, AssayStore *store, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->file = g_object_ref (file);
  job->subjects = g_strdupv ((char **) subjects);
  job->store = g_object_ref (store);
  g_task_set_source_tag (task, assay_intake_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  assay_background_run (task, intake_thread);
}

AssayIntake *
assay_intake_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
