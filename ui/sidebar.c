#include "ui/sidebar.h"

#include "data/model/language.h"
#include "ui/pages.h"

struct _AssaySidebar
{
  GtkWidget parent_instance;

  GtkWidget *pane;
  GtkListBox *list;
  AdwWindowTitle *title;
  gboolean outside;       /* a page is shown that isn't in the list: the first row is selected by whoever comes to the list with the Tab key */
};

G_DEFINE_FINAL_TYPE (AssaySidebar, assay_sidebar, GTK_TYPE_WIDGET)

enum
{
  PROP_SUBTITLE = 1,
  N_PROPS,
};

enum
{
  PAGE_SELECTED,
  PAGE_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static const AssayPageKind *
row_page (GtkListBoxRow *row)
{
  return &assay_pages (NULL)[gtk_list_box_row_get_index (row)];
}

static GtkWidget *
row_new (const AssayPageKind *page)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (page->title));
  GtkWidget *hint = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (page->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "secondary");
  gtk_widget_set_visible (hint, FALSE);
  gtk_box_append (GTK_BOX (box), hint);
  g_object_set_data (G_OBJECT (row), "hint", hint);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (page->title), -1);

  return row;
}

static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  const char *section = row_page (row)->section;
  GtkWidget *header;

  if (section == NULL || gtk_list_box_row_get_header (row) != NULL)
    return;

  header = g_object_new (GTK_TYPE_LABEL,
                         "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                         "label", _ (section),
                         "xalign", 0.0,
                         "css-classes", (const char *[]) { "section", "caption-heading", "secondary", NULL },
                         NULL);
  gtk_list_box_row_set_header (row, header);
}

static void
row_selected_cb (AssaySidebar *self, GtkListBoxRow *row)
{
  gboolean entered = self->outside;

  if (row == NULL)
    return;
  /* To go there is another thing than to come by: Enter and a click activate the row. */
  self->outside = FALSE;
  if (!entered)
    g_signal_emit (self, signals[PAGE_SELECTED], 0, row_page (row)->id);
}

static void
row_activated_cb (AssaySidebar *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[PAGE_ACTIVATED], 0, row_page (row)->id);
}

void
assay_sidebar_select (AssaySidebar *self, const char *page)
{
  const AssayPageKind *pages;
  guint i = 0, n;

  g_return_if_fail (ASSAY_IS_SIDEBAR (self));

  pages = assay_pages (&n);
  while (i < n && g_strcmp0 (pages[i].id, page) != 0)
    i++;
  self->outside = i == n;
  gtk_list_box_select_row (self->list, i < n ? gtk_list_box_get_row_at_index (self->list, (int) i) : NULL);
}

void
assay_sidebar_set_hint (AssaySidebar *self, const char *page, const char *hint)
{
  const AssayPageKind *kind = assay_pages_find (page);
  GtkListBoxRow *row;
  GtkLabel *label;

  g_return_if_fail (ASSAY_IS_SIDEBAR (self));
  g_return_if_fail (kind != NULL);

  row = gtk_list_box_get_row_at_index (self->list, (int) (kind - assay_pages (NULL)));
  label = g_object_get_data (G_OBJECT (row), "hint");
  gtk_label_set_label (label, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (label), hint != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint != NULL ? hint : "", -1);
}

static void
assay_sidebar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SUBTITLE)
    g_value_set_string (value, adw_window_title_get_subtitle (ASSAY_SIDEBAR (object)->title));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
assay_sidebar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SUBTITLE)
    adw_window_title_set_subtitle (ASSAY_SIDEBAR (object)->title, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* The list is one stop of the Tab key, its arrow keys lead through the pages. By itself a list stops at each row, which would show every page on the way,
 * and leave the keyboard no way into any but the last. */
static gboolean
assay_sidebar_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AssaySidebar *self = ASSAY_SIDEBAR (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return GTK_WIDGET_CLASS (assay_sidebar_parent_class)->focus (widget, direction);

  return gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
assay_sidebar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_SIDEBAR);

  G_OBJECT_CLASS (assay_sidebar_parent_class)->dispose (object);
}

static void
assay_sidebar_class_init (AssaySidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = assay_sidebar_get_property;
  object_class->set_property = assay_sidebar_set_property;
  object_class->dispose = assay_sidebar_dispose;
  widget_class->focus = assay_sidebar_focus;

  props[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[PAGE_SELECTED] = g_signal_new ("page-selected", ASSAY_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PAGE_ACTIVATED] = g_signal_new ("page-activated", ASSAY_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/sidebar.ui");
  /* A template's outermost child must be bound: that is how gtk_widget_dispose_template() finds it in GTK 4.8. */
  gtk_widget_class_bind_template_child (widget_class, AssaySidebar, pane);
  gtk_widget_class_bind_template_child (widget_class, AssaySidebar, list);
  gtk_widget_class_bind_template_child (widget_class, AssaySidebar, title);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_sidebar_init (AssaySidebar *self)
{
  const AssayPageKind *pages;
  guint n;

  gtk_widget_init_template (GTK_WIDGET (self));

  pages = assay_pages (&n);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, row_new (&pages[i]));
  gtk_list_box_set_header_func (self->list, update_header_cb, NULL, NULL);
}
