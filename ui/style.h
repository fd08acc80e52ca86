/* The program's colours where the desktop is dark, or wants high contrast. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* From now on what the style sheets dark.css and contrast.css say goes before style.css as long as it applies. Once, with a display. */
void assay_style_start (void);

G_END_DECLS
