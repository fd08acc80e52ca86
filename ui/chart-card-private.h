/* What chart-card.c and chart-card-actions.c share. */
#pragma once

#include "ui/chart-card.h"

G_BEGIN_DECLS

/* Cancelled when the card goes. */
GCancellable *assay_chart_card_get_cancellable (AssayChartCard *self);
void          assay_chart_card_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
