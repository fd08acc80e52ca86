#include "app/command.h"

#include <gio/gio.h>

#include "data/model/today.h"
#include "data/model/chart.h"
#include "data/model/figure-json.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "plots/export.h"
#include "plots/theme.h"

typedef GBytes *(*Exporter) (AssayFigure *figure, const AssayTheme *theme, int width, int height, GError **error);

static GBytes *
export_csv (AssayFigure *figure, const AssayTheme *theme G_GNUC_UNUSED, int width G_GNUC_UNUSED,
            int height G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  return assay_export_csv (figure);
}

static GBytes *
export_json (AssayFigure *figure, const AssayTheme *theme G_GNUC_UNUSED, int width G_GNUC_UNUSED,
             int height G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  return assay_figure_to_json (figure);
}

static const struct
{
  const char *suffix;
  Exporter run;
} exporters[] = {
  { ".png", assay_export_png },
  { ".svg", assay_export_svg },
  { ".pdf", assay_export_pdf },
  { ".csv", export_csv },
  { ".json", export_json },
};

static Exporter
exporter_find (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (exporters); i++)
    if (g_str_has_suffix (path, exporters[i].suffix))
      return exporters[i].run;

  return NULL;
}

/* "1920x1080" and nothing after it. */
static gboolean
parse_size (const char *text, int *width, int *height)
{
  g_auto (GStrv) parts = g_strsplit (text, "x", -1);
  guint64 numbers[2];

  if (g_strv_length (parts) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 1, 100000, &numbers[i], NULL))
      return FALSE;
  *width = (int) numbers[0];
  *height = (int) numbers[1];

  return TRUE;
}

static GBytes *
render (AssayStore *store, const char *id, Exporter exporter, const AssayTheme *theme, int width, int height,
        GError **error)
{
  AssayChart *chart = assay_store_find_chart (store, id);
  g_autoptr (AssayFigure) figure = NULL;

  if (chart == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("there is no chart “%s”; assay list charts names them"), id);
      return NULL;
    }
  figure = assay_chart_get_figure (chart, store, assay_today (), error);

  return figure != NULL ? exporter (figure, theme, width, height, error) : NULL;
}

int
assay_command_render (int argc, char **argv)
{
  g_autofree char *output = NULL, *size = NULL, *theme_name = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, _ ("The file to write: .png, .svg, .pdf, .csv or .json"), "FILE" },
    { "size", 's', 0, G_OPTION_ARG_STRING, &size, _ ("Width and height in pixels (default 1920x1080)"), "WxH" },
    { "theme", 't', 0, G_OPTION_ARG_STRING, &theme_name, _ ("light, dark, print or projector (default light)"), "NAME" },
    G_OPTION_ENTRY_NULL
  };
  int width = 1920, height = 1080;
  const AssayTheme *theme;
  g_autoptr (AssayStore) store = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (!assay_command_parse ("render CHART -o FILE", _ ("Draws one chart, with its finding and its origins."),
                            entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  if (argc != 2)
    return assay_command_misuse ("render", _ ("name one chart"));
  if (output == NULL || exporter_find (output) == NULL)
    return assay_command_misuse ("render", _ ("name a file with -o: .png, .svg, .pdf, .csv or .json"));
  if (size != NULL && !parse_size (size, &width, &height))
    return assay_command_misuse ("render", _ ("“%s” is no size such as 1920x1080"), size);
  theme = assay_theme_find (theme_name != NULL ? theme_name : "light");
  if (theme == NULL)
    return assay_command_misuse ("render", _ ("there is no theme “%s”"), theme_name);

  store = assay_command_load ();
  bytes = render (store, argv[1], exporter_find (output), theme, width, height, &error);
  if (bytes == NULL || !assay_command_write (output, bytes, &error))
    return assay_command_fail ("render", "%s", error->message);

  return ASSAY_EXIT_DONE;
}
