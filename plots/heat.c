#include "plots/heat.h"

#include <math.h>

static AssayColour
interpolate (const guint *stops, guint n, double share)
{
  double at = CLAMP (isfinite (share) ? share : 0, 0, 1) * (n - 1);
  guint below = MIN ((guint) at, n - 2);
  AssayColour ends[2];

  for (guint i = 0; i < 2; i++)
    {
      guint hex = stops[below + i];

      ends[i] = (AssayColour) { (hex >> 16) / 255.0, ((hex >> 8) & 0xff) / 255.0, (hex & 0xff) / 255.0 };
    }

  return assay_colour_mix (ends[0], ends[1], at - below);
}

AssayColour
assay_heat_sequential (double share)
{
  static const guint stops[] = {
    0x00224e, 0x083370, 0x35456c, 0x4f576c, 0x666970, 0x7d7c78,
    0x948e77, 0xaea371, 0xc8b866, 0xe5cf52, 0xfee838,
  };

  return interpolate (stops, G_N_ELEMENTS (stops), share);
}

AssayColour
assay_heat_diverging (double share)
{
  static const guint stops[] = { 0x155da5, 0x7fa8d6, 0xf7f7f7, 0xeba76d, 0xc64600 };

  return interpolate (stops, G_N_ELEMENTS (stops), (share + 1) / 2);
}
