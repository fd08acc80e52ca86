#include "data/measure/account.h"

#include <math.h>
#include <time.h>
#include <unistd.h>

#include "data/measure/proc-text.h"

/* A tree that changes while it is read is read again, so often at the most. */
#define TRIES 3

static char *
read_file (GPid pid, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", (int) pid, name);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

static void
add_listed (GArray *tree, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (char **word = words; *word != NULL; word++)
    {
      GPid pid = (GPid) g_ascii_strtoll (*word, NULL, 10);

      if (pid > 0)
        g_array_append_val (tree, pid);
    }
}

/* A child belongs to the thread that forked it, so every thread's list counts. */
static void
add_children (GArray *tree, GPid parent)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task", (int) parent);
  g_autoptr (GDir) tasks = g_dir_open (path, 0, NULL);
  const char *task;

  while (tasks != NULL && (task = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *name = g_build_filename ("task", task, "children", NULL);
      g_autofree char *text = read_file (parent, name);

      if (text != NULL)
        add_listed (tree, text);
    }
}

GArray *
assay_account_tree (GPid pid)
{
  GArray *tree = g_array_new (FALSE, FALSE, sizeof (GPid));
  g_autofree char *stat = pid > 0 ? read_file (pid, "stat") : NULL;

  if (stat != NULL)
    g_array_append_val (tree, pid);
  for (guint i = 0; i < tree->len; i++)
    add_children (tree, g_array_index (tree, GPid, i));

  return tree;
}

/* Of one process with all its threads and the children that it waited for; 0 if it is gone. */
static double
cpu_of (GPid pid)
{
  g_autofree char *text = read_file (pid, "stat");
  AssayProcStat stat;
  struct timespec time;
  clockid_t clock;

  if (text == NULL || !assay_proc_stat_parse (text, &stat) || clock_getcpuclockid (pid, &clock) != 0 || clock_gettime (clock, &time) < 0)
    return 0;

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9 + (double) stat.waited_ticks / (double) sysconf (_SC_CLK_TCK);
}

static gboolean
same (GArray *a, GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_array_index (a, GPid, i) != g_array_index (b, GPid, i))
      return FALSE;

  return TRUE;
}

/* Whoever ends between the reading of its own clock and of its parent's count would be counted twice or not at all. */
double
assay_account_cpu (GPid pid)
{
  double seconds = NAN;

  for (guint i = 0; i < TRIES; i++)
    {
      g_autoptr (GArray) tree = assay_account_tree (pid);
      g_autoptr (GArray) after = NULL;

      if (tree->len == 0)
        return NAN;
      seconds = 0;
      for (guint j = 0; j < tree->len; j++)
        seconds += cpu_of (g_array_index (tree, GPid, j));
      after = assay_account_tree (pid);
      if (same (tree, after))
        break;
    }

  return seconds;
}

guint64
assay_account_pss (GPid pid)
{
  g_autoptr (GArray) tree = assay_account_tree (pid);
  guint64 sum = 0;

  for (guint i = 0; i < tree->len; i++)
    {
      g_autofree char *text = read_file (g_array_index (tree, GPid, i), "smaps_rollup");
      guint64 bytes;

      if (text != NULL && assay_proc_kilobytes (text, "Pss:", &bytes))
        sum += bytes;
    }

  return sum;
}
