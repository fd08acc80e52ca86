/* Memory that a thread has used and freed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives back what is free, where the C library can. To be called in a thread that has freed much, before it tells others that it is done: else the first
 * of them that frees a large piece from it joins the small ones, which keeps the window busy for 80 ms after 50 MB of JSON. */
void assay_memory_give_back (void);

/* Whether large blocks that are freed stay with the program instead of going back to the system: the next one of the kind then needs no page touched anew, which
 * for a frame of 3840x2160 takes longer than to draw it. FALSE gives back what was kept. Does nothing where the C library isn't GNU's. */
void assay_memory_keep_large (gboolean keep);

G_END_DECLS
