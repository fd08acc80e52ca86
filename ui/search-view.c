#include "ui/search-view.h"

#include <string.h>

#include "data/advice/assessment.h"
#include "data/advice/search-catalogue.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "ui/pages.h"
#include "ui/session.h"
#include "ui/waiting.h"

/* So many of a kind are shown at first. */
#define FIRST 5

struct _AssaySearchView
{
  GtkWidget parent_instance;

  AssaySession *session;
  AssaySearchIndex *index;       /* NULL before it is made */
  GCancellable *making;          /* NULL: nobody makes it */
  gboolean opened[ASSAY_N_FINDS]; /* kinds of which all are shown */

  GtkWidget *box;
  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AssaySearchView, assay_search_view, GTK_TYPE_WIDGET)

enum { CLOSED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* What a kind is called, and the window's action that shows one by its id. */
static const struct
{
  const char *one, *many, *action;
} kinds[] = {
  [ASSAY_FIND_PAGE] = { N_ ("Page"), N_ ("Pages"), "win.goto" },
  [ASSAY_FIND_CHART] = { N_ ("Chart"), N_ ("Charts"), "win.show-chart" },
  [ASSAY_FIND_CLAIM] = { N_ ("Claim"), N_ ("Claims"), "win.show-statement" },
  [ASSAY_FIND_SCENARIO] = { N_ ("Benchmark"), N_ ("Benchmarks"), "win.show-scenario" },
  [ASSAY_FIND_PROFILE] = { N_ ("Profile"), N_ ("Profiles"), "win.advisor-choose" },
  [ASSAY_FIND_SOURCE] = { N_ ("Source"), N_ ("Sources"), "win.show-source" },
};

#define KIND "assay-kind"   /* of a row, one more than it is */
#define FOUND "assay-id"    /* of a row; none: it shows all of its kind */

static AssayFindKind
kind_of (GtkListBoxRow *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), KIND)) - 1;
}

static GtkWidget *
label_new (const char *text, int lines)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "lines", lines, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
}

/* Takes over @child. */
static void
add_row (AssaySearchView *self, AssayFindKind kind, GtkWidget *child, const char *id, const char *name)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (row, "source");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  g_object_set_data (G_OBJECT (row), KIND, GUINT_TO_POINTER (kind + 1));
  g_object_set_data_full (G_OBJECT (row), FOUND, g_strdup (id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->list, row);
}

static void
add_find (AssaySearchView *self, const AssayFind *find)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *name = g_strdup_printf ("%s: %s", _ (kinds[find->kind].one), find->title);

  gtk_box_append (GTK_BOX (words), label_new (find->title, 2));
  if (find->detail != NULL && *find->detail != '\0')
    {
      GtkWidget *detail = label_new (find->detail, 1);

      gtk_widget_add_css_class (detail, "caption");
      gtk_widget_add_css_class (detail, "secondary");
      gtk_box_append (GTK_BOX (words), detail);
    }
  add_row (self, find->kind, words, find->id, name);
}

static void
add_group (AssaySearchView *self, const AssayFindGroup *group)
{
  guint n = self->opened[group->kind] ? group->finds->len : MIN (FIRST, group->finds->len);
  g_autofree char *rest = g_strdup_printf (/* Translators: “Show All 12 Charts” */ _ ("Show All %u %s"), group->finds->len, _ (kinds[group->kind].many));
  GtkWidget *label;

  for (guint i = 0; i < n; i++)
    add_find (self, group->finds->pdata[i]);
  if (n == group->finds->len)
    return;
  label = label_new (rest, 1);
  gtk_widget_add_css_class (label, "accent");
  add_row (self, group->kind, label, NULL, rest);
}

static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data G_GNUC_UNUSED)
{
  if (before != NULL && kind_of (before) == kind_of (row))
    gtk_list_box_row_set_header (row, NULL);
  else if (gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (row, g_object_new (GTK_TYPE_LABEL,
                                                    "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                                    "label", _ (kinds[kind_of (row)].many),
                                                    "xalign", 0.0,
                                                    "css-classes", (const char *[]) { "choice-heading", "caption-heading", "secondary", NULL },
                                                    NULL));
}

static void
show_finds (AssaySearchView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) groups = NULL;
  g_autofree char *typed = g_strstrip (g_strdup (text));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (*typed == '\0' || self->index == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, *typed == '\0' ? "hint" : "waiting");
      return;
    }
  groups = assay_search_index_find (self->index, text);
  for (guint i = 0; i < groups->len; i++)
    add_group (self, groups->pdata[i]);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_stack_set_visible_child_name (self->stack, groups->len > 0 ? "list" : "nothing");
}

static void
search_changed_cb (AssaySearchView *self)
{
  memset (self->opened, 0, sizeof self->opened);
  show_finds (self);
}

/* --- the index --- */

typedef struct
{
  AssayStore *store;
  AssayAssessment *assessment;
  double today;
} Order;

static void
order_free (Order *self)
{
  g_object_unref (self->store);
  assay_assessment_unref (self->assessment);
  g_free (self);
}

static void
make_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  const Order *order = data;
  AssaySearchIndex *index = assay_search_catalogue (order->store, order->assessment, order->today);
  const AssayPageKind *pages;
  guint n;

  pages = assay_pages (&n);
  for (guint i = 0; i < n; i++)
    assay_search_index_add (index, ASSAY_FIND_PAGE, pages[i].id, _ (pages[i].title), NULL, pages[i].id);
  g_task_return_pointer (task, index, (GDestroyNotify) assay_search_index_unref);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssaySearchView *self = ASSAY_SEARCH_VIEW (source);
  AssaySearchIndex *index = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Only one that nobody waits for any more gives none. */
  if (index == NULL)
    return;
  g_clear_object (&self->making);
  self->index = index;
  show_finds (self);
}

/* Once both the catalogue and its verdicts are there, and somebody searches. */
static void
make_index (AssaySearchView *self)
{
  AssayAssessment *assessment = assay_session_get_assessment (self->session);
  g_autoptr (GTask) task = NULL;
  Order *order;

  if (self->index != NULL || self->making != NULL || assessment == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  order = g_new0 (Order, 1);
  *order = (Order) { g_object_ref (assay_session_get_store (self->session)), assay_assessment_ref (assessment), assay_session_get_today (self->session) };
  self->making = g_cancellable_new ();
  task = g_task_new (self, self->making, made_cb, NULL);
  g_task_set_source_tag (task, make_index);
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  g_task_run_in_thread (task, make_in_thread);
}

/* Another catalogue: what was found in the last one may be gone. */
static void
renew_cb (AssaySearchView *self)
{
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  g_clear_pointer (&self->index, assay_search_index_unref);
  make_index (self);
}

/* --- keys and clicks --- */

static void
row_activated_cb (AssaySearchView *self, GtkListBoxRow *row)
{
  AssayFindKind kind = kind_of (row);
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), FOUND));
  int index = gtk_list_box_row_get_index (row);

  if (id != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), kinds[kind].action, "s", id);
      return;
    }
  self->opened[kind] = TRUE;
  show_finds (self);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, index)));
}

/* Enter in the entry goes to the best; it may come before the search that typing began. The entry gets the keys that are pressed in the list, too. */
static void
activate_cb (AssaySearchView *self)
{
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (gtk_widget_get_focus_child (GTK_WIDGET (self->list)));

  if (row != NULL)
    {
      row_activated_cb (self, row);
      return;
    }
  search_changed_cb (self);
  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    row_activated_cb (self, row);
}

static void
close_cb (AssaySearchView *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static gboolean
entry_key_cb (AssaySearchView *self, guint key)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) || row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (row));

  return GDK_EVENT_STOP;
}

static gboolean
list_key_cb (AssaySearchView *self, guint key)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  close_cb (self);

  return GDK_EVENT_STOP;
}

/* Up from the first leads back to the entry, to go on with what is in it. */
static gboolean
keynav_failed_cb (AssaySearchView *self, GtkDirectionType direction)
{
  if (direction != GTK_DIR_UP)
    return FALSE;

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);

  return TRUE;
}

void
assay_search_view_begin (AssaySearchView *self)
{
  g_return_if_fail (ASSAY_IS_SEARCH_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
assay_search_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (assay_search_view_parent_class)->map (widget);
  make_index (ASSAY_SEARCH_VIEW (widget));
}

static void
assay_search_view_dispose (GObject *object)
{
  AssaySearchView *self = ASSAY_SEARCH_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_SEARCH_VIEW);
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  g_clear_pointer (&self->index, assay_search_index_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (assay_search_view_parent_class)->dispose (object);
}

static void
assay_search_view_class_init (AssaySearchViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_search_view_dispose;
  widget_class->map = assay_search_view_map;

  signals[CLOSED] = g_signal_new ("closed", ASSAY_TYPE_SEARCH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/search-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AssaySearchView, box);
  gtk_widget_class_bind_template_child (widget_class, AssaySearchView, entry);
  gtk_widget_class_bind_template_child (widget_class, AssaySearchView, stack);
  gtk_widget_class_bind_template_child (widget_class, AssaySearchView, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, keynav_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_key_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_search_view_init (AssaySearchView *self)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == ASSAY_N_FINDS);
  g_type_ensure (ASSAY_TYPE_WAITING);
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_list_box_set_header_func (self->list, update_header_cb, NULL, NULL);
  gtk_search_entry_set_key_capture_widget (self->entry, GTK_WIDGET (self->list));
}

GtkWidget *
assay_search_view_new (AssaySession *session)
{
  AssaySearchView *self = g_object_new (ASSAY_TYPE_SEARCH_VIEW, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "assessment-changed", G_CALLBACK (renew_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
