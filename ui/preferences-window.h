/* Preferences: each takes effect at once. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_PREFERENCES_WINDOW (assay_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (AssayPreferencesWindow, assay_preferences_window, ASSAY, PREFERENCES_WINDOW, AdwWindow)

/* Over @parent, one at a time. */
void assay_preferences_window_present (GtkWindow *parent, AssaySession *session);

G_END_DECLS
