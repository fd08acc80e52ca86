/* A chart as a table. */
#pragma once

#include <adwaita.h>

#include "data/model/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_TABLE_WINDOW (assay_table_window_get_type ())
G_DECLARE_FINAL_TYPE (AssayTableWindow, assay_table_window, ASSAY, TABLE_WINDOW, AdwWindow)

/* Shows the figures of @figure above @parent; returns the window (transfer none). Ctrl+C copies the chosen rows, Esc closes. */
AssayTableWindow *assay_table_window_present (GtkWindow        *parent,
                                              AssayFigure      *figure);
/* The rows that are chosen, or all if there are none, as tab-separated text (transfer full). */
char             *assay_table_window_get_tsv (AssayTableWindow *self);

G_END_DECLS
