/* The history of runs: one job after the other in task threads, each with the list as it is afterwards. */
#include "ui/bench-private.h"

#include "data/measure/history.h"
#include "data/model/language.h"

typedef enum
{
  JOB_LIST,
  JOB_ADD,
  JOB_DELETE,
  JOB_RESTORE,
  JOB_ANNOTATE,
  JOB_EXPORT,
  JOB_IMPORT,
} JobKind;

typedef struct
{
  JobKind kind;
  AssayRun *run;          /* to be added */
  char *id, *name, *note;
  GFile *file;
  guint added, known;     /* by an import */
  gboolean lists;         /* whether the list is wanted afterwards */
  GPtrArray *history;     /* the list, once done */
  char *unread;           /* the first of what could not be read */
} AssayBenchJob;

static void
job_free (AssayBenchJob *job)
{
  g_clear_pointer (&job->run, assay_run_unref);
  g_clear_pointer (&job->history, g_ptr_array_unref);
  g_clear_object (&job->file);
  g_free (job->id);
  g_free (job->name);
  g_free (job->note);
  g_free (job->unread);
  g_free (job);
}

static gboolean
export_runs (AssayHistory *history, const AssayBenchJob *job, GCancellable *cancellable, GError **error)
{
  const char * const ids[] = { job->id, NULL };
  gsize length;
  g_autofree char *text = assay_history_export_text (history, job->id != NULL ? ids : NULL, &length, error);

  return text != NULL && g_file_replace_contents (job->file, text, length, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                                  cancellable, error);
}

static gboolean
import_runs (AssayHistory *history, AssayBenchJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (job->file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autofree char *name = g_file_get_parse_name (job->file);
  g_autofree char *text = NULL;
  gsize length;

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_size (info) > ASSAY_HISTORY_MAX_IMPORT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("%s is larger than %d MiB"), name, ASSAY_HISTORY_MAX_IMPORT / 1024 / 1024);
      return FALSE;
    }

  return g_file_load_contents (job->file, cancellable, &text, &length, NULL, error) &&
         assay_history_import (history, name, text, length, &job->added, &job->known, error);
}

static gboolean
do_job (AssayHistory *history, AssayBenchJob *job, GCancellable *cancellable, GError **error)
{
  switch (job->kind)
    {
    case JOB_ADD:
      return assay_history_add (history, job->run, error);
    case JOB_DELETE:
      return assay_history_delete (history, job->id, error);
    case JOB_RESTORE:
      return assay_history_restore (history, job->id, error);
    case JOB_ANNOTATE:
      return assay_history_annotate (history, job->id, job->name, job->note, error);
    case JOB_EXPORT:
      return export_runs (history, job, cancellable, error);
    case JOB_IMPORT:
      return import_runs (history, job, cancellable, error);
    case JOB_LIST:
    default:
      return TRUE;
    }
}

static gboolean
list_runs (AssayHistory *history, AssayBenchJob *job, GError **error)
{
  GPtrArray *errors;

  job->history = assay_history_list (history, error);
  if (job->history == NULL)
    return FALSE;

  errors = assay_history_get_errors (history);
  if (errors != NULL && errors->len > 0)
    job->unread = g_strdup (g_ptr_array_index (errors, 0));

  return TRUE;
}

static void
job_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  AssayBenchJob *job = data;
  GError *error = NULL;
  g_autoptr (AssayHistory) history = assay_history_open (NULL, &error);

  if (history != NULL && do_job (history, job, cancellable, &error) && (!job->lists || list_runs (history, job, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void start_job (AssayBench *self);

static void
tell_done (AssayBench *self, const AssayBenchJob *job)
{
  g_autofree char *name = job->file != NULL ? g_file_get_parse_name (job->file) : NULL;

  if (job->kind == JOB_DELETE)
    assay_bench_tell (self, job->id, _ ("The run was deleted"));
  else if (job->kind == JOB_EXPORT)
    assay_bench_tell (self, NULL, _ ("Saved as %s"), name);
  else if (job->kind == JOB_IMPORT && job->known > 0)
    assay_bench_tell (self, NULL, ngettext ("%u run imported, %u known already", "%u runs imported, %u known already", job->added), job->added, job->known);
  else if (job->kind == JOB_IMPORT)
    assay_bench_tell (self, NULL, ngettext ("%u run imported", "%u runs imported", job->added), job->added);
}

static void
tell_failed (AssayBench *self, const AssayBenchJob *job, GError *error)
{
  static const char * const words[] = {
    [JOB_LIST] = N_ ("The history could not be read"),
    [JOB_ADD] = N_ ("The run could not be saved"),
    [JOB_DELETE] = N_ ("The run could not be deleted"),
    [JOB_RESTORE] = N_ ("The run could not be brought back"),
    [JOB_ANNOTATE] = N_ ("The run could not be changed"),
    [JOB_EXPORT] = N_ ("The runs could not be exported"),
    [JOB_IMPORT] = N_ ("The runs could not be imported"),
  };

  assay_bench_tell (self, NULL, "%s: %s", _ (words[job->kind]), error->message);
  if (job->kind != JOB_LIST)
    return;
  g_clear_error (&self->history_error);
  self->history_error = g_error_copy (error);
  assay_bench_history_changed (self);
}

static void
take_history (AssayBench *self, AssayBenchJob *job)
{
  if (job->history == NULL)
    return;

  g_clear_error (&self->history_error);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  self->history = g_steal_pointer (&job->history);
  assay_bench_history_changed (self);
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayBench *self = ASSAY_BENCH (source);
  AssayBenchJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean good = g_task_propagate_boolean (G_TASK (result), &error);

  g_ptr_array_remove_index (self->jobs, 0);
  if (good)
    {
      take_history (self, job);
      tell_done (self, job);
      if (job->kind == JOB_DELETE || job->kind == JOB_RESTORE || job->kind == JOB_IMPORT)
        assay_bench_measured (self);
      if (job->unread != NULL)
        assay_bench_tell (self, NULL, "%s", job->unread);
    }
  else
    tell_failed (self, job, error);

  if (self->jobs->len > 0)
    start_job (self);
  else
    assay_bench_saved (self);
}

static void
start_job (AssayBench *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, job_done_cb, NULL);

  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, g_ptr_array_index (self->jobs, 0), (GDestroyNotify) job_free);
  g_task_run_in_thread (task, job_in_thread);
}

/* Takes over what @job holds. */
static void
queue_job (AssayBench *self, AssayBenchJob job)
{
  AssayBenchJob *own = g_memdup2 (&job, sizeof job);

  own->lists = job.kind != JOB_ADD && job.kind != JOB_EXPORT;
  g_ptr_array_add (self->jobs, own);
  if (self->jobs->len == 1)
    start_job (self);
}

void
assay_bench_add (AssayBench *self, AssayRun *run)
{
  queue_job (self, (AssayBenchJob) { .kind = JOB_ADD, .run = assay_run_ref (run) });
}

GPtrArray *
assay_bench_get_history (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  return self->history;
}

const GError *
assay_bench_get_history_error (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  return self->history_error;
}

AssayRun *
assay_bench_find_run (AssayBench *self, const char *id)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  for (guint i = 0; self->history != NULL && i < self->history->len; i++)
    {
      AssayRun *run = g_ptr_array_index (self->history, i);

      if (g_strcmp0 (run->id, id) == 0)
        return run;
    }

  return NULL;
}

void
assay_bench_refresh (AssayBench *self)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  queue_job (self, (AssayBenchJob) { .kind = JOB_LIST });
}

void
assay_bench_delete (AssayBench *self, const char *id)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  queue_job (self, (AssayBenchJob) { .kind = JOB_DELETE, .id = g_strdup (id) });
}

void
assay_bench_restore (AssayBench *self, const char *id)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  queue_job (self, (AssayBenchJob) { .kind = JOB_RESTORE, .id = g_strdup (id) });
}

void
assay_bench_annotate (AssayBench *self, const char *id, const char *name, const char *note)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  queue_job (self, (AssayBenchJob) { .kind = JOB_ANNOTATE, .id = g_strdup (id), .name = g_strdup (name), .note = g_strdup (note) });
}

void
assay_bench_export (AssayBench *self, const char *id, GFile *file)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  queue_job (self, (AssayBenchJob) { .kind = JOB_EXPORT, .id = g_strdup (id), .file = g_object_ref (file) });
}

void
assay_bench_import (AssayBench *self, GFile *file)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  queue_job (self, (AssayBenchJob) { .kind = JOB_IMPORT, .file = g_object_ref (file) });
}
