/* Large arrays on few pages. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @size bytes, not cleared; from about a megabyte on in large pages where the system has them, as the first touch of each small
 * one costs more than the drawing that goes there (measured: 50 ms for the pixels of 1920x1080 in small pages, 25 in large
 * ones). To be freed with assay_large_free (). */
gpointer assay_large_new  (gsize size);
void     assay_large_free (gpointer memory);

G_END_DECLS
