/* Text on a drawing: one set of font options and one cache for measuring and drawing. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASSAY_WEIGHT_NORMAL,
  ASSAY_WEIGHT_BOLD,
  ASSAY_WEIGHT_HEAVY,     /* titles */
} AssayWeight;

typedef struct
{
  double size;            /* of the font, in the drawing's units */
  AssayWeight weight;
  double width;           /* wrapped at this width; 0: one line as long as it is */
  guint lines;            /* at most, then an ellipsis; 0 counts as 1 */
  double align;           /* of the lines among each other: 0 left, 0.5 centre, 1 right */
} AssayTextLook;

typedef struct _AssayText AssayText;

/* @family: a font family list. To be used by one thread at a time. Transfer full. */
AssayText *assay_text_new     (const char *family);
void       assay_text_free    (AssayText *self);
/* The size of the box that the text fills; TRUE if the whole text is seen, FALSE if it ends in an ellipsis. */
gboolean   assay_text_measure (AssayText *self, const char *string, const AssayTextLook *look,
                               double *width, double *height);
/* With the current source, its box's top left corner at @x, @y; leaves no current point. */
void       assay_text_draw    (AssayText *self, cairo_t *cr, const char *string, const AssayTextLook *look,
                               double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayText, assay_text_free)

G_END_DECLS
