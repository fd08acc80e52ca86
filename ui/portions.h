/* What has many parts is built a few at a time, with frames between, so that no frame is late. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

/* Builds the part @index of @widget; FALSE if there is none, or if it was the last. */
typedef gboolean (*AssayPortion) (GtkWidget *widget, guint index, gpointer data);

/* Calls @next with 0, 1, ..., a few in each frame of @page, which shows while @widget in it may be hidden, until it returns FALSE or @widget goes; @data must
 * live as long. Instead of what @widget was being built before. */
void assay_portions_build  (GtkWidget *widget, GtkWidget *page, AssayPortion next, gpointer data);
/* Builds the rest at once. */
void assay_portions_finish (GtkWidget *widget);

G_END_DECLS
