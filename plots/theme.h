/* Colours and second channels of a drawing, independent of the desktop's theme. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

#define ASSAY_N_HUES 8

typedef struct
{
  double red, green, blue;
} AssayColour;

typedef struct
{
  const char *name;                    /* "light", "dark", "print", "projector" */
  AssayColour background, foreground, secondary, grid;
  AssayColour hues[ASSAY_N_HUES];
  gboolean hatched;                    /* patterns besides colours, for grey prints */
  double line_width;                   /* in reference pixels at scale 1 */
  const char *font;                    /* family list */
} AssayTheme;

extern const AssayTheme assay_theme_light, assay_theme_dark, assay_theme_print, assay_theme_projector,
                        assay_theme_high_contrast, assay_theme_high_contrast_dark;

/* NULL if there is none of that name. */
const AssayTheme *assay_theme_find        (const char *name);
/* NULL-terminated names for a command line's help. */
const char * const *assay_theme_names     (void);

/* The colour of a hue 0..7; the neutral one (secondary) for any other. */
AssayColour       assay_theme_hue         (const AssayTheme *self, int hue);
/* The same where text is to be written in it: the foreground if the hue's contrast on the background is below 4.5. */
AssayColour       assay_theme_text_hue    (const AssayTheme *self, int hue);

/* WCAG 2 relative luminance (0..1) and contrast ratio (1..21). */
double            assay_colour_luminance  (AssayColour colour);
double            assay_colour_contrast   (AssayColour a, AssayColour b);
/* @a moved towards @b by @share (0..1), in sRGB. */
AssayColour       assay_colour_mix        (AssayColour a, AssayColour b, double share);
/* Black or white: the one that reads better on @ground. */
AssayColour       assay_colour_readable   (AssayColour ground);
void              assay_colour_set_source (AssayColour colour, cairo_t *cr);

G_END_DECLS
