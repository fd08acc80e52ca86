/* The wheel scrolls the page, never a value on the way. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

/* @control (a slider, a spin button) doesn't change when the wheel turns over it. */
void assay_no_scroll (GtkWidget *control);

G_END_DECLS
