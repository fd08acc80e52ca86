/* A report: text and charts down A4 pages. */
#include "plots/deck-private.h"

#include <cairo-pdf.h>

#include "plots/export-private.h"
#include "plots/export.h"

#define WIDTH 595.0      /* A4, in points */
#define HEIGHT 842.0
#define MARGIN 54.0
#define INNER (WIDTH - 2 * MARGIN)
#define INDENT 14.0
#define FIGURE_HEIGHT (INNER * ASSAY_SLIDE_HEIGHT / ASSAY_SLIDE_WIDTH)

typedef struct
{
  AssayDeck deck;
  double y;
} Report;

/* What a piece looks like, and how much room is left above it. */
static const struct
{
  AssayTextLook look;
  double above, indent;
} styles[] = {
  [ASSAY_PIECE_TITLE] = { { 20, ASSAY_WEIGHT_HEAVY, INNER, 4, 0 }, 0, 0 },
  [ASSAY_PIECE_HEADING] = { { 13, ASSAY_WEIGHT_BOLD, INNER, 3, 0 }, 12, 0 },
  [ASSAY_PIECE_SUBHEADING] = { { 11, ASSAY_WEIGHT_BOLD, INNER, 3, 0 }, 8, 0 },
  [ASSAY_PIECE_PARAGRAPH] = { { 10, ASSAY_WEIGHT_NORMAL, INNER, 50, 0 }, 4, 0 },
  [ASSAY_PIECE_BULLET] = { { 10, ASSAY_WEIGHT_NORMAL, INNER - INDENT, 50, 0 }, 2, INDENT },
  [ASSAY_PIECE_SUBBULLET] = { { 9, ASSAY_WEIGHT_NORMAL, INNER - 2 * INDENT, 50, 0 }, 1, 2 * INDENT },
};

static void
begin_page (Report *self)
{
  static const AssayTextLook look = { 8.5, ASSAY_WEIGHT_NORMAL, 0, 1, 0 };
  g_autofree char *number = g_strdup_printf ("%u", self->deck.page);

  assay_deck_begin_page (&self->deck, WIDTH, HEIGHT, number);
  assay_deck_write (&self->deck, number, WIDTH - MARGIN, HEIGHT - MARGIN / 1.5, &look, self->deck.theme->secondary);
  self->y = MARGIN;
}

/* Room for so much, on this page or the next. */
static void
need (Report *self, double height)
{
  if (self->y + height <= HEIGHT - MARGIN || self->y == MARGIN)
    return;

  assay_deck_end_page (&self->deck);
  begin_page (self);
}

static void
add_text (Report *self, const AssayPiece *piece, gboolean before_figure)
{
  const AssayTextLook *look = &styles[piece->kind].look;
  double width, height, above = self->y > MARGIN ? styles[piece->kind].above : 0;
  gboolean heads = piece->kind < ASSAY_PIECE_PARAGRAPH;

  if (piece->text == NULL || *piece->text == '\0')
    return;
  assay_text_measure (self->deck.text, piece->text, look, &width, &height);
  /* A heading stays with what it heads. */
  need (self, above + height + (heads ? before_figure ? FIGURE_HEIGHT + 12 : 40 : 0));
  self->y += self->y > MARGIN ? above : 0;
  if (piece->kind == ASSAY_PIECE_HEADING)
    assay_deck_add_outline (&self->deck, 0, piece->text, self->deck.page, FALSE);
  if (styles[piece->kind].indent > 0)
    assay_deck_write (&self->deck, "•", MARGIN + styles[piece->kind].indent - INDENT + 2, self->y, look, self->deck.theme->foreground);
  assay_deck_write (&self->deck, piece->text, MARGIN + styles[piece->kind].indent, self->y, look, self->deck.theme->foreground);
  self->y += height;
}

static void
add_figure (Report *self, AssayFigure *figure)
{
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, self->deck.theme, ASSAY_SLIDE_WIDTH, ASSAY_SLIDE_HEIGHT, 1,
                                                     ASSAY_PART_HEADER | ASSAY_PART_LEGEND | ASSAY_PART_FOOTER);
  cairo_t *cr = self->deck.cr;

  need (self, FIGURE_HEIGHT + 12);
  self->y += self->y > MARGIN ? 12 : 0;
  cairo_save (cr);
  cairo_translate (cr, MARGIN, self->y);
  cairo_scale (cr, INNER / ASSAY_SLIDE_WIDTH, INNER / ASSAY_SLIDE_WIDTH);
  cairo_rectangle (cr, 0, 0, ASSAY_SLIDE_WIDTH, ASSAY_SLIDE_HEIGHT);
  cairo_clip (cr);
  assay_layout_draw (layout, cr);
  cairo_restore (cr);
  self->y += FIGURE_HEIGHT;
}

GBytes *
assay_report_pdf (const AssayPiece *pieces, guint n, const char *title, const char *created, GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (assay_export_append_cb, bytes, WIDTH, HEIGHT);
  g_autoptr (AssayText) text = assay_text_new (assay_theme_print.font);
  Report self = { { surface, cairo_create (surface), &assay_theme_print, text, title, NULL, NULL, 0, 1 }, MARGIN };

  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_5);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Assay");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, created != NULL ? created : "");
  begin_page (&self);
  for (guint i = 0; i < n; i++)
    if (pieces[i].kind == ASSAY_PIECE_FIGURE)
      add_figure (&self, pieces[i].figure);
    else
      add_text (&self, &pieces[i], i + 1 < n && pieces[i + 1].kind == ASSAY_PIECE_FIGURE);
  assay_deck_end_page (&self.deck);
  cairo_destroy (self.deck.cr);

  return assay_export_finish (surface, bytes, error);
}
