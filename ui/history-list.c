#include "ui/history-list.h"

#include "data/model/language.h"
#include "data/model/units.h"
#include "ui/badge.h"
#include "ui/bench.h"
#include "ui/compare-window.h"
#include "ui/run-window.h"
#include "ui/session.h"

/* Rows that are made at once: a page of hundreds takes its time to appear. */
#define FIRST_ROWS 30

struct _AssayHistoryList
{
  GtkWidget parent_instance;

  AssaySession *session;
  AssayBench *bench;
  GPtrArray *marked;     /* of char*, ids in the order in which they were marked, two at most */
  gboolean all;

  GtkWidget *box;
  GtkListBox *list;
  GtkLabel *nothing;
  GtkWidget *more, *compare;
};

G_DEFINE_FINAL_TYPE (AssayHistoryList, assay_history_list, GTK_TYPE_WIDGET)

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

/* "Express, Flask and 4 more". */
static char *
describe_cells (const AssayRun *run)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < run->cells->len; i++)
    {
      AssayRunCell *cell = g_ptr_array_index (run->cells, i);

      if (!g_ptr_array_find_with_equal_func (names, cell->name, g_str_equal, NULL))
        g_ptr_array_add (names, cell->name);
    }
  for (guint i = 0; i < MIN (names->len, 4); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (char *) g_ptr_array_index (names, i));
  if (names->len > 4)
    g_string_append_printf (text, _ (" and %u more"), names->len - 4);

  return g_string_free (text, FALSE);
}

char *
assay_history_describe_moment (const char *iso)
{
  g_autoptr (GDateTime) utc = iso != NULL ? g_date_time_new_from_iso8601 (iso, NULL) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%-d %b %Y, %H:%M") : g_strdup (iso != NULL ? iso : "undated");
}

/* " · Build server · Intel … · from the team". A machine that is called by its source has that said once. */
static char *
describe_where (const AssayRun *run)
{
  GString *text = g_string_new (NULL);

  if (run->machine->name != NULL && g_strcmp0 (run->machine->name, run->via) != 0)
    g_string_append_printf (text, " · %s", run->machine->name);
  if (run->machine->cpu != NULL)
    g_string_append_printf (text, " · %s", run->machine->cpu);
  if (run->via != NULL)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _("from %s"), run->via);
    }

  return g_string_free (text, FALSE);
}

static char *
describe_run (const AssayRun *run)
{
  g_autofree char *moment = assay_history_describe_moment (run->started);
  g_autofree char *cells = describe_cells (run);
  g_autofree char *where = describe_where (run);

  return g_strdup_printf ("%s · %s · %s%s%s", moment, cells, run->plan, run->complete ? "" : _ (", stopped early"), where);
}

static void
update_compare (AssayHistoryList *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.compare", self->marked->len == 2);
  gtk_widget_set_visible (self->compare, self->marked->len == 2);
}

/* A third mark takes the first one's place. */
static void
mark_toggled_cb (GtkCheckButton *check, AssayHistoryList *self)
{
  const char *id = gtk_widget_get_name (GTK_WIDGET (check));
  guint index;

  if (!gtk_check_button_get_active (check))
    {
      if (g_ptr_array_find_with_equal_func (self->marked, id, g_str_equal, &index))
        g_ptr_array_remove_index (self->marked, index);
    }
  else
    {
      GtkListBoxRow *row;

      for (int i = 0; self->marked->len >= 2 && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
        {
          GtkCheckButton *other = g_object_get_data (G_OBJECT (row), "check");

          if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (other)), g_ptr_array_index (self->marked, 0)) == 0)
            gtk_check_button_set_active (other, FALSE);
        }
      g_ptr_array_add (self->marked, g_strdup (id));
    }
  update_compare (self);
}

static GtkWidget *
mark_new (AssayHistoryList *self, const AssayRun *run, const char *title)
{
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *name = g_strdup_printf (_ ("Mark “%s” to be compared"), title);

  gtk_widget_set_name (check, run->id);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (check, _ ("Mark to Be Compared"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               g_ptr_array_find_with_equal_func (self->marked, run->id, g_str_equal, NULL));
  g_signal_connect (check, "toggled", G_CALLBACK (mark_toggled_cb), self);

  return check;
}

static GtkWidget *
delete_new (const AssayRun *run, const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Delete “%s”"), title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Delete Run"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.delete-run");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", run->id);

  return button;
}

static GtkWidget *
row_new (AssayHistoryList *self, const AssayRun *run)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  const char *scenario = assay_language_words (run->title);
  g_autofree char *title = run->name != NULL ? g_strdup_printf ("%s: %s", run->name, scenario) : g_strdup (scenario);
  g_autofree char *detail = describe_run (run);
  g_autofree char *finding = assay_run_finding (run);
  g_autofree char *name = g_strdup_printf ("%s: %s", title, finding);
  GtkWidget *check = mark_new (self, run, title);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), label_new (title, NULL));
  gtk_box_append (GTK_BOX (words), label_new (finding, "caption"));
  gtk_box_append (GTK_BOX (words), label_new (detail, "caption"));
  gtk_box_append (GTK_BOX (line), check);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), delete_new (run, title));
  gtk_widget_add_css_class (row, "source");
  gtk_widget_set_name (row, run->id);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (row), "check", check);

  return row;
}

/* A deleted run is marked no more. */
static void
forget_marks (AssayHistoryList *self)
{
  for (guint i = self->marked->len; i > 0; i--)
    if (assay_bench_find_run (self->bench, g_ptr_array_index (self->marked, i - 1)) == NULL)
      g_ptr_array_remove_index (self->marked, i - 1);
  update_compare (self);
}

static void
update_nothing (AssayHistoryList *self, guint n)
{
  const GError *error = assay_bench_get_history_error (self->bench);
  g_autofree char *text = NULL;

  if (error != NULL)
    text = g_strdup_printf (_ ("The history could not be read: %s"), error->message);
  gtk_label_set_label (self->nothing, text != NULL ? text : _ ("Runs that are measured or imported are listed here. Two that are marked can be compared."));
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
}

static void
update (AssayHistoryList *self)
{
  GPtrArray *runs = assay_bench_get_history (self->bench);
  guint n = runs != NULL ? runs->len : 0, shown = self->all ? n : MIN (n, FIRST_ROWS);
  GtkListBoxRow *row;

  forget_marks (self);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < shown; i++)
    gtk_list_box_append (self->list, row_new (self, g_ptr_array_index (runs, i)));
  gtk_widget_set_visible (self->more, shown < n);
  update_nothing (self, n);
}

static void
more_cb (AssayHistoryList *self)
{
  self->all = TRUE;
  update (self);
}

static void
row_activated_cb (AssayHistoryList *self, GtkListBoxRow *row)
{
  AssayRun *run = assay_bench_find_run (self->bench, gtk_widget_get_name (GTK_WIDGET (row)));

  if (run != NULL)
    assay_run_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session, run);
}

/* The older run first: the newer is set against it. */
static void
compare_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  AssayHistoryList *self = ASSAY_HISTORY_LIST (widget);
  AssayRun *a, *b;

  if (self->marked->len != 2)
    return;

  a = assay_bench_find_run (self->bench, g_ptr_array_index (self->marked, 0));
  b = assay_bench_find_run (self->bench, g_ptr_array_index (self->marked, 1));
  if (a == NULL || b == NULL)
    return;
  if (g_strcmp0 (a->started, b->started) > 0)
    assay_compare_window_present (GTK_WINDOW (gtk_widget_get_root (widget)), b, a);
  else
    assay_compare_window_present (GTK_WINDOW (gtk_widget_get_root (widget)), a, b);
}

void
assay_history_list_set_session (AssayHistoryList *self, AssaySession *session)
{
  g_return_if_fail (ASSAY_IS_HISTORY_LIST (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->bench = assay_session_get_bench (session);
  g_signal_connect_object (self->bench, "history-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
assay_history_list_dispose (GObject *object)
{
  AssayHistoryList *self = ASSAY_HISTORY_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_HISTORY_LIST);
  g_clear_object (&self->session);
  g_clear_pointer (&self->marked, g_ptr_array_unref);

  G_OBJECT_CLASS (assay_history_list_parent_class)->dispose (object);
}

static void
assay_history_list_class_init (AssayHistoryListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_history_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/history-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayHistoryList, box);
  gtk_widget_class_bind_template_child (widget_class, AssayHistoryList, list);
  gtk_widget_class_bind_template_child (widget_class, AssayHistoryList, nothing);
  gtk_widget_class_bind_template_child (widget_class, AssayHistoryList, more);
  gtk_widget_class_bind_template_child (widget_class, AssayHistoryList, compare);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_install_action (widget_class, "history.compare", NULL, compare_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_history_list_init (AssayHistoryList *self)
{
  self->marked = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  update_compare (self);
}
