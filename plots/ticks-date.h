/* Ticks of a date axis. */
#pragma once

#include "plots/ticks.h"

G_BEGIN_DECLS

/* Adds at most @most ticks: the first days of every 1, 2, 5, 10 ... years, else of quarters, months, or single days. */
void assay_ticks_add_dates (GArray *ticks, const AssayScale *scale, guint most);

G_END_DECLS
