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
