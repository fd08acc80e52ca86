/* assay trust: what the user's own workloads would run, and the yes to it. */
#include "app/command.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "data/measure/trust.h"
#include "data/model/language.h"

static gboolean
asks_yes (void)
{
  char answer[16] = "";

  g_printerr (_ ("Run these when they are measured? [y/N] "));

  return fgets (answer, sizeof answer, stdin) != NULL && (answer[0] == 'y' || answer[0] == 'Y');
}

static int
give (const char *hash)
{
  g_autoptr (GError) error = NULL;

  return assay_trust_give (hash, &error) ? ASSAY_EXIT_DONE : assay_command_fail ("trust", "%s", error->message);
}

/* Nobody who doesn't see it is asked. */
static int
show (const char *hash)
{
  g_autofree char *text = assay_trust_describe ();

  g_print ("%s", text);
  if (isatty (STDIN_FILENO) && isatty (STDOUT_FILENO) && asks_yes ())
    return give (hash);
  g_printerr (_ ("assay trust: nothing of it is run before you say yes: assay trust --yes %s\n"), hash);

  return ASSAY_EXIT_FAILED;
}

int
assay_command_trust (int argc, char **argv)
{
  g_autofree char *yes = NULL, *hash = NULL, *folder = assay_trust_folder ();
  const GOptionEntry entries[] = {
    { "yes", 0, 0, G_OPTION_ARG_STRING, &yes, _ ("to what has this hash, which was seen"), "HASH" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GError) error = NULL;
  AssayTrust trust;

  if (!assay_command_parse ("trust [--yes HASH]", _ ("Shows what the scenarios, technologies and runtimes in your own workloads folder would run; nothing of it is "
                            "before you say yes, and again after each change."), entries, &argc, &argv))
    return ASSAY_EXIT_USAGE;
  if (argc != 1)
    return assay_command_misuse ("trust", _ ("“%s” is one word too many"), argv[1]);
  if (yes != NULL)
    return give (yes);

  trust = assay_trust_look (&hash, &error);
  if (error != NULL)
    return assay_command_fail ("trust", "%s", error->message);
  if (trust == ASSAY_TRUST_WANTED)
    return show (hash);
  g_print (trust == ASSAY_TRUST_GIVEN ? _ ("%s: you said yes to what is there\n") : _ ("%s: there is nothing\n"), folder);

  return ASSAY_EXIT_DONE;
}
