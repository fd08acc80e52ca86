/* Results of other tools in the window: by dialog, by drag and drop, and as files that the desktop hands over. */
#include "data/model/language.h"
#include "ui/window-private.h"

#include "data/sources/intake.h"
#include "ui/compat.h"
#include "ui/session.h"
#include "ui/subject-window.h"

#define IMPORTS "assay-imports"   /* of the window: of GCancellable, of those under way */
#define A_WHILE 700      /* ms */

/* Files of hundreds of strangers are no questionnaire. */
#define MOST_QUESTIONS 8

/* One file on its way in. */
typedef struct
{
  AssayWindow *window;
  GFile *file;
  GPtrArray *subjects;   /* of char*: name, id, ..., as the user answered */
  GPtrArray *names;      /* of char*: whom it is still to be asked about */
  GCancellable *cancellable;
  AdwToast *toast;       /* says that it takes a while, and stops it; or NULL */
  guint timer;           /* until then, or 0 */
} Intake;

static void start (Intake *intake);

static void
stop_telling (Intake *intake)
{
  g_clear_handle_id (&intake->timer, g_source_remove);
  if (intake->toast != NULL)
    adw_toast_dismiss (intake->toast);
  g_clear_object (&intake->toast);
}

static void
intake_free (Intake *intake)
{
  stop_telling (intake);
  g_ptr_array_remove (g_object_get_data (G_OBJECT (intake->window), IMPORTS), intake->cancellable);
  g_object_unref (intake->cancellable);
  g_object_unref (intake->window);
  g_object_unref (intake->file);
  g_ptr_array_unref (intake->subjects);
  g_ptr_array_unref (intake->names);
  g_free (intake);
}

/* "express.txt: wrk, 5 figures of Express; 2 places left out". */
static char *
describe (const AssayIntake *done)
{
  GString *text = g_string_new (done->file);

  if (done->id == NULL)
    {
      g_string_append_printf (text, ngettext (": %u run into the history", ": %u runs into the history", done->n_runs), done->n_runs);
      return g_string_free (text, FALSE);
    }
  g_string_append_printf (text, ngettext (": %s, %u figure", ": %s, %u figures", done->n_figures), done->tool, done->n_figures);
  if (done->subjects->len == 1)
    g_string_append_printf (text, _ (" of %s"), (char *) g_ptr_array_index (done->subjects, 0));
  else
    g_string_append_printf (text, _ (" of %u technologies"), done->subjects->len);
  if (done->unknown->len + done->n_skipped > 0)
    g_string_append_printf (text, _ ("; %u left out"), done->unknown->len + done->n_skipped);

  return g_string_free (text, FALSE);
}

static void ask (Intake *intake);

static void
subject_chosen_cb (const char *subject, gpointer data)
{
  Intake *intake = data;

  if (subject == NULL)
    {
      intake_free (intake);
      return;
    }
  g_ptr_array_add (intake->subjects, g_ptr_array_steal_index (intake->names, 0));
  g_ptr_array_add (intake->subjects, g_strdup (subject));
  ask (intake);
}

/* One name after the other; with all answers the file is read again. */
static void
ask (Intake *intake)
{
  AssayStore *store = assay_session_get_store (assay_window_get_session (intake->window));
  g_autofree char *file = NULL;
  g_autofree char *question = NULL;
  const char *name;

  if (intake->names->len == 0)
    {
      start (intake);
      return;
    }
  name = g_ptr_array_index (intake->names, 0);
  file = g_file_get_basename (intake->file);
  question = *name != '\0' ? g_strdup_printf (_ ("Which technology is “%s” in %s?"), name, file)
                           : g_strdup_printf (_ ("%s doesn’t say what was measured. Which technology is it about?"), file);
  assay_subject_window_present (GTK_WINDOW (intake->window), store, question, subject_chosen_cb, intake);
}

/* Nothing is wrong with the file: it only doesn't say whom it is about. */
static void
begin_questions (Intake *intake, const AssayIntake *done)
{
  guint n = MIN (done->unknown->len, MOST_QUESTIONS);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (intake->names, g_strdup (g_ptr_array_index (done->unknown, i)));
  if (n == 0)
    g_ptr_array_add (intake->names, g_strdup (""));
  ask (intake);
}

static void
imported_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Intake *intake = data;
  AssayWindow *self = intake->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayIntake) done = assay_intake_finish (result, &error);

  stop_telling (intake);
  if (gtk_window_get_application (GTK_WINDOW (self)) == NULL && g_cancellable_is_cancelled (intake->cancellable))
    {
      /* Closed meanwhile: nobody is left to be told. */
      intake_free (intake);
      return;
    }
  if (done != NULL && done->question != NULL && intake->subjects->len == 0)
    {
      begin_questions (intake, done);
      return;
    }
  if (done != NULL && done->question != NULL)
    assay_window_say (self, done->question);
  else if (done != NULL)
    {
      g_autofree char *text = describe (done);

      assay_window_say (self, text);
      assay_session_load (assay_window_get_session (self));
    }
  else
    assay_window_say (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _ ("Stopped. Nothing was kept") : error->message);
  intake_free (intake);
}

static gboolean
tell_cb (gpointer data)
{
  Intake *intake = data;
  g_autofree char *file = g_file_get_basename (intake->file);
  g_autofree char *valid = g_utf8_make_valid (file, -1), *name = g_markup_escape_text (valid, -1);
  g_autofree char *title = g_strdup_printf (_ ("Reading %s…"), name);

  intake->timer = 0;
  intake->toast = adw_toast_new (title);
  adw_toast_set_timeout (intake->toast, 0);
  adw_toast_set_button_label (intake->toast, _ ("Stop"));
  adw_toast_set_action_name (intake->toast, "win.stop-imports");
  assay_window_add_toast (intake->window, g_object_ref (intake->toast));

  return G_SOURCE_REMOVE;
}

static void
start (Intake *intake)
{
  g_autoptr (GStrvBuilder) subjects = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < intake->subjects->len; i++)
    g_strv_builder_add (subjects, g_ptr_array_index (intake->subjects, i));
  all = g_strv_builder_end (subjects);
  intake->timer = g_timeout_add (A_WHILE, tell_cb, intake);
  assay_intake_async (intake->file, (const char * const *) all, assay_session_get_store (assay_window_get_session (intake->window)),
                      intake->cancellable, imported_cb, intake);
}

/* A file that came with the start of the program waits for the catalogue, which knows the names in it. */
static void
store_changed_cb (AssaySession *session, Intake *intake)
{
  if (assay_session_get_store (session) == NULL)
    return;
  g_signal_handlers_disconnect_by_func (session, store_changed_cb, intake);
  start (intake);
}

void
assay_window_import (AssayWindow *self, GFile *file)
{
  AssaySession *session = assay_window_get_session (self);
  Intake *intake = g_new0 (Intake, 1);

  intake->window = g_object_ref (self);
  intake->file = g_object_ref (file);
  intake->subjects = g_ptr_array_new_with_free_func (g_free);
  intake->names = g_ptr_array_new_with_free_func (g_free);
  intake->cancellable = g_cancellable_new ();
  g_ptr_array_add (g_object_get_data (G_OBJECT (self), IMPORTS), g_object_ref (intake->cancellable));
  if (assay_session_get_store (session) != NULL)
    start (intake);
  else
    g_signal_connect (session, "store-changed", G_CALLBACK (store_changed_cb), intake);
}

/* All that are under way. */
static void
stop_all (AssayWindow *self)
{
  GPtrArray *running = g_object_get_data (G_OBJECT (self), IMPORTS);

  for (guint i = 0; i < running->len; i++)
    g_cancellable_cancel (running->pdata[i]);
}

static void
stop_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  stop_all (data);
}

static void
asked_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayWindow) self = data;
  g_autoptr (GFile) file = assay_file_dialog_finish (result, NULL);

  if (file != NULL)
    assay_window_open (self, file);
}

static void
import_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_open_dialog_async (data, _ ("Import Results"), NULL, NULL, asked_cb, g_object_ref (data));
}

static void
import_from_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *path, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (path, NULL));

  assay_window_import (data, file);
}

static gboolean
dropped_cb (GtkDropTarget *target G_GNUC_UNUSED, const GValue *value, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED, gpointer data)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *link = files; link != NULL; link = link->next)
    assay_window_open (data, link->data);

  return files != NULL;
}

void
assay_window_add_import (AssayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "import-results", .activate = import_cb },
    { .name = "stop-imports", .activate = stop_cb },
    { .name = "import-results-from", .activate = import_from_cb, .parameter_type = "s" },
  };
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_object_set_data_full (G_OBJECT (self), IMPORTS, g_ptr_array_new_with_free_func (g_object_unref), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect (self, "destroy", G_CALLBACK (stop_all), NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
