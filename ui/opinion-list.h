/* The opinions that bear on a decision, and the user's stance to each. */
#pragma once

#include "ui/adviser.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_OPINION_LIST (assay_opinion_list_get_type ())
G_DECLARE_FINAL_TYPE (AssayOpinionList, assay_opinion_list, ASSAY, OPINION_LIST, GtkWidget)

void assay_opinion_list_set_adviser (AssayOpinionList *self, AssayAdviser *adviser);

G_END_DECLS
