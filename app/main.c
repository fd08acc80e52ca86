#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/command.h"
#include "data/measure/history.h"
#include "data/model/language.h"
#include "data/model/settings.h"
#include "data/model/units.h"
#ifdef ASSAY_HAS_WINDOW
#include "ui/application.h"
#endif

/* EX_UNAVAILABLE of sysexits.h: no display could be opened; app/run then does the job without one. */
#define EXIT_NO_DISPLAY 69

static int
open_window (int argc, char **argv)
{
#ifdef ASSAY_HAS_WINDOW
  if (assay_application_can_open ())
    {
      AssayApplication *application = assay_application_new ();
      int status = g_application_run (G_APPLICATION (application), argc, argv);

      g_object_unref (application);
      g_settings_sync ();
      /* Without exit(): threads that nobody waits for any more, a transfer that was just cancelled, may still be within libraries, whose destructors would
       * take the ground from under them. What must last is on disk. */
      fflush (NULL);
      _exit (status);
    }
#endif
  (void) argc;
  (void) argv;
  g_printerr (_ ("assay: no display can be opened; the verbs of assay --help work without one\n"));

  return EXIT_NO_DISPLAY;
}

/* Whether any preference was ever kept. A backend that has nothing to read makes folders all the same, and is loud where it can't: the command line runs
 * for users without a home, too. */
static gboolean
has_preferences (void)
{
  static const char * const places[] = { "dconf/user", "glib-2.0/settings/keyfile" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (g_get_user_config_dir (), places[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }

  return FALSE;
}

/* Of the preferences only where results live: what the command line prints is read by programs. */
static void
find_results (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  g_autofree char *folder = NULL;

  if (!has_preferences ())
    return;
  /* Another user's, after su: the settings' backend would complain loudly, though it can do without. */
  if (runtime != NULL && access (runtime, W_OK) != 0)
    g_unsetenv ("XDG_RUNTIME_DIR");
  folder = assay_settings_get_string (assay_settings_get (), "results-folder");
  assay_history_set_folder (folder);
}

int
main (int argc, char **argv)
{
  AssayCommand command;
  g_autofree char *help = NULL;

  if (!assay_language_is_for_programs (argc, argv))
    {
      assay_language_set ();
      assay_numbers_set_style ("system");
    }
  else
    setlocale (LC_CTYPE, "");
  if (argc < 2)
    return open_window (argc, argv);

  command = assay_command_find (argv[1]);
  if (command != NULL)
    {
      find_results ();
      return command (argc - 1, argv + 1);
    }

  help = assay_command_help ();
  if (g_str_equal (argv[1], "--version"))
    g_print ("Assay %s\n", ASSAY_VERSION);
  else if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    g_print ("%s", help);
  else if (g_str_equal (argv[1], "--gapplication-service") || g_file_test (argv[1], G_FILE_TEST_EXISTS))
    return open_window (argc, argv);
  else
    {
      g_printerr (_ ("assay: there is no verb “%s”\n\n%s"), argv[1], help);
      return ASSAY_EXIT_USAGE;
    }

  return ASSAY_EXIT_DONE;
}
