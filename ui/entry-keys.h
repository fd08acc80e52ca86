/* Arrow keys lead from a row with a text to the rows above and below. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

/* Up and Down in the texts of @window's rows do what they do in the other rows of a list. */
void assay_entry_keys (GtkWidget *window);

G_END_DECLS
