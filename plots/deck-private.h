/* A deck in the making; report.c writes its pages with the same pen.
 *
 * Rules that PDF files of cairo 1.16 need, each learnt from a broken one: a page's background is painted before any tag, for an
 * opaque painting discards what was recorded, tags included; a link lies within a structure tag, or the file's table of objects
 * is damaged; a link back names a page by its number, but a link forward needs a named destination: the number of a page that
 * isn't there yet is dropped, and the link leads nowhere. */
#pragma once

#include <cairo.h>

#include "plots/slide.h"
#include "plots/text.h"

G_BEGIN_DECLS

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  const AssayTheme *theme;
  AssayText *text;
  const char *title;
  GPtrArray *slides;            /* of AssaySlide; not owned */
  GPtrArray *layouts;           /* of AssaySlideLayout, one a slide: slide and handout draw the same one */
  guint contents;               /* how many pages of contents */
  guint page;                   /* the one being drawn, from 1 */
} AssayDeck;

/* A text box: where, how wide, how. Returns its height. */
double assay_deck_write      (AssayDeck *self, const char *text, double x, double y, const AssayTextLook *look,
                              AssayColour colour);
/* The same as a link: to where @target says, an attribute as assay_deck_to_page () and its like give it. */
double assay_deck_write_link (AssayDeck *self, const char *text, double x, double y, const AssayTextLook *look,
                              AssayColour colour, const char *target);
/* Targets: an earlier page, a slide (from 0), an address; transfer full. */
char  *assay_deck_to_page    (guint page);
char  *assay_deck_to_slide   (guint index);
char  *assay_deck_to_address (const char *uri);
/* Starts a page of a size in points: label, background. */
void   assay_deck_begin_page (AssayDeck *self, double width, double height, const char *label);
void   assay_deck_end_page   (AssayDeck *self);
/* An entry of the outline that leads to @page, below @parent (0: the top). Returns its id. */
int    assay_deck_add_outline (AssayDeck *self, int parent, const char *name, guint page, gboolean open);
/* Whether an address can be followed by a reader. */
gboolean assay_deck_is_address (const char *url);

/* One or more A4 pages a slide that there is more to say of: the slide, notes, description, origins in full. */
void   assay_deck_add_handouts (AssayDeck *self);

G_END_DECLS
