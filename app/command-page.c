#include "app/command.h"

#include <gio/gio.h>

#include "data/advice/assessment.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/slide.h"
#include "data/model/today.h"
#include "plots/export.h"

static GBytes *
make_page (AssayStore *store, const char *path, GError **error)
{
  g_autofree char *title = NULL, *created = assay_now_iso ();
  g_autoptr (GPtrArray) slides = assay_command_get_slides ("page", store, path, &title, error);
  g_autoptr (GPtrArray) figures = slides != NULL ? assay_slides_get_figures (slides) : NULL;
  g_autoptr (AssayAssessment) assessment = figures != NULL ? assay_assessment_new (store, assay_today ()) : NULL;

  return figures != NULL ? assay_web_page (store, assessment, figures, title, created) : NULL;
}

int
assay_command_page (int argc, char **argv)
{
  g_autofree char *output = NULL, *path = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, _ ("The page to write"), "FILE" },
    { "talk", 't', 0, G_OPTION_ARG_FILENAME, &path, _ ("An arranged talk, whose charts are shown (default: all)"), "FILE" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (AssayStore) store = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (!assay_command_parse ("page [--talk FILE] -o FILE.html", _ ("Writes charts and claims as one web page that needs no network."),
                            entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  if (argc != 1)
    return assay_command_misuse ("page", _ ("“%s” is one word too many"), argv[1]);
  if (output == NULL || !g_str_has_suffix (output, ".html"))
    return assay_command_misuse ("page", _ ("name a file with -o: .html"));

  store = assay_command_load ();
  bytes = make_page (store, path, &error);
  if (bytes == NULL || !assay_command_write (output, bytes, &error))
    return assay_command_fail ("page", "%s", error->message);
  g_print ("%s\n", output);

  return ASSAY_EXIT_DONE;
}
