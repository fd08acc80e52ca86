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
const AssayTheme *assay_theme_find  (const char *name);
/* NULL-terminated names for a command line's help. */
const char * const *assay_theme_names (void);

G_END_DECLS
