/* The program with a window. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_APPLICATION (assay_application_get_type ())
G_DECLARE_FINAL_TYPE (AssayApplication, assay_application, ASSAY, APPLICATION, AdwApplication)

/* Whether a display can be opened; the window's libraries are ready afterwards. */
gboolean          assay_application_can_open (void);

/* To be run by g_application_run(); opens a window on the catalogue. Transfer full. */
AssayApplication *assay_application_new      (void);

G_END_DECLS
