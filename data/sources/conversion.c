#include "data/sources/conversion.h"

#include <string.h>

#include "data/sources/quantity.h"

#define BYTE_RATE "MiB/s"   /* the only rate that isn't of things */

static gboolean
convert (const AssayUnit *from, const AssayUnit *to, double *factor)
{
  if (from->quantity == ASSAY_QUANTITY_RATIO && to->quantity == ASSAY_QUANTITY_SHARE)
    *factor = 100;
  else if (from->quantity == ASSAY_QUANTITY_SHARE && to->quantity == ASSAY_QUANTITY_RATIO)
    *factor = 0.01;
  else if (from->quantity == to->quantity && (strcmp (from->id, BYTE_RATE) == 0) == (strcmp (to->id, BYTE_RATE) == 0))
    *factor = from->factor / to->factor;
  else
    return FALSE;

  return TRUE;
}

gboolean
assay_conversion_find (const char *unit, const AssayUnit *to, double *factor)
{
  const AssayUnit *from = assay_unit_find (unit);

  *factor = 1;
  if (to->quantity == ASSAY_QUANTITY_DATE || to->quantity == ASSAY_QUANTITY_TEXT || to->quantity == ASSAY_QUANTITY_RANK)
    return FALSE;
  if (from != NULL)
    return convert (from, to, factor);
  if (unit == NULL || *unit == '\0' || (to->quantity == ASSAY_QUANTITY_RATE && (strcmp (to->id, BYTE_RATE) == 0 || strstr (unit, "B/") != NULL)))
    return FALSE;
  if (!assay_quantity_factor (unit, to->quantity, factor))
    return FALSE;
  *factor /= to->factor;

  return TRUE;
}

const char *
assay_conversion_base (const AssayUnit *to)
{
  if (to->quantity == ASSAY_QUANTITY_TIME)
    return "s";
  if (to->quantity == ASSAY_QUANTITY_BYTES)
    return "bytes";

  return to->quantity == ASSAY_QUANTITY_SHARE ? "ratio" : to->id;
}
