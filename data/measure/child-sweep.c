#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/measure/child-private.h"
#include "data/measure/proc-text.h"

/* Whoever was forked meanwhile is found in the next round. */
#define ROUNDS 100
#define PAUSE_US 10000

/* The environment of a process that may end while we read: NUL-terminated entries. */
static gboolean
carries (GPid pid, const char *mark)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/environ", (int) pid);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return FALSE;
  for (gsize i = 0; i < length; i += strlen (text + i) + 1)
    if (g_str_equal (text + i, mark))
      return TRUE;

  return FALSE;
}

/* Of the leader's session, and not only waiting to be waited for. */
static gboolean
lives_in_session (GPid pid, GPid session)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) pid);
  g_autofree char *text = NULL;
  AssayProcStat stat;

  return session > 0 && g_file_get_contents (path, &text, NULL, NULL) && assay_proc_stat_parse (text, &stat)
         && stat.session == session && stat.state != 'Z';
}

static gboolean
belongs (AssayChild *self, GPid pid)
{
  return pid > 1 && pid != getpid () && pid != self->supervisor
         && (lives_in_session (pid, self->report.pid) || carries (pid, self->mark));
}

static guint
kill_all (AssayChild *self)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc", 0, NULL);
  const char *entry;
  guint n = 0;

  while (folder != NULL && (entry = g_dir_read_name (folder)) != NULL)
    {
      GPid pid = atoi (entry);

      if (belongs (self, pid) && kill (pid, SIGKILL) == 0)
        n++;
    }

  return n;
}

void
assay_child_sweep (AssayChild *self)
{
  for (guint i = 0; i < ROUNDS && kill_all (self) > 0; i++)
    g_usleep (PAUSE_US);
}
