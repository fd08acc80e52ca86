/* What is said of just such projects, and whether it holds: the statements of the answers that a profile gives. */
#pragma once

#include "ui/adviser.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_SAID_LIST (assay_said_list_get_type ())
G_DECLARE_FINAL_TYPE (AssaySaidList, assay_said_list, ASSAY, SAID_LIST, GtkWidget)

/* Verdicts are those of @session, as soon as it has them. */
void assay_said_list_set_adviser (AssaySaidList *self, AssayAdviser *adviser, AssaySession *session);

G_END_DECLS
