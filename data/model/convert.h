/* Packing and unpacking of what is in memory. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* All that @converter makes of @bytes, one of GLib's that pack and unpack; NULL if they are damaged or cut off, or if it becomes more than @most bytes. */
GBytes *assay_convert (GConverter *converter, GBytes *bytes, gsize most);

G_END_DECLS
