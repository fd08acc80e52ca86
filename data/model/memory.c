#include "data/model/memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

void
assay_memory_give_back (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

/* malloc takes a block above its threshold, 32 MiB at the most, from the system and gives it back at once; and the end of its heap if that is longer than another. */
void
assay_memory_keep_large (gboolean keep)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_MAX, keep ? 0 : 65536);
  mallopt (M_TRIM_THRESHOLD, keep ? 512 << 20 : 1 << 20);
  if (!keep)
    malloc_trim (0);
#endif
}
