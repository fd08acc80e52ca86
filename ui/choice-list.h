/* What can be measured, with check marks: benchmarks by criterion, technologies with the version found or what would install them. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_CHOICE_LIST (assay_choice_list_get_type ())
G_DECLARE_FINAL_TYPE (AssayChoiceList, assay_choice_list, ASSAY, CHOICE_LIST, GtkWidget)

/* Shows what the session's bench has found, and follows it; NULL takes it away. */
void       assay_choice_list_set_session (AssayChoiceList *self, AssaySession *session);
/* The row of that scenario, unfolded, so that it can be scrolled to; NULL if it isn't there (yet). Transfer none. */
GtkWidget *assay_choice_list_open_scenario (AssayChoiceList *self, const char *id);

G_END_DECLS
