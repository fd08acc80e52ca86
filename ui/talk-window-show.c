/* The talk before an audience, and as a file to take along: its slides are made in a thread. */
#include "data/model/language.h"
#include "ui/talk-window-private.h"

#include "ui/compat.h"
#include "ui/present-window.h"
#include "ui/session.h"
#include "ui/talk-print.h"
#include "ui/talk-source.h"
#include "ui/window.h"

typedef struct
{
  AssayTalkSource *source;
  AssayTalkSource *before;   /* of the slides before the one to begin with; NULL: from the first */
  GFile *file;               /* of the deck, or NULL */
  char *path;                /* of what is printed, or NULL: a printer is asked for */
  guint n_before;            /* how many of them are shown */
  GPtrArray *lost;           /* of char*, what can't be shown */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  assay_talk_source_free (self->source);
  g_clear_pointer (&self->before, assay_talk_source_free);
  g_clear_object (&self->file);
  g_free (self->path);
  g_ptr_array_unref (self->lost);
  g_free (self);
}

static Job *
job_new (AssayTalkWindow *self)
{
  AssayTalkEditor *editor = assay_talk_window_get_editor (self);
  Job *job = g_new0 (Job, 1);

  assay_talk_window_take_title (self);
  job->source = assay_talk_source_new (assay_talk_window_get_session (self), assay_talk_window_get_adviser (self), assay_talk_editor_get_talk (editor));
  job->lost = g_ptr_array_new_with_free_func (g_free);

  return job;
}

static void
run (AssayTalkWindow *self, Job *job, GTaskThreadFunc thread, GAsyncReadyCallback done)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, done, NULL);

  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, thread);
}

static gboolean
can_show (AssayTalkWindow *self)
{
  if (assay_session_get_store (assay_talk_window_get_session (self)) != NULL)
    return TRUE;
  assay_talk_window_say (self, _ ("There is no catalogue to make slides of"), FALSE);

  return FALSE;
}

static void
set_enabled (AssayTalkWindow *self, gboolean enabled)
{
  static const char * const names[] = { "present", "present-here" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), names[i])), enabled);
}

static void
slides_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) before = job->before != NULL ? assay_talk_source_make_slides (job->before, NULL, NULL) : NULL;
  GPtrArray *slides = assay_talk_source_make_slides (job->source, job->lost, &error);

  job->n_before = before != NULL ? before->len : 0;
  if (slides != NULL)
    g_task_return_pointer (task, slides, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
ended_cb (AssayTalkWindow *self)
{
  if (assay_talk_window_get_editor (self) == NULL)
    return;
  set_enabled (self, TRUE);
  gtk_window_present (GTK_WINDOW (self));
}

static void
say_lost (AssayTalkWindow *self, GPtrArray *lost)
{
  g_autofree char *text = NULL;

  if (lost->len == 0)
    return;
  text = g_strdup_printf (lost->len == 1 ? _ ("Left out: %s") : _ ("Left out: %s and %u more"), (char *) lost->pdata[0], lost->len - 1);
  assay_talk_window_say (self, text, FALSE);
}

static void
present_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayTalkWindow *self = ASSAY_TALK_WINDOW (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) slides = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (AssaySlideShow) show = NULL;
  AssayPresentWindow *window;

  if (assay_talk_window_get_editor (self) == NULL)
    return;
  if (slides == NULL)
    {
      set_enabled (self, TRUE);
      assay_talk_window_fail (self, error->message);
      return;
    }
  say_lost (self, job->lost);
  show = assay_slide_show_new (slides);
  assay_slide_show_go (show, job->n_before);
  window = assay_present_window_start (GTK_WINDOW (self), show);
  assay_window_lend_adviser (window);
  g_signal_connect_object (window, "destroy", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
}

/* From the slide at @first. */
static void
present (AssayTalkWindow *self, int first)
{
  AssayTalkEditor *editor = assay_talk_window_get_editor (self);
  Job *job;

  if (!can_show (self))
    return;
  job = job_new (self);
  if (first > 0)
    {
      g_autoptr (AssayTalk) before = assay_talk_copy (assay_talk_editor_get_talk (editor));

      g_ptr_array_set_size (before->items, first);
      job->before = assay_talk_source_new (assay_talk_window_get_session (self), NULL, before);
    }
  set_enabled (self, FALSE);
  run (self, job, slides_thread, present_cb);
}

static void
present_all_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  present (data, 0);
}

static void
present_here_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  present (data, assay_talk_editor_get_selected (assay_talk_window_get_editor (data)));
}

static void
printable_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayTalkWindow *self = ASSAY_TALK_WINDOW (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) slides = g_task_propagate_pointer (G_TASK (result), &error);

  if (assay_talk_window_get_editor (self) == NULL)
    return;
  if (slides != NULL)
    say_lost (self, job->lost);
  if (slides == NULL || !assay_slides_print (slides, assay_talk_editor_get_talk (assay_talk_window_get_editor (self))->title, GTK_WINDOW (self),
                                             job->path, &error))
    assay_talk_window_fail (self, error->message);
}

static void
print (AssayTalkWindow *self, const char *path)
{
  Job *job;

  if (!can_show (self))
    return;
  job = job_new (self);
  job->path = g_strdup (path);
  run (self, job, slides_thread, printable_cb);
}

static void
print_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  print (data, NULL);
}

static void
print_to_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *path, gpointer data)
{
  print (data, g_variant_get_string (path, NULL));
}

static void
export_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = assay_talk_source_make_deck (job->source, &error);

  if (pdf != NULL && g_file_replace_contents (job->file, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL, FALSE,
                                              G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayTalkWindow *self = ASSAY_TALK_WINDOW (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_file_get_parse_name (job->file), *text = NULL;
  g_autoptr (GError) error = NULL;

  if (assay_talk_window_get_editor (self) == NULL)
    return;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    text = g_strdup_printf (_ ("Deck saved as %s"), name);
  else
    text = g_strdup_printf (_ ("The deck was not saved as %s: %s"), name, error->message);
  assay_talk_window_say (self, text, FALSE);
}

static void
export (AssayTalkWindow *self, GFile *file)
{
  Job *job;

  if (!can_show (self))
    return;
  job = job_new (self);
  job->file = g_object_ref (file);
  run (self, job, export_thread, exported_cb);
}

static void
export_asked_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayTalkWindow) self = data;
  g_autoptr (GFile) file = assay_file_dialog_finish (result, NULL);

  if (file != NULL && assay_talk_window_get_editor (self) != NULL)
    export (self, file);
}

static void
export_deck_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_save_dialog_async (data, _ ("Export Deck"), "assay-deck.pdf", "application/pdf", NULL, export_asked_cb, g_object_ref (data));
}

static void
export_deck_to_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *path, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (path, NULL));

  export (data, file);
}

static void
toast_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *text, gpointer data)
{
  assay_talk_window_say (data, g_variant_get_string (text, NULL), FALSE);
}

void
assay_talk_window_add_show (AssayTalkWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "toast", .activate = toast_cb, .parameter_type = "s" },
    { .name = "present", .activate = present_all_cb },
    { .name = "present-here", .activate = present_here_cb },
    { .name = "print", .activate = print_cb },
    { .name = "print-to", .activate = print_to_cb, .parameter_type = "s" },
    { .name = "export-deck", .activate = export_deck_cb },
    { .name = "export-deck-to", .activate = export_deck_to_cb, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
