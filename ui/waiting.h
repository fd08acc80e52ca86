/* A spinner that shows itself only when the wait is worth one. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_WAITING (assay_waiting_get_type ())
G_DECLARE_FINAL_TYPE (AssayWaiting, assay_waiting, ASSAY, WAITING, GtkWidget)

/* While it is mapped, it turns from 300 ms on. */
GtkWidget *assay_waiting_new (void);
/* What is waited for, told below the spinner; also the property "text". */
void       assay_waiting_set_text (AssayWaiting *self, const char *text);

G_END_DECLS
