/* Asks which technology a file is about that doesn't say so itself. */
#pragma once

#include <adwaita.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* @subject: the id that was chosen, valid during the call; NULL if the user thought better of it. */
typedef void (*AssaySubjectChosen) (const char *subject, gpointer data);

/* Shows @why and the catalogue's subjects that can be measured; calls @chosen once. */
void assay_subject_window_present (GtkWindow *parent, AssayStore *store, const char *why, AssaySubjectChosen chosen, gpointer data);

G_END_DECLS
