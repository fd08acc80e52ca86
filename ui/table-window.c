#include "ui/table-window.h"

#include "data/model/figure.h"
#include "data/model/language.h"
#include "plots/figure-table.h"
#include "ui/table-model.h"
#include "ui/text-scale.h"

struct _AssayTableWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkColumnView *view;
  AdwToastOverlay *toasts;

  AssayFigureTable *table;
  GtkSelectionModel *selection;
};

G_DEFINE_FINAL_TYPE (AssayTableWindow, assay_table_window, ADW_TYPE_WINDOW)

static void
setup_number_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item, gpointer data G_GNUC_UNUSED)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_list_item_set_child (item, label);
}

static void
setup_words_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item, gpointer data G_GNUC_UNUSED)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item, gpointer column)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  AssayTableRow *row = ASSAY_TABLE_ROW (gtk_list_item_get_item (item));
  g_autofree char *cell = assay_table_row_get_cell (row, GPOINTER_TO_UINT (column));

  gtk_label_set_text (label, cell);
  if (gtk_label_get_ellipsize (label) != PANGO_ELLIPSIZE_NONE)
    gtk_widget_set_tooltip_text (GTK_WIDGET (label), cell);
}

static GtkColumnViewColumn *
column_new (AssayFigureTable *table, guint number)
{
  gboolean numeric = assay_figure_table_is_numeric (table, number);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (assay_figure_table_get_title (table, number), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (numeric ? setup_number_cb : setup_words_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (number));
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, !numeric);

  return column;
}

static void
set_figure (AssayTableWindow *self, AssayFigure *figure)
{
  self->table = assay_figure_table_new (figure);
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (assay_table_model_new (self->table)));
  gtk_column_view_set_model (self->view, self->selection);

  for (guint i = 0; i < assay_figure_table_get_n_columns (self->table); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = column_new (self->table, i);

      gtk_column_view_append_column (self->view, column);
    }

  gtk_window_set_title (GTK_WINDOW (self), figure->finding);
  adw_window_title_set_title (self->title, figure->finding);
  adw_window_title_set_subtitle (self->title, figure->subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, figure->finding, -1);
}

char *
assay_table_window_get_tsv (AssayTableWindow *self)
{
  g_autoptr (GtkBitset) chosen = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (ASSAY_IS_TABLE_WINDOW (self), NULL);

  chosen = gtk_selection_model_get_selection (self->selection);
  for (guint i = 0; i < gtk_bitset_get_size (chosen); i++)
    {
      guint row = gtk_bitset_get_nth (chosen, i);

      g_array_append_val (rows, row);
    }

  return assay_figure_table_to_tsv (self->table, rows->len > 0 ? rows : NULL);
}

static void
copy_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  AssayTableWindow *self = ASSAY_TABLE_WINDOW (widget);
  g_autofree char *tsv = assay_table_window_get_tsv (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), tsv);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Table copied")));
}

static void
assay_table_window_dispose (GObject *object)
{
  AssayTableWindow *self = ASSAY_TABLE_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ASSAY_TYPE_TABLE_WINDOW);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->table, assay_figure_table_unref);

  G_OBJECT_CLASS (assay_table_window_parent_class)->dispose (object);
}

static void
assay_table_window_class_init (AssayTableWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_table_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/table-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayTableWindow, title);
  gtk_widget_class_bind_template_child (widget_class, AssayTableWindow, view);
  gtk_widget_class_bind_template_child (widget_class, AssayTableWindow, toasts);
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
assay_table_window_init (AssayTableWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AssayTableWindow *
assay_table_window_present (GtkWindow *parent, AssayFigure *figure)
{
  AssayTableWindow *self = g_object_new (ASSAY_TYPE_TABLE_WINDOW, "transient-for", parent, NULL);

  set_figure (self, figure);
  assay_text_follow (GTK_WINDOW (self), parent);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->view));
  gtk_window_present (GTK_WINDOW (self));

  return self;
}
