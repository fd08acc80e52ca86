#include "data/model/language.h"
#include "ui/window-private.h"

#include "ui/compat.h"
#include "ui/session.h"
#include "ui/talk-source.h"

/* What is made of the talk. */
typedef struct
{
  const char *action;        /* off as long as one is on its way */
  const char *title;         /* of the dialog */
  const char *file, *mime;   /* what it proposes */
  GBytes *(*make) (const AssayTalkSource *source, GError **error);
} Kind;

typedef struct
{
  const Kind *kind;
  AssayTalkSource *source;
  GFile *file;
} Job;

static const Kind kinds[] = {
  [ASSAY_EXPORT_DECK] = { "export-deck", N_ ("Export Deck"), "assay-deck.pdf", "application/pdf", assay_talk_source_make_deck },
  [ASSAY_EXPORT_PAGE] = { "export-page", N_ ("Export as Web Page"), "assay.html", "text/html", assay_talk_source_make_page },
};

static void
job_free (Job *job)
{
  assay_talk_source_free (job->source);
  g_object_unref (job->file);
  g_free (job);
}

static void
export_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = job->kind->make (job->source, &error);

  if (bytes == NULL ||
      !g_file_replace_contents (job->file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE,
                                G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  const Job *job = g_task_get_task_data (G_TASK (result));
  gboolean deck = job->kind == &kinds[ASSAY_EXPORT_DECK];
  g_autofree char *name = g_file_get_parse_name (job->file);
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    message = g_strdup_printf (deck ? _ ("The deck is saved as %s") : _ ("The web page is saved as %s"), name);
  else
    message = g_strdup_printf (deck ? _ ("The deck was not saved as %s: %s") : _ ("The web page was not saved as %s: %s"), name, error->message);
  assay_window_toast (ASSAY_WINDOW (source), message);
}

static void
enabled_cb (GTask *task, GParamSpec *pspec G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  GActionMap *window = g_task_get_source_object (task);
  const Job *job = g_task_get_task_data (task);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (window, job->kind->action)),
                               g_task_get_completed (task));
}

void
assay_window_export (AssayWindow *self, AssayExportKind kind, GFile *file)
{
  AssaySession *session = assay_window_get_session (self);
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (assay_session_get_store (session) == NULL)
    {
      assay_window_toast (self, _ ("There is no catalogue to export"));
      return;
    }

  job = g_new (Job, 1);
  *job = (Job) { &kinds[kind], assay_talk_source_new (session, assay_window_get_adviser (self), NULL), g_object_ref (file) };
  task = g_task_new (self, NULL, exported_cb, NULL);
  g_task_set_source_tag (task, assay_window_export);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  /* The command is off as long as one is on its way; one handler turns it on again on every way out. */
  g_signal_connect (task, "notify::completed", G_CALLBACK (enabled_cb), NULL);
  enabled_cb (task, NULL, NULL);
  g_task_run_in_thread (task, export_in_thread);
}

/* The dialog's window is the task's source, and @data is the kind. */
static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = assay_file_dialog_finish (result, NULL);

  if (file != NULL)
    assay_window_export (ASSAY_WINDOW (source), GPOINTER_TO_UINT (data), file);
}

void
assay_window_ask_export (AssayWindow *self, AssayExportKind kind)
{
  assay_save_dialog_async (GTK_WINDOW (self), _ (kinds[kind].title), kinds[kind].file, kinds[kind].mime, NULL, asked_cb, GUINT_TO_POINTER (kind));
}
