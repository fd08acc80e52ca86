#include "ui/table-model.h"

struct _AssayTableRow
{
  GObject parent_instance;

  AssayFigureTable *table;
  guint position;
};

struct _AssayTableModel
{
  GObject parent_instance;

  AssayFigureTable *table;
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE (AssayTableRow, assay_table_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (AssayTableModel, assay_table_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
assay_table_row_finalize (GObject *object)
{
  assay_figure_table_unref (ASSAY_TABLE_ROW (object)->table);

  G_OBJECT_CLASS (assay_table_row_parent_class)->finalize (object);
}

static void
assay_table_row_class_init (AssayTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = assay_table_row_finalize;
}

static void
assay_table_row_init (AssayTableRow *self G_GNUC_UNUSED)
{
}

char *
assay_table_row_get_cell (AssayTableRow *self, guint column)
{
  g_return_val_if_fail (ASSAY_IS_TABLE_ROW (self), NULL);

  return assay_figure_table_get_cell (self->table, self->position, column);
}

static GType
get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return ASSAY_TYPE_TABLE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return assay_figure_table_get_n_rows (ASSAY_TABLE_MODEL (model)->table);
}

static gpointer
get_item (GListModel *model, guint position)
{
  AssayTableRow *row;

  if (position >= get_n_items (model))
    return NULL;

  row = g_object_new (ASSAY_TYPE_TABLE_ROW, NULL);
  row->table = assay_figure_table_ref (ASSAY_TABLE_MODEL (model)->table);
  row->position = position;

  return row;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
assay_table_model_finalize (GObject *object)
{
  assay_figure_table_unref (ASSAY_TABLE_MODEL (object)->table);

  G_OBJECT_CLASS (assay_table_model_parent_class)->finalize (object);
}

static void
assay_table_model_class_init (AssayTableModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = assay_table_model_finalize;
}

static void
assay_table_model_init (AssayTableModel *self G_GNUC_UNUSED)
{
}

GListModel *
assay_table_model_new (AssayFigureTable *table)
{
  AssayTableModel *self = g_object_new (ASSAY_TYPE_TABLE_MODEL, NULL);

  self->table = assay_figure_table_ref (table);

  return G_LIST_MODEL (self);
}
