/* Asks for a service of the user's own: where its Prometheus server is, what to ask it, and what the answer measures. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

/* @id: of the service that was added, valid during the call. Not called if the user thought better of it. */
typedef void (*AssayServiceAdded) (const char *id, gpointer data);

#define ASSAY_TYPE_SERVICE_WINDOW (assay_service_window_get_type ())
G_DECLARE_FINAL_TYPE (AssayServiceWindow, assay_service_window, ASSAY, SERVICE_WINDOW, AdwWindow)

/* A window for @parent, not presented yet; @data must outlive it. */
GtkWindow *assay_service_window_new (GtkWindow *parent, AssayStore *store, AssayServiceAdded added, gpointer data);

G_END_DECLS
