/* The rows of a table as a list that makes them when they come into view. */
#pragma once

#include <gio/gio.h>

#include "plots/figure-table.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_TABLE_ROW (assay_table_row_get_type ())
G_DECLARE_FINAL_TYPE (AssayTableRow, assay_table_row, ASSAY, TABLE_ROW, GObject)

/* Transfer full. */
char       *assay_table_row_get_cell (AssayTableRow    *self,
                                      guint             column);

#define ASSAY_TYPE_TABLE_MODEL (assay_table_model_get_type ())
G_DECLARE_FINAL_TYPE (AssayTableModel, assay_table_model, ASSAY, TABLE_MODEL, GObject)

GListModel *assay_table_model_new    (AssayFigureTable *table);

G_END_DECLS
