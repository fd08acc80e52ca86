#include "ui/run-window.h"

#include <math.h>

#include "data/measure/run-figure.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/reason.h"
#include "data/model/units.h"
#include "ui/bench.h"
#include "ui/chart-card.h"
#include "ui/compat.h"
#include "ui/entry-keys.h"
#include "ui/history-list.h"
#include "ui/page-view.h"
#include "ui/session.h"

struct _AssayRunWindow
{
  AdwWindow parent_instance;

  AssaySession *session;
  AssayRun *run;

  AdwToastOverlay *toasts;
  AssayPageView *view;
  GtkEditable *name, *note;
  GtkBox *grid;
  GtkListBox *cells, *starts;
};

G_DEFINE_FINAL_TYPE (AssayRunWindow, assay_run_window, ADW_TYPE_WINDOW)

static void
add_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

static GtkBox *
add_row (GtkListBox *list)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (row, "source");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (list, row);

  return GTK_BOX (box);
}

static void
add_cards (AssayRunWindow *self)
{
  AssayStore *store = assay_session_get_store (self->session);

  for (guint i = 0; i < self->run->metrics->len; i++)
    {
      const AssayRunMetric *metric = g_ptr_array_index (self->run->metrics, i);
      g_autoptr (AssayFigure) figure = assay_run_figure (self->run, store, metric->measure);
      GtkWidget *card;

      if (figure == NULL)
        continue;
      card = assay_chart_card_new ();
      assay_chart_card_set_figure (ASSAY_CHART_CARD (card), figure);
      gtk_box_append (self->grid, card);
    }
}

/* "node 20.1.0, express 5.3.0". */
static char *
describe_versions (const AssayRunCell *cell)
{
  GString *text = g_string_new (NULL);

  for (char **pair = cell->versions; pair != NULL && *pair != NULL; pair += 2)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", pair[0], pair[1]);

  return g_string_free (text, FALSE);
}

static void
add_cells (AssayRunWindow *self)
{
  for (guint i = 0; i < self->run->cells->len; i++)
    {
      const AssayRunCell *cell = g_ptr_array_index (self->run->cells, i);
      GtkBox *box = add_row (self->cells);
      g_autofree char *title = assay_run_cell_title (cell);
      g_autofree char *versions = describe_versions (cell);
      g_autofree char *excluded = cell->excluded != NULL ? g_strdup_printf (_ ("Left out: %s"), cell->excluded) : NULL;

      add_label (box, title, NULL);
      add_label (box, versions, "caption");
      if (cell->command != NULL)
        add_label (box, cell->command, "monospace");
      if (excluded != NULL)
        add_label (box, excluded, "contradicted");
    }
}

/* The start's value of the metric that decides; NAN if it has none. */
static double
primary_value (const AssayRunStart *start, const AssayRunMetric *primary)
{
  for (guint i = 0; primary != NULL && start->measures != NULL && start->measures[i] != NULL; i++)
    if (g_str_equal (start->measures[i], primary->measure))
      return start->values[i];

  return NAN;
}

static void
add_starts (AssayRunWindow *self)
{
  const AssayRunMetric *primary = assay_run_primary (self->run);

  for (guint i = 0; i < self->run->starts->len; i++)
    {
      const AssayRunStart *start = g_ptr_array_index (self->run->starts, i);
      g_autofree char *cell = assay_run_cell_title (g_ptr_array_index (self->run->cells, start->cell));
      g_autofree char *value = primary != NULL ? assay_unit_format (primary->metric->unit, primary_value (start, primary)) : g_strdup ("");
      g_autofree char *line = g_strdup_printf ("%u. %s: %s", start->order + 1, cell, start->failure != NULL ? start->failure : value);
      g_autofree char *gate = assay_reason_join (start->gate);
      GtkBox *box = add_row (self->starts);

      add_label (box, line, "numeric");
      if (gate != NULL)
        add_label (box, gate, "caption");
    }
}

static void
show (AssayRunWindow *self)
{
  AssayRun *run = self->run;
  g_autofree char *finding = assay_run_finding (run);
  g_autofree char *moment = assay_history_describe_moment (run->started);
  g_autofree char *machine = run->machine != NULL ? assay_machine_describe (run->machine) : g_strdup (_ ("an unknown machine"));
  g_autofree char *subtitle = g_strdup_printf (_ ("%s, %s plan%s, seed %u; %s; %s"), moment, run->plan,
                                               run->complete ? "" : _ (" (stopped early)"), run->seed, run->program, machine);

  gtk_window_set_title (GTK_WINDOW (self), assay_language_words (run->title));
  assay_page_view_set_headline (self->view, finding);
  assay_page_view_set_subtitle (self->view, subtitle);
  gtk_editable_set_text (self->name, run->name != NULL ? run->name : "");
  gtk_editable_set_text (self->note, run->note != NULL ? run->note : "");
  add_cards (self);
  add_cells (self);
  add_starts (self);
}

static void
annotate_cb (AssayRunWindow *self)
{
  assay_bench_annotate (assay_session_get_bench (self->session), self->run->id, gtk_editable_get_text (self->name),
                        gtk_editable_get_text (self->note));
}

static void
asked_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayRunWindow) self = data;
  g_autoptr (GFile) file = assay_file_dialog_finish (result, NULL);

  if (file != NULL && self->session != NULL)
    assay_bench_export (assay_session_get_bench (self->session), self->run->id, file);
}

static void
export_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  AssayRunWindow *self = ASSAY_RUN_WINDOW (widget);
  g_autofree char *name = g_strdup_printf ("%s" ASSAY_RUNS_EXTENSION, self->run->id);

  assay_save_dialog_async (GTK_WINDOW (self), _ ("Export Run"), name, "*" ASSAY_RUNS_EXTENSION, NULL, asked_cb, g_object_ref (self));
}

/* What the cards inside say in passing: they ask the window that they are in. */
static void
toast_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *message)
{
  g_autofree char *title = g_markup_escape_text (g_variant_get_string (message, NULL), -1);

  adw_toast_overlay_add_toast (ASSAY_RUN_WINDOW (widget)->toasts, adw_toast_new (title));
}

static void
assay_run_window_dispose (GObject *object)
{
  AssayRunWindow *self = ASSAY_RUN_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ASSAY_TYPE_RUN_WINDOW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->run, assay_run_unref);

  G_OBJECT_CLASS (assay_run_window_parent_class)->dispose (object);
}

static void
assay_run_window_class_init (AssayRunWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_run_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/run-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayRunWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AssayRunWindow, view);
  gtk_widget_class_bind_template_child (widget_class, AssayRunWindow, name);
  gtk_widget_class_bind_template_child (widget_class, AssayRunWindow, note);
  gtk_widget_class_bind_template_child (widget_class, AssayRunWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, AssayRunWindow, cells);
  gtk_widget_class_bind_template_child (widget_class, AssayRunWindow, starts);
  gtk_widget_class_bind_template_callback (widget_class, annotate_cb);
  gtk_widget_class_install_action (widget_class, "run.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
assay_run_window_init (AssayRunWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  assay_entry_keys (GTK_WIDGET (self));
}

void
assay_run_window_present (GtkWindow *parent, AssaySession *session, AssayRun *run)
{
  AssayRunWindow *self = g_object_new (ASSAY_TYPE_RUN_WINDOW, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->run = assay_run_ref (run);
  show (self);
  gtk_window_present (GTK_WINDOW (self));
}
