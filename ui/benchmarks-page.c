#include "ui/benchmarks-page.h"

#include <math.h>

#include "data/measure/environment.h"
#include "data/measure/run-figure.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "ui/bench.h"
#include "ui/chart-card.h"
#include "ui/choice-list.h"
#include "ui/history-list.h"
#include "ui/machine-menu.h"
#include "ui/page-view.h"
#include "ui/running-view.h"
#include "ui/session.h"
#include "ui/trust-window.h"

struct _AssayBenchmarksPage
{
  GtkWidget parent_instance;

  AssaySession *session;
  AssayBench *bench;
  GSimpleActionGroup *actions;
  guint n_cards;         /* results that have their card */
  char *wanted;          /* scenario to be shown once it is known what there is, or NULL */

  GtkStack *stack;
  AssayPageView *view;
  GtkWidget *empty, *failure, *setup, *reset, *measure, *prepare, *results;
  GtkLabel *estimate, *prepare_text, *prepare_command, *failures;
  AssayMachineMenu *machine;
  GtkWidget *trust;
  AssayChoiceList *choice;
  AssayRunningView *running;
  GtkBox *grid;
  AssayHistoryList *history;
};

G_DEFINE_FINAL_TYPE (AssayBenchmarksPage, assay_benchmarks_page, GTK_TYPE_WIDGET)

static const char * const kinds[] = { "quick", "standard", "thorough", NULL };

static guint
minutes (double seconds)
{
  return (guint) MAX (1, round (seconds / 60));
}

/* "3 benchmarks of 6 technologies: about 2 minutes". */
static char *
describe_plan (const AssayPlan *plan)
{
  double least = assay_plan_estimate (plan), most = MAX (least, plan->budget);
  g_autoptr (GHashTable) technologies = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autofree char *time = NULL, *benchmarks = NULL, *technologies_used = NULL;
  guint n = plan->items->len, m;

  for (guint i = 0; i < n; i++)
    {
      const AssayPlanItem *item = g_ptr_array_index (plan->items, i);

      for (guint j = 0; j < item->technologies->len; j++)
        g_hash_table_add (technologies, g_ptr_array_index (item->technologies, j));
    }
  m = g_hash_table_size (technologies);
  if (minutes (least) == minutes (most))
    time = g_strdup_printf (ngettext ("about %u minute", "about %u minutes", minutes (most)), minutes (most));
  else
    time = g_strdup_printf (_ ("%u to %u minutes"), minutes (least), minutes (most));

  benchmarks = g_strdup_printf (ngettext ("%u benchmark", "%u benchmarks", n), n);
  technologies_used = g_strdup_printf (ngettext ("%u technology", "%u technologies", m), m);

  /* Translators: “3 benchmarks with 2 technologies: about 5 minutes” */
  return g_strdup_printf (_ ("%1$s with %2$s: %3$s"), benchmarks, technologies_used, time);
}

static gboolean
has_usable_technology (AssayBench *bench)
{
  AssayToolbox *toolbox = assay_bench_get_toolbox (bench);
  GPtrArray *all;

  if (toolbox == NULL)
    return FALSE;

  all = assay_workloads_get_technologies (assay_bench_get_workloads (bench));
  for (guint i = 0; i < all->len; i++)
    if (assay_toolbox_get (toolbox, ((AssayTechnology *) g_ptr_array_index (all, i))->id)->usable)
      return TRUE;

  return FALSE;
}

/* What the plan leaves out, and why. */
static void
describe_notes (AssayBenchmarksPage *self, const AssayPlan *plan)
{
  g_autoptr (GString) notes = g_string_new (NULL);

  for (guint i = 0; plan != NULL && i < plan->notes->len; i++)
    g_string_append_printf (notes, "%s%s", i > 0 ? "\n" : _ ("Left out:\n"), (char *) g_ptr_array_index (plan->notes, i));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->estimate), notes->len > 0 ? notes->str : NULL);
}

/* What is there, only that machine knows, and it may be away. */
static char *
describe_errand (AssayBench *bench, const AssayRemote *remote)
{
  static const char * const times[] = { N_("about 2 minutes"), N_("about 15 minutes"), N_("an hour at most") };
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayErrand) errand = assay_bench_errand (bench, remote, &error);

  if (errand == NULL)
    return g_strdup (error->message);
  if (assay_bench_is_looking_there (bench))
    return g_strdup (_ ("Looking for what is there now"));
  if (assay_bench_get_there_problem (bench) != NULL)
    /* Translators: why a machine elsewhere could not be asked. */
    return g_strdup_printf (_ ("%s. Until it answers, the list shows what this computer has"), assay_bench_get_there_problem (bench));

  /* Translators: user and host, and how long it takes. */
  return g_strdup_printf (_("The chosen benchmarks that %s can run: %s"), remote->destination, _(times[errand->kind]));
}

static void
update_elsewhere (AssayBenchmarksPage *self, const AssayRemote *remote)
{
  g_autofree char *text = describe_errand (self->bench, remote);

  gtk_label_set_label (self->estimate, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->estimate), NULL);
  gtk_widget_set_visible (self->failure, FALSE);
}

static void
update_estimate (AssayBenchmarksPage *self)
{
  g_autoptr (GError) error = NULL;
  AssayPlan *plan = assay_bench_plan (self->bench, &error);
  gboolean looking = assay_bench_get_state (self->bench) == ASSAY_BENCH_LOADING;
  g_autofree char *text = looking ? g_strdup (_ ("Looking for what is there now")) : plan != NULL ? describe_plan (plan) : g_strdup (error->message);
  gboolean usable = has_usable_technology (self->bench);

  gtk_label_set_label (self->estimate, text);
  describe_notes (self, plan);
  gtk_widget_set_visible (self->failure, !usable);
  g_clear_pointer (&plan, assay_plan_free);
}

static void
update_prepare (AssayBenchmarksPage *self)
{
  gboolean preparable = assay_bench_is_preparable (self->bench) && assay_bench_get_machine (self->bench) == NULL;
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  g_autofree char *command = NULL;

  gtk_widget_set_visible (self->prepare, preparable);
  if (!preparable)
    return;

  folder = assay_environment_folder ();
  command = assay_environment_command (assay_bench_get_workloads (self->bench));
  text = g_strdup_printf (_ ("Prepare downloads them into %s, and changes nothing else on this computer."), folder);
  gtk_label_set_label (self->prepare_text, text);
  gtk_label_set_label (self->prepare_command, command != NULL ? command : "");
}

static gboolean
has_nothing (AssayBenchmarksPage *self)
{
  GPtrArray *history = assay_bench_get_history (self->bench);

  return history != NULL && history->len == 0 && assay_bench_get_history_error (self->bench) == NULL;
}

static void
update (AssayBenchmarksPage *self)
{
  AssayBenchState state = assay_bench_get_state (self->bench);
  gboolean busy = assay_bench_is_busy (self->bench);
  gboolean ready = assay_bench_get_toolbox (self->bench) != NULL;
  GAction *kind = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "kind");

  gtk_stack_set_visible_child_name (self->stack, ready ? "main" : "waiting");
  if (!ready)
    return;

  g_simple_action_set_state (G_SIMPLE_ACTION (kind), g_variant_new_string (kinds[assay_bench_get_kind (self->bench)]));
  gtk_widget_set_visible (self->setup, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->running), busy);
  gtk_widget_set_visible (self->reset, !assay_bench_is_default (self->bench));
  if (busy)
    gtk_widget_set_visible (self->failure, FALSE);
  else
    {
      const AssayRemote *remote = assay_bench_get_machine (self->bench);

      if (remote != NULL)
        update_elsewhere (self, remote);
      else
        update_estimate (self);
      update_prepare (self);
    }
  gtk_widget_set_visible (self->trust, assay_bench_get_untrusted (self->bench) != NULL);
  gtk_widget_set_visible (self->empty,
                          !busy && state != ASSAY_BENCH_LOADING && has_nothing (self) && has_usable_technology (self->bench));
}

/* Why the scenarios of the last experiment that have no card have none. */
static char *
describe_failures (AssayBench *bench)
{
  GPtrArray *items = assay_bench_get_progress (bench)->items;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const AssayBenchItem *item = g_ptr_array_index (items, i);

      if (item->state == ASSAY_ITEM_FAILED && item->message != NULL)
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", item->name, item->message);
    }

  return g_string_free (text, FALSE);
}

static void
update_failures (AssayBenchmarksPage *self)
{
  g_autofree char *text = assay_bench_is_busy (self->bench) ? g_strdup ("") : describe_failures (self->bench);

  gtk_label_set_label (self->failures, text);
  gtk_widget_set_visible (GTK_WIDGET (self->failures), *text != '\0');
  gtk_widget_set_visible (self->results, self->n_cards > 0 || *text != '\0');
}

static void
clear_cards (AssayBenchmarksPage *self)
{
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_box_remove (self->grid, card);
  self->n_cards = 0;
}

/* Cards stay as they are when another run joins them. */
static void
update_results (AssayBenchmarksPage *self)
{
  GPtrArray *runs = assay_bench_get_results (self->bench);
  AssayStore *store = assay_session_get_store (self->session);

  if (runs->len < self->n_cards || runs->len == 0)
    clear_cards (self);
  for (; self->n_cards < runs->len; self->n_cards++)
    {
      g_autoptr (AssayFigure) figure = assay_run_figure (g_ptr_array_index (runs, self->n_cards), store, NULL);
      GtkWidget *card;

      if (figure == NULL)
        continue;
      card = assay_chart_card_new ();
      gtk_widget_set_name (card, figure->id);
      assay_chart_card_set_figure (ASSAY_CHART_CARD (card), figure);
      gtk_box_append (self->grid, card);
    }
  update_failures (self);
}

/* While something is measured there is nothing to be chosen. */
static void
show_wanted (AssayBenchmarksPage *self)
{
  GtkWidget *row = self->wanted != NULL ? assay_choice_list_open_scenario (self->choice, self->wanted) : NULL;

  if (row == NULL)
    return;
  g_clear_pointer (&self->wanted, g_free);
  if (gtk_widget_get_visible (self->setup))
    assay_page_view_reveal (self->view, row, row);
}

static void
show_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *scenario)
{
  AssayBenchmarksPage *self = ASSAY_BENCHMARKS_PAGE (widget);

  g_free (self->wanted);
  self->wanted = g_variant_dup_string (scenario, NULL);
  show_wanted (self);
}

static void
changed_cb (AssayBenchmarksPage *self)
{
  update (self);
  update_failures (self);
  show_wanted (self);
}

static void
kind_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *name, gpointer data)
{
  AssayBenchmarksPage *self = data;

  for (guint i = 0; kinds[i] != NULL; i++)
    if (g_strcmp0 (kinds[i], g_variant_get_string (name, NULL)) == 0)
      assay_bench_set_kind (self->bench, i);
}

static void
reset_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_bench_reset (ASSAY_BENCHMARKS_PAGE (data)->bench);
}

static void
prepare_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_bench_prepare (ASSAY_BENCHMARKS_PAGE (data)->bench);
}

static void
look_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_bench_load (ASSAY_BENCHMARKS_PAGE (data)->bench);
}

static void
trust_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  AssayBenchmarksPage *self = data;

  if (assay_bench_get_untrusted (self->bench) != NULL)
    assay_trust_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->bench);
}

static void
add_actions (AssayBenchmarksPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "kind", .activate = kind_cb, .parameter_type = "s", .state = "'quick'" },
    { .name = "reset", .activate = reset_cb },
    { .name = "prepare", .activate = prepare_cb },
    { .name = "look", .activate = look_cb },
    { .name = "trust", .activate = trust_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "bench", G_ACTION_GROUP (self->actions));
}

static void
assay_benchmarks_page_dispose (GObject *object)
{
  AssayBenchmarksPage *self = ASSAY_BENCHMARKS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_BENCHMARKS_PAGE);
  g_clear_object (&self->actions);
  g_clear_object (&self->session);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (assay_benchmarks_page_parent_class)->dispose (object);
}

static void
assay_benchmarks_page_class_init (AssayBenchmarksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_benchmarks_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/benchmarks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, view);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, empty);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, failure);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, setup);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, reset);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, measure);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, prepare);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, results);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, estimate);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, prepare_text);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, prepare_command);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, failures);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, machine);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, trust);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, choice);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, running);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, grid);
  gtk_widget_class_bind_template_child (widget_class, AssayBenchmarksPage, history);
  gtk_widget_class_install_action (widget_class, "page.show", "s", show_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_benchmarks_page_init (AssayBenchmarksPage *self)
{
  g_type_ensure (ASSAY_TYPE_MACHINE_MENU);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_actions (self);
}

GtkWidget *
assay_benchmarks_page_new (AssaySession *session, const char *page G_GNUC_UNUSED)
{
  AssayBenchmarksPage *self = g_object_new (ASSAY_TYPE_BENCHMARKS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->bench = assay_session_get_bench (session);
  assay_machine_menu_set_bench (self->machine, self->bench);
  assay_choice_list_set_session (self->choice, session);
  assay_running_view_set_session (self->running, session);
  assay_history_list_set_session (self->history, session);
  g_signal_connect_object (self->bench, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bench, "history-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bench, "results-changed", G_CALLBACK (update_results), self, G_CONNECT_SWAPPED);
  if (assay_bench_get_state (self->bench) == ASSAY_BENCH_NEW)
    assay_bench_load (self->bench);
  if (assay_bench_get_history (self->bench) == NULL)
    assay_bench_refresh (self->bench);
  update (self);
  update_results (self);

  return GTK_WIDGET (self);
}
