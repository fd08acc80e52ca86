/* One picture of a trace, through the program's own calls: reads a file of doubles, first all x, then all y, and writes a picture.
 *
 *   bench-plots TRACE OUTPUT.png|.svg|.pdf
 */
#include <string.h>
#include <sys/mman.h>

#include "data/model/figure.h"
#include "data/model/series.h"
#include "data/model/units.h"
#include "plots/export.h"

static AssayFigure *
figure_new (GMappedFile *file)
{
  AssayFigure *figure = assay_figure_new ("trace", ASSAY_FIGURE_LINES);
  const double *values = (const double *) g_mapped_file_get_contents (file);
  gsize length = g_mapped_file_get_length (file);
  guint n = length / (2 * sizeof (double));

  /* The file lies in the page cache: its pages are mapped at once rather than one by one when they are touched. */
  madvise ((void *) values, length, MADV_POPULATE_READ);
  figure->finding = g_strdup ("Latency of each request");
  figure->x.label = g_strdup ("Time, s");
  figure->y.label = g_strdup ("Latency");
  figure->y.unit = assay_unit_find ("ms");
  g_ptr_array_add (figure->series, assay_series_new_borrowed ("latency", 0, n, values, values + n, g_mapped_file_ref (file),
                                                              (GDestroyNotify) g_mapped_file_unref));

  return figure;
}

static GBytes *
export (AssayFigure *figure, const char *path, GError **error)
{
  if (g_str_has_suffix (path, ".svg"))
    return assay_export_svg (figure, &assay_theme_light, 1920, 1080, error);
  if (g_str_has_suffix (path, ".pdf"))
    return assay_export_pdf (figure, &assay_theme_light, 1920, 1080, error);

  return assay_export_png (figure, &assay_theme_light, 1920, 1080, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (AssayFigure) figure = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    {
      g_printerr ("usage: bench-plots TRACE OUTPUT.png|.svg|.pdf\n");
      return 2;
    }
  file = g_mapped_file_new (argv[1], FALSE, &error);
  if (file != NULL)
    {
      figure = figure_new (file);
      bytes = export (figure, argv[2], &error);
    }
  if (bytes == NULL
      || !g_file_set_contents (argv[2], g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  return 0;
}
