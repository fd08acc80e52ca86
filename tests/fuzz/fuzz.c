/* What holds for every target: a warning or a critical message of GLib is a finding. */
#include <signal.h>
#include <stdlib.h>

#include <glib.h>

int LLVMFuzzerInitialize (int *argc, char ***argv);

/* GLib's fatal messages end in a trap, at which libFuzzer would keep no input. */
static void
trap_cb (int number G_GNUC_UNUSED)
{
  abort ();
}

int
LLVMFuzzerInitialize (int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
  signal (SIGTRAP, trap_cb);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);

  return 0;
}
