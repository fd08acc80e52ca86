/* A figure as the bytes of a file. Writing the file is the caller's. */
#pragma once

#include "data/advice/types.h"
#include "data/model/figure.h"
#include "plots/theme.h"

G_BEGIN_DECLS

/* Each: the figure with header, legend and origin footer at @width x @height (PNG: pixels; SVG, PDF: units of 1/96 and 1/72
 * inch), type scaled to the height. Fails with %ASSAY_ERROR_INVALID for a size below 64x48 or above 16384x16384. */
GBytes *assay_export_png (AssayFigure *figure, const AssayTheme *theme, int width, int height, GError **error);
GBytes *assay_export_svg (AssayFigure *figure, const AssayTheme *theme, int width, int height, GError **error);
GBytes *assay_export_pdf (AssayFigure *figure, const AssayTheme *theme, int width, int height, GError **error);

/* One row a point: category or x (bulk samples: their number from 1), series, value, low, high, bound, unit, date, origin,
 * address, gate; dates are ISO, what isn't known is empty. UTF-8, RFC 4180, no locale. */
GBytes *assay_export_csv (AssayFigure *figure);

/* The table behind the figure for other programs: a row an item, and for each series its value and, where there are any, both ends
 * of its interval: bare numbers in the unit that the heading names; then remarks and origins. Lines of cells with tabs between them;
 * or an HTML document with the finding as caption and the origin below. */
GBytes *assay_export_tsv        (AssayFigure *figure);
GBytes *assay_export_html_table (AssayFigure *figure);

/* An image surface as PNG bytes, fast (libpng level 1, UP filter). */
GBytes *assay_png_encode (cairo_surface_t *image, GError **error);

/* The meeting's slides: contents with links, one 16:9 page a slide, then handout pages (A4: slide, notes, description),
 * outline, page labels, the origin footer on every chart. @slides of AssaySlide, 1 or more; @created an ISO time, so that the same
 * input gives the same bytes. */
GBytes *assay_deck_pdf   (GPtrArray *slides, const char *title, const char *created, GError **error);

/* Figures and the verdicts on the claims of @store as one HTML file that needs nothing else, no script and no network: each chart as a
 * drawing for pages and one for telephones, with table and origins; light or dark as the reader's system is; one chart a page in print.
 * @created an ISO time: the same input gives the same bytes. Takes seconds. Transfer full. */
GBytes *assay_web_page   (AssayStore *store, const AssayAssessment *assessment, GPtrArray *figures, const char *title, const char *created);

typedef enum
{
  ASSAY_PIECE_TITLE,
  ASSAY_PIECE_HEADING,
  ASSAY_PIECE_SUBHEADING,
  ASSAY_PIECE_PARAGRAPH,
  ASSAY_PIECE_BULLET,
  ASSAY_PIECE_SUBBULLET,  /* of a list within a list */
  ASSAY_PIECE_FIGURE,
} AssayPieceKind;

/* Of a report: a line or paragraph of plain text, or a chart. */
typedef struct
{
  AssayPieceKind kind;
  const char *text;       /* NULL of a figure */
  AssayFigure *figure;    /* NULL of text */
} AssayPiece;

/* @n pieces down A4 pages, headings in the outline; @created an ISO time: the same input gives the same bytes. */
GBytes *assay_report_pdf (const AssayPiece *pieces, guint n, const char *title, const char *created, GError **error);

G_END_DECLS
