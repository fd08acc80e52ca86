#include "ui/running-view.h"

#include <math.h>

#include "data/measure/run-figure.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/units.h"
#include "ui/badge.h"
#include "ui/bench.h"
#include "ui/chart-card.h"
#include "ui/session.h"

struct _AssayRunningView
{
  GtkWidget parent_instance;

  AssaySession *session;
  AssayBench *bench;
  const AssayRun *shown;     /* whose intervals are drawn: only to be compared */
  guint shown_starts;
  guint shown_values;        /* of the course that is drawn */
  char *shown_scenario;

  GtkWidget *box;
  GtkLabel *title, *doing, *detail;
  GtkWidget *stop;
  GtkProgressBar *bar;
  GtkWidget *columns, *charts;
  AssayChartCard *intervals, *course;
  GtkListBox *queue;
};

G_DEFINE_FINAL_TYPE (AssayRunningView, assay_running_view, GTK_TYPE_WIDGET)

/* Of a row of the queue. */
static const struct
{
  const char *word, *style, *waiting;
} states[] = {
  [ASSAY_ITEM_QUEUED] = { N_ ("Queued"), NULL, N_ ("Waiting") },
  [ASSAY_ITEM_RUNNING] = { N_ ("Running"), "accent", N_ ("No start has ended yet") },
  [ASSAY_ITEM_DONE] = { N_ ("Done"), "supported", "" },
  [ASSAY_ITEM_STOPPED] = { N_ ("Stopped"), "depends", N_ ("Not measured") },
  [ASSAY_ITEM_FAILED] = { N_ ("Failed"), "contradicted", N_ ("Not measured") },
};

static void
set_label (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static GtkWidget *
queue_row_new (const AssayBenchItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *name = gtk_label_new (item->name);
  GtkWidget *detail = gtk_label_new (NULL);
  GtkWidget *badge = assay_badge_new ("", NULL);

  for (guint i = 0; i < 2; i++)
    {
      GtkLabel *label = GTK_LABEL (i == 0 ? name : detail);

      gtk_label_set_wrap (label, TRUE);
      gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (label, 0);
      gtk_box_append (GTK_BOX (words), GTK_WIDGET (label));
    }
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "secondary");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), badge);
  gtk_widget_add_css_class (row, "source");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data (G_OBJECT (row), "detail", detail);
  g_object_set_data (G_OBJECT (row), "badge", badge);

  return row;
}

static void
update_row (GtkListBoxRow *row, const AssayBenchItem *item)
{
  GtkLabel *badge = g_object_get_data (G_OBJECT (row), "badge");
  const char *detail = item->message != NULL ? item->message : item->finding != NULL ? item->finding : _ (states[item->state].waiting);
  g_autofree char *name = NULL;

  set_label (g_object_get_data (G_OBJECT (row), "detail"), detail);
  if (g_strcmp0 (gtk_label_get_label (badge), _ (states[item->state].word)) == 0)
    return;

  gtk_label_set_label (badge, _ (states[item->state].word));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i].style != NULL)
      gtk_widget_remove_css_class (GTK_WIDGET (badge), states[i].style);
  if (states[item->state].style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (badge), states[item->state].style);
  name = g_strdup_printf ("%s: %s", item->name, _ (states[item->state].word));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_queue (AssayRunningView *self, const AssayBenchProgress *progress)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->queue, (int) progress->items->len)) != NULL)
    gtk_list_box_remove (self->queue, GTK_WIDGET (row));
  for (guint i = 0; i < progress->items->len; i++)
    {
      const AssayBenchItem *item = g_ptr_array_index (progress->items, i);

      if (gtk_list_box_get_row_at_index (self->queue, (int) i) == NULL)
        gtk_list_box_append (self->queue, queue_row_new (item));
      update_row (gtk_list_box_get_row_at_index (self->queue, (int) i), item);
    }
  gtk_widget_set_visible (self->columns, progress->items->len > 0);
}

static const AssayBenchItem *
current_item (const AssayBenchProgress *progress)
{
  return progress->item < progress->items->len ? g_ptr_array_index (progress->items, progress->item) : NULL;
}

static char *
describe_left (double left)
{
  if (isnan (left))
    return g_strdup (_ ("estimating the time left"));
  if (left < 50)
    return g_strdup (_ ("less than a minute left"));
  if (left < 90)
    return g_strdup (_ ("about a minute left"));

  return g_strdup_printf (_ ("about %.0f minutes left"), round (left / 60));
}

static char *
describe_live (AssayBenchProgress const *progress)
{
  const AssayRunMetric *metric = progress->run != NULL ? assay_run_primary (progress->run) : NULL;
  g_autofree char *rate = NULL;
  g_autofree char *p50 = NULL;
  g_autofree char *p99 = NULL;

  if (!progress->loading || progress->values->len == 0 || metric == NULL)
    return g_strdup ("");

  rate = assay_unit_format (metric->metric->unit, g_array_index (progress->values, double, progress->values->len - 1));
  if (isnan (progress->p50) || isnan (progress->p99))
    return g_strdup_printf (_ ("; %s now"), rate);

  p50 = assay_unit_format (assay_unit_find ("s"), progress->p50);
  p99 = assay_unit_format (assay_unit_find ("s"), progress->p99);

  return g_strdup_printf (_ ("; %s now, half within %s, 99 %% within %s"), rate, p50, p99);
}

static char *
describe_item (AssayRunningView *self, const AssayBenchItem *item)
{
  const AssayRemote *remote = assay_bench_get_machine (self->bench);

  if (item == NULL)
    return g_strdup (_("Getting ready"));
  if (remote == NULL)
    return g_strdup_printf (_("Measuring %s"), item->name);

  /* Translators: a benchmark, and the machine on which it is measured. */
  return g_strdup_printf (_("Measuring %s on %s"), item->name, remote->name);
}

static void
update_words (AssayRunningView *self, const AssayBenchProgress *progress)
{
  const AssayBenchItem *item = current_item (progress);
  AssayBenchState state = assay_bench_get_state (self->bench);
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;
  guint n_done = 0;

  for (guint i = 0; i < progress->items->len; i++)
    n_done += ((AssayBenchItem *) g_ptr_array_index (progress->items, i))->state > ASSAY_ITEM_RUNNING ? 1 : 0;

  if (state == ASSAY_BENCH_PREPARING)
    {
      title = g_strdup (_ ("Installing packages into the program’s own folder"));
      detail = g_strdup ("");
    }
  else
    {
      g_autofree char *left = describe_left (progress->left);
      g_autofree char *live = describe_live (progress);

      title = describe_item (self, item);
      detail = g_strdup_printf (ngettext ("%u of %u benchmark done, %s%s", "%u of %u benchmarks done, %s%s", progress->items->len), n_done,
                                progress->items->len, left, live);
    }
  set_label (self->title, state == ASSAY_BENCH_STOPPING ? _ ("Stopping") : title);
  set_label (self->doing, progress->doing != NULL ? progress->doing : "");
  set_label (self->detail, detail);
  gtk_widget_set_sensitive (self->stop, state != ASSAY_BENCH_STOPPING);
}

static void
show_card (AssayChartCard *card, AssayFigure *figure)
{
  gtk_widget_set_visible (GTK_WIDGET (card), figure != NULL);
  if (figure != NULL)
    assay_chart_card_set_figure (card, figure);
}

/* The intervals are drawn anew with each start that ends, the course with each picture of the start under way. */
static void
update_charts (AssayRunningView *self, const AssayBenchProgress *progress)
{
  AssayStore *store = assay_session_get_store (self->session);
  guint starts = progress->run != NULL ? progress->run->starts->len : 0;
  const char *scenario = progress->run != NULL ? progress->run->scenario : NULL;

  if (store == NULL)
    return;

  /* Between two starts the last course stays: a card that comes and goes would move the page. */
  if (g_strcmp0 (self->shown_scenario, scenario) != 0)
    {
      g_free (self->shown_scenario);
      self->shown_scenario = g_strdup (scenario);
      show_card (self->course, NULL);
    }

  if (self->shown != progress->run || self->shown_starts != starts)
    {
      g_autoptr (AssayFigure) figure = starts > 0 ? assay_run_figure (progress->run, store, NULL) : NULL;

      show_card (self->intervals, figure);
      self->shown = progress->run;
      self->shown_starts = starts;
    }
  if (progress->run != NULL && progress->loading && progress->times->len != self->shown_values)
    {
      g_autoptr (AssayFigure) course = assay_run_course (progress->run, store, progress->cell,
                                                         (const double *) progress->times->data,
                                                         (const double *) progress->values->data, progress->times->len);

      self->shown_values = progress->times->len;
      if (course != NULL)
        show_card (self->course, course);
    }
  gtk_widget_set_visible (self->charts, gtk_widget_get_visible (GTK_WIDGET (self->intervals)) ||
                                        gtk_widget_get_visible (GTK_WIDGET (self->course)));
}

static void
update (AssayRunningView *self)
{
  const AssayBenchProgress *progress = assay_bench_get_progress (self->bench);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  update_words (self, progress);
  update_queue (self, progress);
  update_charts (self, progress);
  if (progress->done >= 0)
    gtk_progress_bar_set_fraction (self->bar, CLAMP (progress->done, 0, 1));
  else
    gtk_progress_bar_pulse (self->bar);
}

void
assay_running_view_set_session (AssayRunningView *self, AssaySession *session)
{
  g_return_if_fail (ASSAY_IS_RUNNING_VIEW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->bench = assay_session_get_bench (session);
  g_signal_connect_object (self->bench, "progress", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bench, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
assay_running_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (assay_running_view_parent_class)->map (widget);
  if (ASSAY_RUNNING_VIEW (widget)->bench != NULL)
    update (ASSAY_RUNNING_VIEW (widget));
}

static void
assay_running_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_RUNNING_VIEW);
  g_clear_object (&ASSAY_RUNNING_VIEW (object)->session);
  g_clear_pointer (&ASSAY_RUNNING_VIEW (object)->shown_scenario, g_free);

  G_OBJECT_CLASS (assay_running_view_parent_class)->dispose (object);
}

static void
assay_running_view_class_init (AssayRunningViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_running_view_dispose;
  widget_class->map = assay_running_view_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/running-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayRunningView, box);
  gtk_widget_class_bind_template_child (widget_class, AssayRunningView, title);
  gtk_widget_class_bind_template_child (widget_class, AssayRunningView, doing);
  gtk_widget_class_bind_template_child (widget_class, AssayRunningView, detail);
  gtk_widget_class_bind_template_child (widget_class, AssayRunningView, stop);
  gtk_widget_class_bind_template_child (widget_class, AssayRunningView, bar);
  gtk_widget_class_bind_template_child (widget_class, AssayRunningView, columns);
  gtk_widget_class_bind_template_child (widget_class, AssayRunningView, charts);
  gtk_widget_class_bind_template_child (widget_class, AssayRunningView, intervals);
  gtk_widget_class_bind_template_child (widget_class, AssayRunningView, course);
  gtk_widget_class_bind_template_child (widget_class, AssayRunningView, queue);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_running_view_init (AssayRunningView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
