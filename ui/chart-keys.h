/* Which mark a key leads to. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASSAY_NO_MARK -1       /* as a mark: none is read */
#define ASSAY_NO_KEY  -2       /* as an answer: the key isn't for the chart */

/* @mark is the one of @n that is read now, or ASSAY_NO_MARK; @keyval a GDK_KEY_ value. Arrows go a mark on or back and stop at
 * the ends, Home and End go there. */
int      assay_chart_key_target   (int              mark,
                                   int              n,
                                   guint            keyval,
                                   GtkTextDirection direction);
gboolean assay_chart_key_is_enter (guint            keyval);

G_END_DECLS
