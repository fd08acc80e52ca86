#include "plots/export.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>

#include "data/model/error.h"
#include "data/model/language.h"
#include "plots/export-private.h"
#include "plots/layout.h"
#include "plots/memory.h"

#define LEAST_WIDTH 64
#define LEAST_HEIGHT 48
#define MOST 16384

/* The page on which type has its size of scale 1. */
#define PAGE_WIDTH 960.0
#define PAGE_HEIGHT 540.0

static gboolean
check_size (int width, int height, GError **error)
{
  if (width >= LEAST_WIDTH && height >= LEAST_HEIGHT && width <= MOST && height <= MOST)
    return TRUE;

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("%dx%d is no size for a picture: at least %dx%d, at most %dx%d"),
               width, height, LEAST_WIDTH, LEAST_HEIGHT, MOST, MOST);

  return FALSE;
}

static void
draw (AssayFigure *figure, const AssayTheme *theme, int width, int height, cairo_surface_t *surface)
{
  double scale = MIN (width / PAGE_WIDTH, height / PAGE_HEIGHT);
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, theme, width, height, scale, ASSAY_PART_ALL);
  cairo_t *cr = cairo_create (surface);

  assay_layout_draw (layout, cr);
  cairo_destroy (cr);
}

static gboolean
check_status (cairo_surface_t *surface, GError **error)
{
  cairo_status_t status = cairo_surface_status (surface);

  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("the picture can't be made: %s"), cairo_status_to_string (status));

  return status == CAIRO_STATUS_SUCCESS;
}

static int
stride_of (int width)
{
  return cairo_format_stride_for_width (CAIRO_FORMAT_RGB24, width);
}

GBytes *
assay_export_png (AssayFigure *figure, const AssayTheme *theme, int width, int height, GError **error)
{
  cairo_surface_t *surface;
  GBytes *bytes = NULL;
  guchar *pixels;

  if (!check_size (width, height, error))
    return NULL;

  pixels = assay_large_new ((gsize) stride_of (width) * height);
  surface = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_RGB24, width, height, stride_of (width));
  draw (figure, theme, width, height, surface);
  if (check_status (surface, error))
    bytes = assay_png_encode (surface, error);
  cairo_surface_destroy (surface);
  assay_large_free (pixels);

  return bytes;
}

cairo_status_t
assay_export_append_cb (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* A surface's bytes are complete only when it is finished. */
GBytes *
assay_export_finish (cairo_surface_t *surface, GByteArray *bytes, GError **error)
{
  gboolean well;

  cairo_surface_finish (surface);
  well = check_status (surface, error);
  cairo_surface_destroy (surface);
  if (!well)
    {
      g_byte_array_unref (bytes);
      return NULL;
    }

  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
assay_export_svg (AssayFigure *figure, const AssayTheme *theme, int width, int height, GError **error)
{
  g_autoptr (GBytes) raw = NULL;
  GByteArray *bytes;
  cairo_surface_t *surface;

  if (!check_size (width, height, error))
    return NULL;

  bytes = g_byte_array_new ();
  surface = cairo_svg_surface_create_for_stream (assay_export_append_cb, bytes, width, height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  draw (figure, theme, width, height, surface);
  raw = assay_export_finish (surface, bytes, error);

  return raw != NULL ? assay_svg_finish (raw, figure) : NULL;
}

char *
assay_export_svg_plot (AssayFigure *figure, const AssayTheme *theme, int width, int height)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (assay_export_append_cb, bytes, width, height);
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, theme, width, height, 1, ASSAY_PART_CARD);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) raw = NULL;

  assay_layout_draw (layout, cr);
  cairo_destroy (cr);
  raw = assay_export_finish (surface, bytes, NULL);

  return raw != NULL ? assay_svg_renumber (raw) : NULL;
}

static void
set_metadata (cairo_surface_t *surface, const AssayFigure *figure)
{
  if (figure->finding != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, figure->finding);
  if (figure->footer != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, figure->footer);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Assay");
  /* Without one cairo writes the time, and the same figure would never give the same file. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
}

GBytes *
assay_export_pdf (AssayFigure *figure, const AssayTheme *theme, int width, int height, GError **error)
{
  GByteArray *bytes;
  cairo_surface_t *surface;

  if (!check_size (width, height, error))
    return NULL;

  bytes = g_byte_array_new ();
  surface = cairo_pdf_surface_create_for_stream (assay_export_append_cb, bytes, width, height);
  set_metadata (surface, figure);
  draw (figure, theme, width, height, surface);

  return assay_export_finish (surface, bytes, error);
}
