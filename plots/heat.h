/* Colours of a heat map. */
#pragma once

#include "plots/theme.h"

G_BEGIN_DECLS

/* cividis from matplotlib 3.6, in eleven stops: reads the same with and without colour blindness. @share 0..1. */
AssayColour assay_heat_sequential (double share);
/* Blue, white, orange: @share -1..1 around a middle. */
AssayColour assay_heat_diverging  (double share);

G_END_DECLS
