#include "ui/choice-list.h"

#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/store.h"
#include "ui/bench.h"
#include "ui/session.h"

struct _AssayChoiceList
{
  GtkWidget parent_instance;

  AssaySession *session;
  AssayBench *bench;
  AssayToolbox *shown;       /* whose rows are shown; a search anew gives other ones */
  gboolean updating;         /* check marks follow the bench, and are no choice of the user's */

  GtkWidget *list;
  AdwExpanderRow *scenarios, *technologies;
  GPtrArray *scenario_checks, *technology_checks;   /* of GtkCheckButton, named by their ids */
  GPtrArray *scenario_rows, *technology_rows;       /* of GtkWidget, all that the expanders hold */
};

G_DEFINE_FINAL_TYPE (AssayChoiceList, assay_choice_list, GTK_TYPE_WIDGET)

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "secondary");
    }

  return label;
}

static void
add_row (AdwExpanderRow *expander, GPtrArray *rows, GtkWidget *row)
{
  adw_expander_row_add_row (expander, row);
  g_ptr_array_add (rows, row);
}

static void
remove_rows (AdwExpanderRow *expander, GPtrArray *rows, GPtrArray *checks)
{
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_remove (expander, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
  g_ptr_array_set_size (checks, 0);
}

/* A row that a click anywhere checks. */
static GtkWidget *
row_new (GtkWidget *check, const char *title, const char *detail)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail != NULL ? detail : "", -1);
  gtk_box_append (GTK_BOX (words), label_new (title, NULL));
  if (detail != NULL)
    gtk_box_append (GTK_BOX (words), label_new (detail, "caption"));
  gtk_box_append (GTK_BOX (line), check);
  gtk_box_append (GTK_BOX (line), words);
  gtk_widget_add_css_class (row, "choice");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data (G_OBJECT (row), "check", check);
  g_object_set_data (G_OBJECT (row), "words", words);

  return row;
}

static GtkWidget *
heading_row_new (const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = label_new (text, "caption-heading");

  gtk_widget_add_css_class (row, "choice-heading");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);

  return row;
}

static GtkWidget *
check_new (const char *id)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_name (check, id);

  return check;
}

static void
scenario_toggled_cb (GtkCheckButton *check, AssayChoiceList *self)
{
  if (!self->updating)
    assay_bench_set_scenario (self->bench, gtk_widget_get_name (GTK_WIDGET (check)), gtk_check_button_get_active (check));
}

static void
technology_toggled_cb (GtkCheckButton *check, AssayChoiceList *self)
{
  if (!self->updating)
    assay_bench_set_technology (self->bench, gtk_widget_get_name (GTK_WIDGET (check)), gtk_check_button_get_active (check));
}

static void
add_scenario (AssayChoiceList *self, const AssayScenario *scenario)
{
  GtkWidget *check = check_new (scenario->id);

  g_signal_connect (check, "toggled", G_CALLBACK (scenario_toggled_cb), self);
  g_ptr_array_add (self->scenario_checks, check);
  add_row (self->scenarios, self->scenario_rows, row_new (check, assay_language_words (scenario->name), assay_language_words (scenario->about)));
}

/* The scenarios of one criterion (NULL: of none that the catalogue knows), under its name. */
static void
add_criterion (AssayChoiceList *self, AssayStore *store, const AssayCriterion *criterion)
{
  GPtrArray *all = assay_workloads_get_scenarios (assay_bench_get_workloads (self->bench));
  gboolean any = FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      const AssayScenario *scenario = g_ptr_array_index (all, i);
      AssayCriterion *own = scenario->criterion != NULL ? assay_store_find_criterion (store, scenario->criterion) : NULL;

      if (own != criterion)
        continue;
      if (!any)
        add_row (self->scenarios, self->scenario_rows, heading_row_new (criterion != NULL ? criterion->name : _ ("Others")));
      any = TRUE;
      add_scenario (self, scenario);
    }
}

static void
copy_cb (GtkButton *button, GtkLabel *label)
{
  const char *command = gtk_label_get_label (label);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), command);
  gtk_widget_activate_action (GTK_WIDGET (button), "win.toast", "s", _ ("Command copied"));
}

/* The exact command as text to be selected, and a button that copies it. */
static GtkWidget *
command_new (const char *technology, const char *command)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = label_new (command, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Copy the command that installs %s"), technology);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (button, _ ("Copy Command"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (copy_cb), label);
  gtk_widget_add_css_class (box, "command");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

/* "5.3.0 on Node.js 20.20.2"; of a runtime itself only its version. */
static char *
describe_found (const AssayTechnology *technology, const AssayAvailability *found)
{
  if (technology->packages == NULL || found->version == NULL)
    return g_strdup_printf ("%s %s", technology->runtime->name, found->runtime_version != NULL ? found->runtime_version : "");

  return g_strdup_printf (_ ("%s on %s %s"), found->version, technology->runtime->name, found->runtime_version);
}

/* The reason as a sentence: "Not installed for …. Prepare brings it." */
static char *
describe_missing (const AssayAvailability *found)
{
  g_autofree char *first = g_utf8_strup (found->reason, g_utf8_next_char (found->reason) - found->reason);

  return g_strdup_printf ("%s%s%s", first, g_utf8_next_char (found->reason), found->preparable ? _ (". Prepare brings it.") : "");
}

static void
add_technology (AssayChoiceList *self, const AssayTechnology *technology)
{
  const AssayAvailability *found = assay_toolbox_get (assay_bench_get_tools_there (self->bench), technology->id);
  GtkWidget *check = check_new (technology->id);
  g_autofree char *detail = found->usable ? describe_found (technology, found) : describe_missing (found);
  GtkWidget *row;

  row = row_new (check, technology->name, detail);
  gtk_widget_set_sensitive (check, found->usable);
  if (!found->usable)
    gtk_widget_add_css_class (row, "missing");
  if (!found->usable && !found->preparable && found->install != NULL)
    gtk_box_append (g_object_get_data (G_OBJECT (row), "words"), command_new (technology->name, found->install));
  g_signal_connect (check, "toggled", G_CALLBACK (technology_toggled_cb), self);
  g_ptr_array_add (self->technology_checks, check);
  add_row (self->technologies, self->technology_rows, row);
}

static guint
update_checks (GPtrArray *checks, AssayBench *bench, gboolean (*has) (AssayBench *, const char *))
{
  guint n = 0;

  for (guint i = 0; i < checks->len; i++)
    {
      GtkWidget *check = g_ptr_array_index (checks, i);
      gboolean chosen = gtk_widget_get_sensitive (check) && has (bench, gtk_widget_get_name (check));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
      n += chosen ? 1 : 0;
    }

  return n;
}

static guint
count_missing (AssayChoiceList *self)
{
  guint n = 0;

  for (guint i = 0; i < self->technology_checks->len; i++)
    n += gtk_widget_get_sensitive (g_ptr_array_index (self->technology_checks, i)) ? 0 : 1;

  return n;
}

static void
update_subtitles (AssayChoiceList *self, guint n_scenarios, guint n_technologies)
{
  guint missing = count_missing (self);
  g_autofree char *scenarios = g_strdup_printf (_ ("%u of %u chosen"), n_scenarios, self->scenario_checks->len);
  g_autofree char *technologies = g_strdup_printf (_ ("%u of %u chosen"), n_technologies, self->technology_checks->len);
  g_autofree char *both = missing > 0 ? g_strdup_printf (_ ("%s, %u missing"), technologies, missing) : g_strdup (technologies);

  adw_expander_row_set_subtitle (self->scenarios, scenarios);
  adw_expander_row_set_subtitle (self->technologies, both);
}

/* What can run comes first, each runtime's together; both by name. */
static int
compare_technologies (gconstpointer a, gconstpointer b, gpointer toolbox)
{
  const AssayTechnology *first = *(const AssayTechnology * const *) a, *second = *(const AssayTechnology * const *) b;
  gboolean usable = assay_toolbox_get (toolbox, first->id)->usable, other = assay_toolbox_get (toolbox, second->id)->usable;
  int runtimes = g_utf8_collate (first->runtime->name, second->runtime->name);

  if (usable != other)
    return usable ? -1 : 1;

  return runtimes != 0 ? runtimes : g_utf8_collate (first->name, second->name);
}

static void
fill (AssayChoiceList *self)
{
  AssayStore *store = assay_session_get_store (self->session);
  GPtrArray *criteria = assay_store_get_criteria (store);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  remove_rows (self->scenarios, self->scenario_rows, self->scenario_checks);
  remove_rows (self->technologies, self->technology_rows, self->technology_checks);
  for (guint i = 0; i < criteria->len; i++)
    add_criterion (self, store, g_ptr_array_index (criteria, i));
  add_criterion (self, store, NULL);
  g_ptr_array_extend (all, assay_workloads_get_technologies (assay_bench_get_workloads (self->bench)), NULL, NULL);
  g_ptr_array_sort_with_data (all, compare_technologies, assay_bench_get_tools_there (self->bench));
  for (guint i = 0; i < all->len; i++)
    add_technology (self, g_ptr_array_index (all, i));
  self->shown = assay_bench_get_tools_there (self->bench);
}

static void
update (AssayChoiceList *self)
{
  guint n_scenarios, n_technologies;

  if (assay_bench_get_tools_there (self->bench) == NULL)
    return;

  self->updating = TRUE;
  if (self->shown != assay_bench_get_tools_there (self->bench))
    fill (self);
  n_scenarios = update_checks (self->scenario_checks, self->bench, assay_bench_has_scenario);
  n_technologies = update_checks (self->technology_checks, self->bench, assay_bench_has_technology);
  update_subtitles (self, n_scenarios, n_technologies);
  /* The results come below: they are to be in sight. */
  if (assay_bench_is_busy (self->bench))
    {
      adw_expander_row_set_expanded (self->scenarios, FALSE);
      adw_expander_row_set_expanded (self->technologies, FALSE);
    }
  gtk_widget_set_sensitive (self->list, assay_bench_get_state (self->bench) == ASSAY_BENCH_READY);
  self->updating = FALSE;
}

void
assay_choice_list_set_session (AssayChoiceList *self, AssaySession *session)
{
  g_return_if_fail (ASSAY_IS_CHOICE_LIST (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->bench = assay_session_get_bench (session);
  g_signal_connect_object (self->bench, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

GtkWidget *
assay_choice_list_open_scenario (AssayChoiceList *self, const char *id)
{
  g_return_val_if_fail (ASSAY_IS_CHOICE_LIST (self), NULL);

  for (guint i = 0; i < self->scenario_checks->len; i++)
    if (g_strcmp0 (gtk_widget_get_name (self->scenario_checks->pdata[i]), id) == 0)
      {
        adw_expander_row_set_expanded (self->scenarios, TRUE);
        return gtk_widget_get_ancestor (self->scenario_checks->pdata[i], GTK_TYPE_LIST_BOX_ROW);
      }

  return NULL;
}

/* The expander's rows are in a list of its own, whose activation is told here. */
static void
row_activated_cb (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, gpointer data G_GNUC_UNUSED)
{
  GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "check");

  if (check != NULL && gtk_widget_is_sensitive (GTK_WIDGET (check)))
    gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

static void
connect_lists (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX (widget))
    g_signal_connect (widget, "row-activated", G_CALLBACK (row_activated_cb), NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    connect_lists (child);
}

static void
assay_choice_list_dispose (GObject *object)
{
  AssayChoiceList *self = ASSAY_CHOICE_LIST (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (assay_choice_list_parent_class)->dispose (object);
}

static void
assay_choice_list_finalize (GObject *object)
{
  AssayChoiceList *self = ASSAY_CHOICE_LIST (object);

  g_ptr_array_unref (self->scenario_checks);
  g_ptr_array_unref (self->technology_checks);
  g_ptr_array_unref (self->scenario_rows);
  g_ptr_array_unref (self->technology_rows);

  G_OBJECT_CLASS (assay_choice_list_parent_class)->finalize (object);
}

static void
assay_choice_list_class_init (AssayChoiceListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = assay_choice_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = assay_choice_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static AdwExpanderRow *
expander_new (AssayChoiceList *self, const char *title)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  connect_lists (row);

  return ADW_EXPANDER_ROW (row);
}

static void
assay_choice_list_init (AssayChoiceList *self)
{
  self->scenario_checks = g_ptr_array_new ();
  self->technology_checks = g_ptr_array_new ();
  self->scenario_rows = g_ptr_array_new ();
  self->technology_rows = g_ptr_array_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What is measured"), -1);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  self->scenarios = expander_new (self, _ ("Benchmarks"));
  self->technologies = expander_new (self, _ ("Technologies"));
}
