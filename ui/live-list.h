/* The public sources that can be asked: when what is there came, what failed, and the way to each feed. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_LIVE_LIST (assay_live_list_get_type ())
G_DECLARE_FINAL_TYPE (AssayLiveList, assay_live_list, ASSAY, LIVE_LIST, GtkBox)

/* Follows @refresher from now on. */
void assay_live_list_set_refresher (AssayLiveList *self, AssayRefresher *refresher);

G_END_DECLS
