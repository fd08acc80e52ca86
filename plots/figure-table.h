/* The figures of a chart as rows and columns of text: what a screen reader, a spreadsheet and a doubter want. */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* A row a category, x value or sample; a column a series, or two for all of them where no row has points of two. Immutable; boxed, atomically counted. Text is made when it is asked
 * for, so that a million rows cost no more than those in view. */
typedef struct _AssayFigureTable AssayFigureTable;

#define ASSAY_TYPE_FIGURE_TABLE (assay_figure_table_get_type ())
GType             assay_figure_table_get_type     (void) G_GNUC_CONST;
AssayFigureTable *assay_figure_table_new          (AssayFigure      *figure);
AssayFigureTable *assay_figure_table_ref          (AssayFigureTable *self);
void              assay_figure_table_unref        (AssayFigureTable *self);

guint             assay_figure_table_get_n_rows   (const AssayFigureTable *self);
/* First what is listed, last the origin. */
guint             assay_figure_table_get_n_columns (const AssayFigureTable *self);
/* Whether it holds figures, not words. */
gboolean          assay_figure_table_is_numeric   (const AssayFigureTable *self, guint column);
/* Transfer none. */
const char       *assay_figure_table_get_title    (const AssayFigureTable *self, guint column);
/* "1,136,117 req/s (1,120,001 req/s to 1,150,233 req/s)", with the gate's reasons; "" where there is nothing. Transfer full. */
char             *assay_figure_table_get_cell     (const AssayFigureTable *self, guint row, guint column);
/* Whether the series share one column of values, and their names have one. */
gboolean          assay_figure_table_is_alone     (const AssayFigureTable *self);
/* Which point of @series (its place in the figure) stands in a row; -1 if it has none there. */
int               assay_figure_table_find_point   (const AssayFigureTable *self, guint row, guint series);
/* Titles and the rows of @rows (of guint; NULL: all), tabs between cells, a line each. Transfer full. */
char             *assay_figure_table_to_tsv       (const AssayFigureTable *self, const GArray *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayFigureTable, assay_figure_table_unref)

G_END_DECLS
