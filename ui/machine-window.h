/* Names a computer elsewhere on which benchmarks can be measured, or asks one that is named: whether it answers, by which host key, and what it is. */
#pragma once

#include "data/measure/types.h"
#include "ui/types.h"

G_BEGIN_DECLS

/* @name: of the machine that was added, valid during the call. Not called if the user thought better of it. */
typedef void (*AssayMachineAdded) (const char *name, gpointer data);

#define ASSAY_TYPE_MACHINE_WINDOW (assay_machine_window_get_type ())
G_DECLARE_FINAL_TYPE (AssayMachineWindow, assay_machine_window, ASSAY, MACHINE_WINDOW, AdwWindow)

/* A window for @parent, not presented yet. @remote: one that is there, to be asked at once; NULL: a new one, and @added is called with @data, which must
 * outlive the window. */
GtkWindow *assay_machine_window_new (GtkWindow *parent, const AssayRemote *remote, AssayMachineAdded added, gpointer data);

G_END_DECLS
