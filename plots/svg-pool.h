/* Many drawings within one HTML document: they share their letters, their ids don't meet, and their colours follow the reader's theme. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AssaySvgPool AssaySvgPool;

AssaySvgPool *assay_svg_pool_new         (void);
void          assay_svg_pool_free        (AssaySvgPool *self);

/* Appends to @html what stands between the <svg> tags of @light, a document of cairo's, without its letters, which the pool keeps, and with
 * @prefix before each id. @dark is the same drawing in the dark theme: a colour becomes a variable that has the one or the other value.
 * FALSE, and the colours of @light, where the two don't match. */
gboolean      assay_svg_pool_add         (AssaySvgPool *self, GString *html, const char *light, const char *dark, const char *prefix);
/* The letters of all drawings so far, as one <svg> that shows nothing: before or after the drawings. */
void          assay_svg_pool_put_glyphs  (const AssaySvgPool *self, GString *html);
/* "--a0:rgb(...);" for each colour so far: the declarations of a rule. */
void          assay_svg_pool_put_colours (const AssaySvgPool *self, GString *css, gboolean dark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssaySvgPool, assay_svg_pool_free)

G_END_DECLS
