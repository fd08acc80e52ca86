/* One decision driver: its name, what it weighs, and whether that is certain. */
#pragma once

#include "data/advice/advice.h"
#include "data/model/driver.h"
#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_WEIGHT_ROW (assay_weight_row_get_type ())
G_DECLARE_FINAL_TYPE (AssayWeightRow, assay_weight_row, ASSAY, WEIGHT_ROW, GtkListBoxRow)

/* Emits "weight-changed" (double: points) and "lock-changed" (boolean) when the user does. Its menu calls "advisor.must", "advisor.order", "advisor.judge"
 * and "advisor.reset" with the driver's id. */
GtkWidget  *assay_weight_row_new        (AssayDriver *driver);
/* The driver's id. */
const char *assay_weight_row_get_driver (AssayWeightRow *self);
/* What the profile says; nothing is emitted. */
void        assay_weight_row_set        (AssayWeightRow *self, double points, gboolean locked);
/* Without the menu, where its commands are not. */
void        assay_weight_row_hide_menu  (AssayWeightRow *self);
/* What follows from it, in place; NULL: nothing is known yet. */
void        assay_weight_row_set_advice (AssayWeightRow *self, const AssayAdvice *advice);

G_END_DECLS
