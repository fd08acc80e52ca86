/* The room's templates, style and icons. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Registers the room's resources, and makes its types known to templates. Once, before any of its widgets; a second call
 * does nothing. */
void assay_ui_init (void);

G_END_DECLS
