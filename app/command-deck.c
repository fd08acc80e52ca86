#include "app/command.h"

#include <gio/gio.h>

#include "data/advice/advice-talk.h"
#include "data/model/store.h"
#include "data/model/today.h"
#include "plots/export.h"

/* Of @path, or the one that follows from the verdict. */
static AssayTalk *
get_talk (AssayStore *store, const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (path == NULL)
    return assay_advice_talk_first (store, assay_today ());
  file = g_file_new_for_commandline_arg (path);

  return assay_talk_load (file, error);
}

/* What can't be shown is told. */
static GBytes *
make_deck (AssayStore *store, const AssayTalk *talk, GError **error)
{
  g_autoptr (GPtrArray) lost = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) slides = assay_talk_get_slides (talk, store, assay_today (), lost, error);
  g_autofree char *created = assay_now_iso ();

  for (guint i = 0; i < lost->len; i++)
    g_printerr ("assay deck: left out: %s\n", (const char *) lost->pdata[i]);

  return slides != NULL ? assay_deck_pdf (slides, talk->title, created, error) : NULL;
}

int
assay_command_deck (int argc, char **argv)
{
  g_autofree char *output = NULL, *path = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "The PDF to write", "FILE" },
    { "talk", 't', 0, G_OPTION_ARG_FILENAME, &path, "An arranged talk (default: the one that follows from today's verdict)", "FILE" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (AssayStore) store = NULL;
  g_autoptr (AssayTalk) talk = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (!assay_command_parse ("deck [--talk FILE] -o FILE.pdf", "Writes the meeting's slides: contents, one page a slide, handout.",
                            entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  if (argc != 1)
    return assay_command_misuse ("deck", "“%s” is one word too many", argv[1]);
  if (output == NULL || !g_str_has_suffix (output, ".pdf"))
    return assay_command_misuse ("deck", "name a file with -o: .pdf");

  store = assay_command_load ();
  talk = get_talk (store, path, &error);
  bytes = talk != NULL ? make_deck (store, talk, &error) : NULL;
  if (bytes == NULL || !assay_command_write (output, bytes, &error))
    return assay_command_fail ("deck", "%s", error->message);
  g_print ("%s\n", output);

  return ASSAY_EXIT_DONE;
}
