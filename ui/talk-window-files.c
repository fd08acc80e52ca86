/* Talks come from files and go to files, in threads; what isn't saved is asked about. */
#include "data/model/language.h"
#include "ui/talk-window-private.h"

#include "data/model/figure.h"
#include "ui/compat.h"
#include "ui/session.h"
#include "ui/talk-source.h"

#define NAME "talk" ASSAY_TALK_SUFFIX
#define PATTERN "*" ASSAY_TALK_SUFFIX
#define MOST_MISTAKES 8

typedef struct
{
  AssayTalkSource *source;   /* of the verdict's talk and its advice; or NULL */
  GFile *file;               /* to be read or written, or NULL */
  AssayTalk *talk;           /* to be written, or NULL */
  gboolean closing;          /* the window is closed once it is written */
  gboolean edit;             /* what comes is an edit of the talk that is there */
  GPtrArray *errors;         /* of char*: what is wrong with what was read; or NULL */
  AssayFigure *advice;       /* of the day, for a talk that was read; or NULL */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_pointer (&self->source, assay_talk_source_free);
  g_clear_object (&self->file);
  g_clear_pointer (&self->talk, assay_talk_free);
  g_clear_pointer (&self->errors, g_ptr_array_unref);
  g_clear_pointer (&self->advice, assay_figure_unref);
  g_free (self);
}

static void
run (AssayTalkWindow *self, Job *job, GTaskThreadFunc thread, GAsyncReadyCallback done)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, done, NULL);

  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, thread);
}

static void
load_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = data;
  GError *error = NULL;
  AssayTalk *talk = job->file != NULL ? assay_talk_load (job->file, job->errors, &error) : assay_talk_source_make_talk (job->source);

  job->advice = assay_talk_source_make_advice (job->source);

  if (talk != NULL)
    g_task_return_pointer (task, talk, (GDestroyNotify) assay_talk_free);
  else
    g_task_return_error (task, error);
}

/* A line each. Transfer full. */
static char *
list_mistakes (GPtrArray *errors, const GError *error)
{
  GString *text = g_string_new (error->message);

  for (guint i = 1; errors != NULL && i < MIN (errors->len, MOST_MISTAKES); i++)
    g_string_append_printf (text, "\n%s", (char *) errors->pdata[i]);
  if (errors != NULL && errors->len > MOST_MISTAKES)
    g_string_append_printf (text, _ ("\n%u more"), errors->len - MOST_MISTAKES);

  return g_string_free (text, FALSE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayTalkWindow *self = ASSAY_TALK_WINDOW (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  AssayTalkEditor *editor = assay_talk_window_get_editor (self);
  g_autoptr (GError) error = NULL;
  AssayTalk *talk = g_task_propagate_pointer (G_TASK (result), &error);

  if (editor == NULL)
    {
      g_clear_pointer (&talk, assay_talk_free);
      return;
    }
  if (talk == NULL)
    {
      g_autofree char *mistakes = list_mistakes (job->errors, error);

      assay_talk_window_show_failure (self, mistakes);
    }
  else if (job->edit)
    {
      assay_glimpses_set_extra (assay_talk_window_get_glimpses (self), job->advice);
      assay_talk_editor_apply (editor, talk, 0);
      assay_talk_window_say (self, _ ("The talk is today’s verdict now"), TRUE);
    }
  else
    {
      assay_glimpses_set_extra (assay_talk_window_get_glimpses (self), job->advice);
      assay_talk_editor_open (editor, talk, job->file);
    }
  assay_talk_window_focus (self);
}

static void
load (AssayTalkWindow *self, GFile *file, gboolean as_edit)
{
  Job *job = g_new0 (Job, 1);

  job->file = file != NULL ? g_object_ref (file) : NULL;
  job->edit = as_edit;
  job->errors = g_ptr_array_new_with_free_func (g_free);
  job->source = assay_talk_source_new (assay_talk_window_get_session (self), assay_talk_window_get_adviser (self), NULL);
  run (self, job, load_thread, loaded_cb);
}

void
assay_talk_window_load (AssayTalkWindow *self, GFile *file)
{
  load (self, file, FALSE);
}

static void
save_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  const Job *job = data;
  GError *error = NULL;

  if (assay_talk_save (job->talk, job->file, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayTalkWindow *self = ASSAY_TALK_WINDOW (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  AssayTalkEditor *editor = assay_talk_window_get_editor (self);
  g_autofree char *name = g_file_get_parse_name (job->file), *text = NULL;
  g_autoptr (GError) error = NULL;

  if (editor == NULL)
    return;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      text = g_strdup_printf (_ ("The talk was not saved: %s"), error->message);
      assay_talk_window_fail (self, text);
      return;
    }
  assay_talk_editor_saved (editor, job->talk, job->file);
  if (job->closing)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  text = g_strdup_printf (_ ("Saved as %s"), name);
  assay_talk_window_say (self, text, FALSE);
}

static void
save_to (AssayTalkWindow *self, GFile *file, gboolean closing)
{
  Job *job = g_new0 (Job, 1);

  assay_talk_window_take_title (self);
  job->file = g_object_ref (file);
  job->talk = assay_talk_copy (assay_talk_editor_get_talk (assay_talk_window_get_editor (self)));
  job->closing = closing;
  run (self, job, save_thread, saved_cb);
}

/* @file with the suffix by which it is known. Transfer full. */
static GFile *
with_suffix (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file), *name = NULL;
  g_autoptr (GFile) folder = g_file_get_parent (file);

  if (g_str_has_suffix (base, ASSAY_TALK_SUFFIX) || folder == NULL)
    return g_object_ref (file);
  name = g_strconcat (base, ASSAY_TALK_SUFFIX, NULL);

  return g_file_get_child (folder, name);
}

static void
save_asked (AssayTalkWindow *self, GAsyncResult *result, gboolean closing)
{
  g_autoptr (GFile) file = assay_file_dialog_finish (result, NULL), named = file != NULL ? with_suffix (file) : NULL;

  if (named != NULL && assay_talk_window_get_editor (self) != NULL)
    save_to (self, named, closing);
}

static void
save_asked_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayTalkWindow) self = data;

  save_asked (self, result, FALSE);
}

static void
save_asked_to_close_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayTalkWindow) self = data;

  save_asked (self, result, TRUE);
}

static void
save (AssayTalkWindow *self, gboolean elsewhere, gboolean closing)
{
  GFile *file = assay_talk_editor_get_file (assay_talk_window_get_editor (self));
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  if (file != NULL && !elsewhere)
    save_to (self, file, closing);
  else
    assay_save_dialog_async (GTK_WINDOW (self), _ ("Save Talk"), name != NULL ? name : NAME, PATTERN, NULL,
                             closing ? save_asked_to_close_cb : save_asked_cb, g_object_ref (self));
}

static void
save_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  save (data, FALSE, FALSE);
}

static void
save_as_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  save (data, TRUE, FALSE);
}

static void
save_to_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *path, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (path, NULL));

  save_to (data, file, FALSE);
}

/* A talk that is worked on stays in its window; the other gets one of its own. */
static void
open_file (AssayTalkWindow *self, GFile *file)
{
  AssayTalkEditor *editor = assay_talk_window_get_editor (self);
  AssayTalkWindow *other;

  if (assay_talk_editor_get_file (editor) == NULL && !assay_talk_editor_is_modified (editor))
    {
      load (self, file, FALSE);
      return;
    }
  other = assay_talk_window_new (gtk_window_get_application (GTK_WINDOW (self)), assay_talk_window_get_session (self), assay_talk_window_get_adviser (self), file);
  gtk_window_present (GTK_WINDOW (other));
}

static void
open_asked_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayTalkWindow) self = data;
  g_autoptr (GFile) file = assay_file_dialog_finish (result, NULL);

  if (file != NULL && assay_talk_window_get_editor (self) != NULL)
    open_file (self, file);
}

static void
open_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_open_dialog_async (data, _ ("Open Talk"), PATTERN, NULL, open_asked_cb, g_object_ref (data));
}

static void
open_from_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *path, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (path, NULL));

  open_file (data, file);
}

static void
from_verdict_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  if (assay_session_get_store (assay_talk_window_get_session (data)) != NULL)
    load (data, NULL, TRUE);
}

static gboolean
close_cb (gpointer self)
{
  gtk_window_close (self);

  return G_SOURCE_REMOVE;
}

/* The window goes when the click is over: the button that was clicked goes with it. */
static void
discard_cb (AssayTalkWindow *self)
{
  AssayTalkEditor *editor = assay_talk_window_get_editor (self);

  assay_talk_editor_saved (editor, assay_talk_editor_get_talk (editor), assay_talk_editor_get_file (editor));
  g_idle_add_full (G_PRIORITY_DEFAULT, close_cb, g_object_ref (self), g_object_unref);
}

static void
save_and_close_cb (AssayTalkWindow *self)
{
  save (self, FALSE, TRUE);
}

static GtkWidget *
answer_new (GtkWindow *question, const char *label, const char *style, GCallback callback, AssayTalkWindow *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  if (callback != NULL)
    g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_window_destroy), question);

  return button;
}

static GtkWidget *
question_new (GtkWindow *question, AssayTalkWindow *self)
{
  const AssayTalk *talk = assay_talk_editor_get_talk (assay_talk_window_get_editor (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *answers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *text = g_strdup_printf (_ ("“%s” has changes that are not saved. Without saving they are lost."), talk->title);
  GtkWidget *title = gtk_label_new (_ ("Save the Talk?")), *label = gtk_label_new (text), *save_button;

  gtk_widget_add_css_class (title, "title-2");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_box_set_homogeneous (GTK_BOX (answers), TRUE);
  gtk_box_append (GTK_BOX (answers), answer_new (question, _ ("Cancel"), NULL, NULL, self));
  gtk_box_append (GTK_BOX (answers), answer_new (question, _ ("Discard"), "destructive-action", G_CALLBACK (discard_cb), self));
  save_button = answer_new (question, _ ("Save"), "suggested-action", G_CALLBACK (save_and_close_cb), self);
  gtk_box_append (GTK_BOX (answers), save_button);
  gtk_window_set_default_widget (question, save_button);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), answers);
  gtk_widget_add_css_class (box, "question");

  return box;
}

static gboolean
escape_cb (GtkWidget *window, GVariant *arguments G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  gtk_window_close (GTK_WINDOW (window));

  return TRUE;
}

void
assay_talk_window_ask_close (AssayTalkWindow *self)
{
  GtkWindow *question = g_object_new (ADW_TYPE_WINDOW, "title", _ ("Save the Talk?"), "transient-for", self, "modal", TRUE, "destroy-with-parent", TRUE,
                                      "resizable", FALSE, NULL);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkWidget *handle = gtk_window_handle_new ();

  gtk_window_handle_set_child (GTK_WINDOW_HANDLE (handle), question_new (question, self));
  adw_window_set_content (ADW_WINDOW (question), handle);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (question), keys);
  gtk_window_set_focus (question, gtk_window_get_default_widget (question));
  gtk_window_present (question);
}

void
assay_talk_window_add_files (AssayTalkWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = open_cb },
    { .name = "open-from", .activate = open_from_cb, .parameter_type = "s" },
    { .name = "save", .activate = save_cb },
    { .name = "save-as", .activate = save_as_cb },
    { .name = "save-to", .activate = save_to_cb, .parameter_type = "s" },
    { .name = "from-verdict", .activate = from_verdict_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
