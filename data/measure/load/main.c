/* assay-load: loads a server on 127.0.0.1 as its one argument says (see settings.h), prints lines (see report.h), and ends when its standard input does. */
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "data/measure/load/generator.h"
#include "data/measure/load/report.h"
#include "data/measure/load/settings.h"

#define OTHER_FILES 32   /* besides the connections */

/* FALSE if so many connections can't be. */
static gboolean
allow_connections (guint n)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return FALSE;
  limit.rlim_cur = limit.rlim_max;
  (void) setrlimit (RLIMIT_NOFILE, &limit);

  return limit.rlim_cur >= n + OTHER_FILES;
}

static int
fail (const char *words)
{
  assay_report_error (words);

  return EXIT_FAILURE;
}

int
main (int argc, char **argv)
{
  AssayLoadSettings settings;
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (argc != 2)
    return fail ("one argument is taken: what to do, as JSON");
  if (!assay_load_settings_read (&settings, argv[1], &error))
    return fail (error->message);
  if (!allow_connections (settings.spec.connections))
    return fail ("so many connections are more open files than the system allows");

  /* a planned send is not rounded to the usual 50 us */
  (void) prctl (PR_SET_TIMERSLACK, 1);
  done = assay_generator_run (&settings.spec);
  assay_load_settings_clear (&settings);

  return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
