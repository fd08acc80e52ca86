#include "plots/memory.h"

#include <stdlib.h>
#include <sys/mman.h>

#define LARGE_PAGE ((gsize) 2 << 20)

gpointer
assay_large_new (gsize size)
{
  gsize whole = (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
  void *memory = NULL;

  if (size < LARGE_PAGE / 2 || posix_memalign (&memory, LARGE_PAGE, whole) != 0)
    return g_malloc (size);
#ifdef MADV_HUGEPAGE
  madvise (memory, whole, MADV_HUGEPAGE);
#endif

  return memory;
}

void
assay_large_free (gpointer memory)
{
  free (memory);
}
