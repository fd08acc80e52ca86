/* Where a figure comes from: the card that every mark leads to. */
#pragma once

#include <adwaita.h>

#include "data/model/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_ORIGIN_WINDOW (assay_origin_window_get_type ())
G_DECLARE_FINAL_TYPE (AssayOriginWindow, assay_origin_window, ASSAY, ORIGIN_WINDOW, AdwWindow)

/* Shows @origin above @parent, and before it the value @datum that came from there, if it isn't %NULL. */
void             assay_origin_window_present      (GtkWindow         *parent,
                                                   AssayProvenance   *origin,
                                                   AssayDatum        *datum);
/* Lists @origins (of AssayProvenance), each a click away from its card; a single one is shown at once. */
void             assay_origin_window_present_list (GtkWindow         *parent,
                                                   GPtrArray         *origins);
/* The origin that is shown (transfer none), or %NULL: the list. */
AssayProvenance *assay_origin_window_get_origin   (AssayOriginWindow *self);

G_END_DECLS
