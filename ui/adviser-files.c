/* What the adviser reads and writes, each in a thread of its own. */
#include "data/model/language.h"
#include "ui/adviser-private.h"

#include <string.h>

#include "data/model/today.h"
#include "plots/advice-report.h"

typedef struct
{
  AssayFileKind kind;
  AssayStore *store;
  AssayAdvice *advice;        /* or NULL */
  AssayRecord *record;        /* what was opened */
  AssayProfile *profile;      /* the adviser's, copied; then what was read or saved */
  GPtrArray *profiles;        /* what was listed */
  GPtrArray *errors;          /* of char* */
  char *name;
} Job;

static void
job_free (Job *self)
{
  g_object_unref (self->store);
  g_clear_pointer (&self->advice, assay_advice_unref);
  g_clear_pointer (&self->record, assay_record_free);
  g_clear_pointer (&self->profile, assay_profile_free);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_ptr_array_unref (self->errors);
  g_free (self->name);
  g_free (self);
}

static gboolean
save (Job *job, GError **error)
{
  if (job->name != NULL)
    {
      /* Under another name it is another profile. */
      g_free (job->profile->name);
      job->profile->name = g_strdup (job->name);
      g_clear_pointer (&job->profile->id, g_free);
      g_clear_pointer (&job->profile->path, g_free);
      job->profile->bundled = FALSE;
    }

  return assay_profile_save (job->profile, error);
}

static gboolean
export (const Job *job, GError **error)
{
  gsize length;
  g_autofree char *text = assay_profile_write (job->profile, &length);

  return g_file_set_contents (job->name, text, (gssize) length, error);
}

static gboolean
import (Job *job, GError **error)
{
  g_clear_pointer (&job->profile, assay_profile_free);
  job->profile = assay_profile_load (job->name, job->store, error);

  return job->profile != NULL;
}

static gboolean
write_record (const Job *job, GError **error)
{
  g_autofree char *created = assay_now_iso ();
  g_autofree char *text = assay_record_to_markdown (job->advice, job->profile, job->store, created);
  g_autoptr (GBytes) pdf = NULL;

  if (!g_str_has_suffix (job->name, ".pdf"))
    return g_file_set_contents (job->name, text, (gssize) strlen (text), error);
  pdf = assay_advise_pdf (job->advice, text, created, error);

  return pdf != NULL && g_file_set_contents (job->name, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), error);
}

static gboolean
open_record (Job *job, GError **error)
{
  job->record = assay_record_load (job->name, job->store, error);

  return job->record != NULL;
}

static gboolean
do_it (Job *job, GError **error)
{
  switch (job->kind)
    {
    case ASSAY_FILE_LIST:
      job->profiles = assay_profiles_load (job->store, job->errors);
      return TRUE;
    case ASSAY_FILE_SAVE:
      return save (job, error);
    case ASSAY_FILE_DELETE:
      return assay_profile_delete (job->profile, error);
    case ASSAY_FILE_EXPORT:
      return export (job, error);
    case ASSAY_FILE_IMPORT:
      return import (job, error);
    case ASSAY_FILE_RECORD:
      return write_record (job, error);
    case ASSAY_FILE_OPEN:
      return open_record (job, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
do_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;

  if (do_it (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
use (AssayAdviser *self, Job *job)
{
  g_autofree char *text = NULL;

  switch (job->kind)
    {
    case ASSAY_FILE_LIST:
      if (job->errors->len > 0)
        assay_adviser_say (self, job->errors->pdata[0]);
      assay_adviser_set_profiles (self, g_steal_pointer (&job->profiles));
      return;
    case ASSAY_FILE_SAVE:
      assay_adviser_set_saved (self, job->profile);
      text = g_strdup_printf (_ ("Profile saved as %s"), job->profile->name);
      break;
    case ASSAY_FILE_DELETE:
      /* The toast that offers Undo has said so. */
      break;
    case ASSAY_FILE_EXPORT:
      text = g_strdup_printf (_ ("Profile saved as %s"), job->name);
      break;
    case ASSAY_FILE_IMPORT:
      assay_adviser_set_profile (self, job->profile);
      text = g_strdup_printf (_ ("%s is shown; Save keeps it among your profiles"), job->profile->name);
      break;
    case ASSAY_FILE_RECORD:
      text = g_strdup_printf (_ ("Decision record saved as %s"), job->name);
      break;
    case ASSAY_FILE_OPEN:
      text = g_strdup_printf (_ ("Record of %.10s opened"), job->record->date);
      assay_adviser_set_record (self, g_steal_pointer (&job->record));
      break;
    default:
      return;
    }
  if (text != NULL)
    assay_adviser_say (self, text);
  if (job->kind == ASSAY_FILE_SAVE || job->kind == ASSAY_FILE_DELETE)
    assay_adviser_do (self, ASSAY_FILE_LIST, NULL);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayAdviser *self = ASSAY_ADVISER (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    use (self, g_task_get_task_data (G_TASK (result)));
  else
    assay_adviser_say (self, error->message);
}

void
assay_adviser_do (AssayAdviser *self, AssayFileKind kind, const char *name)
{
  AssayProfile *profile = assay_adviser_get_profile (self);
  g_autoptr (GTask) task = NULL;
  AssayAdvice *advice = assay_adviser_get_advice (self);
  Job *job;

  if (kind == ASSAY_FILE_RECORD && (advice == NULL || assay_adviser_get_error (self) != NULL))
    {
      assay_adviser_say (self, _ ("There is no recommendation to record"));
      return;
    }
  if (profile == NULL && kind != ASSAY_FILE_LIST)
    return;

  job = g_new0 (Job, 1);
  job->kind = kind;
  job->store = g_object_ref (assay_adviser_get_store (self));
  job->advice = advice != NULL ? assay_advice_ref (advice) : NULL;
  job->profile = profile != NULL ? assay_profile_copy (profile) : NULL;
  job->errors = g_ptr_array_new_with_free_func (g_free);
  job->name = g_strdup (name);
  task = g_task_new (self, NULL, done_cb, NULL);
  g_task_set_source_tag (task, assay_adviser_do);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, do_in_thread);
}
