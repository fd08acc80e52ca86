/* Presenting: the talk's slides are made off the UI thread, then the slides begin. */
#include "ui/window-private.h"

#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/settings.h"
#include "ui/chart-card.h"
#include "ui/present-window.h"
#include "ui/session.h"
#include "ui/talk-source.h"

typedef struct
{
  AssayTalkSource *source;
  char *chart, *page;        /* where to begin: at this chart, else at the first of this page, else at the first; each may be NULL */
} Job;

static void
job_free (Job *job)
{
  assay_talk_source_free (job->source);
  g_free (job->chart);
  g_free (job->page);
  g_free (job);
}

static void
make_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  const Job *job = data;
  GError *error = NULL;
  GPtrArray *slides = assay_talk_source_make_slides (job->source, NULL, &error);

  if (slides != NULL)
    g_task_return_pointer (task, slides, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static guint
find_start (GPtrArray *slides, const Job *job)
{
  int of_page = -1;

  for (guint i = 0; i < slides->len; i++)
    {
      const AssayFigure *figure = ((const AssaySlide *) slides->pdata[i])->figure;

      if (figure != NULL && g_strcmp0 (figure->id, job->chart) == 0)
        return i;
      if (figure != NULL && of_page < 0 && job->page != NULL && g_strcmp0 (figure->page, job->page) == 0)
        of_page = i;
    }

  return MAX (of_page, 0);
}

static GSimpleAction *
find_action (AssayWindow *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name));
}

static void
set_enabled (AssayWindow *self, gboolean enabled)
{
  static const char * const names[] = { "present", "present-here", "present-chart" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (find_action (self, names[i]), enabled);
}

static void
ended_cb (AssayWindow *self)
{
  set_enabled (self, TRUE);
  gtk_window_present (GTK_WINDOW (self));
}

static AssayWindow *
find_window (GtkWindow *parent)
{
  GtkApplication *application = gtk_window_get_application (parent);

  for (GList *link = application != NULL ? gtk_application_get_windows (application) : NULL; link != NULL; link = link->next)
    if (ASSAY_IS_WINDOW (link->data))
      return link->data;

  return NULL;
}

static gboolean
lend_cb (gpointer data)
{
  GtkWindow *parent = assay_present_window_get_parent (data);
  AssayWindow *self = parent != NULL && gtk_widget_get_realized (data) ? find_window (parent) : NULL;
  AssayAdviser *adviser = self != NULL ? assay_window_need_adviser (self) : NULL;

  if (adviser != NULL)
    assay_present_window_set_adviser (data, adviser);

  return G_SOURCE_REMOVE;
}

/* What the weights need may have to be built. */
void
assay_window_lend_adviser (AssayPresentWindow *presenting)
{
  g_idle_add_full (G_PRIORITY_LOW, lend_cb, g_object_ref (presenting), g_object_unref);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayWindow *self = ASSAY_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) slides = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (AssaySlideShow) show = NULL;
  g_autofree char *slides_theme = NULL;
  AssayPresentWindow *window;

  if (gtk_window_get_application (GTK_WINDOW (self)) == NULL || assay_window_is_closing (self))
    return;
  if (slides == NULL)
    {
      set_enabled (self, TRUE);
      assay_window_say (self, error->message);
      return;
    }
  show = assay_slide_show_new (slides);
  slides_theme = assay_settings_get_string (assay_settings_get (), "slides");
  if (g_str_equal (slides_theme, "dark"))
    assay_slide_show_toggle_theme (show);
  assay_slide_show_go (show, find_start (slides, g_task_get_task_data (G_TASK (result))));
  window = assay_present_window_start (GTK_WINDOW (self), show);
  assay_window_lend_adviser (window);
  g_signal_connect_object (window, "destroy", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
}

/* One presentation at a time: the commands are off until it has ended. */
static void
start (AssayWindow *self, const char *chart, const char *page)
{
  AssaySession *session = assay_window_get_session (self);
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (assay_session_get_store (session) == NULL)
    {
      assay_window_say (self, _ ("There is no catalogue to present"));
      return;
    }
  job = g_new (Job, 1);
  *job = (Job) { assay_talk_source_new (session, assay_window_get_adviser (self), NULL), g_strdup (chart), g_strdup (page) };
  task = g_task_new (self, NULL, made_cb, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  set_enabled (self, FALSE);
  g_task_run_in_thread (task, make_in_thread);
}

static void
present_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  start (data, NULL, NULL);
}

/* From the chart that has the focus, or the first of the page. */
static void
present_here_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  AssayChartCard *card = assay_chart_card_from_focus (data);
  AssayFigure *figure = card != NULL ? assay_chart_card_get_figure (card) : NULL;

  start (data, figure != NULL ? figure->id : NULL, assay_window_get_page (data));
}

static void
present_chart_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *chart, gpointer data)
{
  start (data, g_variant_get_string (chart, NULL), NULL);
}

void
assay_window_add_present (AssayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "present", .activate = present_cb },
    { .name = "present-here", .activate = present_here_cb },
    { .name = "present-chart", .activate = present_chart_cb, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
