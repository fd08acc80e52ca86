/* The button that says where is measured, and its menu: this computer, the named ones, adding, checking and removing one. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_MACHINE_MENU (assay_machine_menu_get_type ())
G_DECLARE_FINAL_TYPE (AssayMachineMenu, assay_machine_menu, ASSAY, MACHINE_MENU, GtkWidget)

/* Follows @bench; once. */
void assay_machine_menu_set_bench (AssayMachineMenu *self, AssayBench *bench);

G_END_DECLS
