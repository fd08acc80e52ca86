#include "ui/results-folder.h"

#include "data/measure/history.h"
#include "data/model/language.h"
#include "data/model/settings.h"
#include "ui/bench.h"
#include "ui/question.h"
#include "ui/session.h"

typedef struct
{
  GtkWindow *parent;         /* weak */
  char *folder;
  gboolean moves;            /* the runs go along */
  guint n_runs;
  gboolean there;            /* there is a history in @folder */
} Change;

static void
change_free (Change *self)
{
  g_clear_weak_pointer (&self->parent);
  g_free (self->folder);
  g_free (self);
}

static Change *
change_new (GtkWindow *parent, const char *folder)
{
  Change *self = g_new0 (Change, 1);

  g_set_weak_pointer (&self->parent, parent);
  self->folder = g_strdup (folder);

  return self;
}

static void
tell_failure (const Change *change, const char *message)
{
  if (change->parent != NULL)
    assay_question_ask (change->parent, _ ("The Results Stay Where They Are"), message, NULL, NULL, NULL, NULL);
}

static void
change_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  const Change *change = data;
  GError *error = NULL;

  if (assay_history_change_folder (change->folder, change->moves, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
changed_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  const Change *change = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    assay_settings_set_string (assay_settings_get (), "results-folder", change->folder);
  else
    tell_failure (change, error->message);
}

/* A copy, because the question owns its own. */
static void
begin (const Change *change, gboolean moves)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, changed_cb, NULL);
  Change *own = change_new (change->parent, change->folder);

  own->moves = moves;
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, own, (GDestroyNotify) change_free);
  g_task_run_in_thread (task, change_in_thread);
}

static void
use_cb (guint answer G_GNUC_UNUSED, gpointer data)
{
  begin (data, FALSE);
}

static void
move_cb (guint answer, gpointer data)
{
  begin (data, answer == 1);
}

static void
ask (Change *change)
{
  const char * const use[] = { _ ("_Use Them"), NULL };
  const char * const move[] = { _ ("_Begin Anew"), _ ("_Move"), NULL };
  g_autofree char *text = NULL;

  if (change->there)
    text = g_strdup_printf (_ ("There are results in %s already. They are shown from now on; what is kept until now stays where it is."),
                            *change->folder != '\0' ? change->folder : _ ("the standard folder"));
  else
    text = g_strdup_printf (ngettext ("%u run is in the folder used until now. Move it, or begin anew with none?",
                                      "%u runs are in the folder used until now. Move them, or begin anew with none?", change->n_runs), change->n_runs);
  assay_question_ask (change->parent, change->there ? _ ("Use the Results There?") : _ ("Move the Results?"), text, change->there ? use : move,
                      change->there ? use_cb : move_cb, change, (GDestroyNotify) change_free);
}

static void
look_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  Change *change = data;
  GError *error = NULL;

  if (assay_history_look (change->folder, &change->n_runs, &change->there, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  const Change *change = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  Change *own;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      tell_failure (change, error->message);
      return;
    }
  if (change->parent == NULL)
    return;
  if (change->n_runs == 0 && !change->there)
    {
      begin (change, FALSE);
      return;
    }
  own = change_new (change->parent, change->folder);
  own->n_runs = change->n_runs;
  own->there = change->there;
  ask (own);
}

void
assay_results_folder_change (GtkWindow *parent, AssaySession *session, const char *folder)
{
  g_autofree char *now = assay_settings_get_string (assay_settings_get (), "results-folder");
  g_autoptr (GTask) task = NULL;
  Change *change;

  if (g_str_equal (now, folder))
    return;
  change = change_new (parent, folder);
  if (assay_bench_is_busy (assay_session_get_bench (session)))
    {
      tell_failure (change, _ ("Something is being measured. When it has ended, the folder can be changed."));
      change_free (change);
      return;
    }
  task = g_task_new (NULL, NULL, looked_cb, NULL);
  g_task_set_source_tag (task, assay_results_folder_change);
  g_task_set_task_data (task, change, (GDestroyNotify) change_free);
  g_task_run_in_thread (task, look_in_thread);
}
