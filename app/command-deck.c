#include "app/command.h"
#include "data/model/language.h"

#include <gio/gio.h>

#include "data/model/store.h"
#include "data/model/today.h"
#include "plots/export.h"

static GBytes *
make_deck (AssayStore *store, const char *path, GError **error)
{
  g_autofree char *title = NULL, *created = assay_now_iso ();
  g_autoptr (GPtrArray) slides = assay_command_get_slides ("deck", store, path, &title, error);

  return slides != NULL ? assay_deck_pdf (slides, title, created, error) : NULL;
}

int
assay_command_deck (int argc, char **argv)
{
  g_autofree char *output = NULL, *path = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, _ ("The PDF to write"), "FILE" },
    { "talk", 't', 0, G_OPTION_ARG_FILENAME, &path, _ ("An arranged talk (default: the one that follows from today's verdict)"), "FILE" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (AssayStore) store = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (!assay_command_parse ("deck [--talk FILE] -o FILE.pdf", _ ("Writes the meeting's slides: contents, one page a slide, handout."),
                            entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  if (argc != 1)
    return assay_command_misuse ("deck", _ ("“%s” is one word too many"), argv[1]);
  if (output == NULL || !g_str_has_suffix (output, ".pdf"))
    return assay_command_misuse ("deck", _ ("name a file with -o: .pdf"));

  store = assay_command_load ();
  bytes = make_deck (store, path, &error);
  if (bytes == NULL || !assay_command_write (output, bytes, &error))
    return assay_command_fail ("deck", "%s", error->message);
  g_print ("%s\n", output);

  return ASSAY_EXIT_DONE;
}
