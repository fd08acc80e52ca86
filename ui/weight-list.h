/* What each decision driver weighs, and what holds besides: orders, musts, the user's own judgements. */
#pragma once

#include "ui/adviser.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_WEIGHT_LIST (assay_weight_list_get_type ())
G_DECLARE_FINAL_TYPE (AssayWeightList, assay_weight_list, ASSAY, WEIGHT_LIST, GtkWidget)

/* Emits "removed" (text) when a condition was removed: the page offers to undo it. */
void assay_weight_list_set_adviser (AssayWeightList *self, AssayAdviser *adviser);
/* Weights alone, without what only the Advisor page can do: conditions, menus, Reset Weights. Before the adviser is set. */
void assay_weight_list_set_plain   (AssayWeightList *self);
/* Shows what the profile says now where it was not the list itself that changed it. */
void assay_weight_list_update      (AssayWeightList *self);

G_END_DECLS
