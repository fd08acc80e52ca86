/* Memory that a thread has used and freed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives back what is free, where the C library can. To be called in a thread that has freed much, before it tells others that it is done: else the first
 * of them that frees a large piece from it joins the small ones, which keeps the window busy for 80 ms after 50 MB of JSON. */
void assay_memory_give_back (void);

G_END_DECLS
