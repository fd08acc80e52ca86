#include "plots/theme.h"

#include <math.h>
#include <string.h>

#define RGB(hex) { ((hex) >> 16) / 255.0, (((hex) >> 8) & 0xff) / 255.0, ((hex) & 0xff) / 255.0 }
#define FONTS "Cantarell, Adwaita Sans, Inter, Noto Sans, DejaVu Sans, sans-serif"

/* The first two hues are those of the compared sides: a pair of equal lightness, far apart for every kind of colour vision.
 * tests/displayless/test-theme.c computes contrast and distances of what stands here. */
#define HUES_LIGHT { RGB (0x1c71d8), RGB (0xc64600), RGB (0x00825d), RGB (0x851c5f), \
                     RGB (0xd5003f), RGB (0x0895b8), RGB (0x3d4a00), RGB (0x262626) }
#define HUES_DARK { RGB (0x78aeed), RGB (0xffa348), RGB (0x84c3a0), RGB (0xc172a2), \
                    RGB (0xe15a51), RGB (0x23e3fc), RGB (0xf8eb7b), RGB (0xeeeeee) }

const AssayTheme assay_theme_light = {
  "light", RGB (0xffffff), RGB (0x242426), RGB (0x5e5c64), RGB (0xe4e3e6), HUES_LIGHT, FALSE, 2.5, FONTS
};

/* The ground is darker than the desktop's grey, which projectors wash out. */
const AssayTheme assay_theme_dark = {
  "dark", RGB (0x1d1d20), RGB (0xf6f5f4), RGB (0xb8b6bc), RGB (0x48484c), HUES_DARK, FALSE, 2.5, FONTS
};

const AssayTheme assay_theme_print = {
  "print", RGB (0xffffff), RGB (0x000000), RGB (0x3d3d3d), RGB (0xcfcfcf), HUES_LIGHT, TRUE, 2, FONTS
};

const AssayTheme assay_theme_projector = {
  "projector", RGB (0xffffff), RGB (0x000000), RGB (0x3d3846), RGB (0xc9c8cc), HUES_LIGHT, FALSE, 3.5, FONTS
};

const AssayTheme assay_theme_high_contrast = {
  "high-contrast", RGB (0xffffff), RGB (0x000000), RGB (0x2b2b2b), RGB (0x8c8c8c), HUES_LIGHT, TRUE, 3, FONTS
};

const AssayTheme assay_theme_high_contrast_dark = {
  "high-contrast-dark", RGB (0x000000), RGB (0xffffff), RGB (0xe0e0e0), RGB (0x7a7a7a), HUES_DARK, TRUE, 3, FONTS
};

static const AssayTheme * const themes[] = {
  &assay_theme_light,
  &assay_theme_dark,
  &assay_theme_print,
  &assay_theme_projector,
  &assay_theme_high_contrast,
  &assay_theme_high_contrast_dark,
};

static const char * const names[] = {
  "light", "dark", "print", "projector", "high-contrast", "high-contrast-dark", NULL
};

const AssayTheme *
assay_theme_find (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (themes); i++)
    if (strcmp (themes[i]->name, name) == 0)
      return themes[i];

  return NULL;
}

const char * const *
assay_theme_names (void)
{
  return names;
}

AssayColour
assay_theme_hue (const AssayTheme *self, int hue)
{
  return hue >= 0 && hue < ASSAY_N_HUES ? self->hues[hue] : self->secondary;
}

AssayColour
assay_theme_text_hue (const AssayTheme *self, int hue)
{
  AssayColour colour = assay_theme_hue (self, hue);

  return assay_colour_contrast (colour, self->background) >= 4.5 ? colour : self->foreground;
}

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

double
assay_colour_luminance (AssayColour colour)
{
  return 0.2126 * linear (colour.red) + 0.7152 * linear (colour.green) + 0.0722 * linear (colour.blue);
}

double
assay_colour_contrast (AssayColour a, AssayColour b)
{
  double one = assay_colour_luminance (a), other = assay_colour_luminance (b);

  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

AssayColour
assay_colour_mix (AssayColour a, AssayColour b, double share)
{
  return (AssayColour) {
    a.red + (b.red - a.red) * share,
    a.green + (b.green - a.green) * share,
    a.blue + (b.blue - a.blue) * share,
  };
}

AssayColour
assay_colour_readable (AssayColour ground)
{
  const AssayColour black = { 0, 0, 0 }, white = { 1, 1, 1 };

  return assay_colour_contrast (ground, black) > assay_colour_contrast (ground, white) ? black : white;
}

void
assay_colour_set_source (AssayColour colour, cairo_t *cr)
{
  cairo_set_source_rgb (cr, colour.red, colour.green, colour.blue);
}
