/* Printing all charts: the figures are made off the UI thread, then the user is asked for the printer. */
#include "ui/window-private.h"

#include "data/model/chart.h"
#include "data/model/error.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/talk.h"
#include "ui/chart-print.h"
#include "ui/session.h"

typedef struct
{
  AssayStore *store;
  double today;
  AssayPrintMode mode;
  char *path;                /* of the file; NULL with the other modes */
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->store);
  g_free (job->path);
  g_free (job);
}

/* Of every chart that has data, in the catalogue's order. */
static GPtrArray *
make_figures (const Job *job)
{
  GPtrArray *charts = assay_store_get_charts (job->store);
  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_figure_unref);

  for (guint i = 0; i < charts->len; i++)
    {
      AssayFigure *figure = assay_chart_get_figure (charts->pdata[i], job->store, job->today, NULL);

      if (figure != NULL)
        g_ptr_array_add (figures, figure);
    }

  return figures;
}

static void
make_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  const Job *job = data;
  g_autoptr (GPtrArray) figures = make_figures (job);

  if (figures->len > 0)
    g_task_return_pointer (task, g_steal_pointer (&figures), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_new_error (task, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("There is no chart to print"));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayWindow *self = ASSAY_WINDOW (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = assay_talk_question (job->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) figures = g_task_propagate_pointer (G_TASK (result), &error);

  if (gtk_window_get_application (GTK_WINDOW (self)) == NULL || assay_window_is_closing (self))
    return;
  if (figures == NULL || !assay_charts_print (figures, name, job->mode, GTK_WINDOW (self), job->path, &error))
    assay_window_say (self, error->message);
  else if (job->mode == ASSAY_PRINT_FILE)
    assay_window_say (self, _ ("Charts printed to a file"));
}

static void
start (AssayWindow *self, AssayPrintMode mode, const char *path)
{
  AssaySession *session = assay_window_get_session (self);
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (assay_session_get_store (session) == NULL)
    {
      assay_window_say (self, _ ("There is no catalogue to print"));
      return;
    }
  job = g_new (Job, 1);
  *job = (Job) { g_object_ref (assay_session_get_store (session)), assay_session_get_today (session), mode, g_strdup (path) };
  task = g_task_new (self, NULL, made_cb, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, make_in_thread);
}

static void
print_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  start (data, ASSAY_PRINT_ASK, NULL);
}

static void
preview_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  start (data, ASSAY_PRINT_PREVIEW, NULL);
}

static void
print_to_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *path, gpointer data)
{
  start (data, ASSAY_PRINT_FILE, g_variant_get_string (path, NULL));
}

void
assay_window_add_print (AssayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "print-charts", .activate = print_cb },
    { .name = "preview-charts", .activate = preview_cb },
    { .name = "print-charts-to", .activate = print_to_cb, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
