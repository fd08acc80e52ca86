#include "data/measure/supervise/tree.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A kernel without these lists (CONFIG_PROC_CHILDREN; no distribution's) shows us nobody: then the caller ends us, the kernel the leader, and
 * the caller the others by their mark. */

/* More processes than that in one tree get killed in further rounds. */
#define MOST 65536
/* Rounds of stopping before killing whatever was found: a fork bomb that outruns them is met again in the next round. */
#define ROUNDS 50

static pid_t found[MOST];
static size_t n_found;

static void
add_listed (const char *folder, const char *task)
{
  char path[400];
  FILE *list;
  int pid;

  snprintf (path, sizeof path, "%s/%s/children", folder, task);
  list = fopen (path, "re");
  if (list == NULL)
    return;
  while (n_found < MOST && fscanf (list, "%d", &pid) == 1)
    found[n_found++] = pid;
  fclose (list);
}

/* A child belongs to the thread that forked it, so every thread's list counts. */
static void
add_children (pid_t parent)
{
  char folder[64];
  struct dirent *entry;
  DIR *tasks;

  snprintf (folder, sizeof folder, "/proc/%d/task", (int) parent);
  tasks = opendir (folder);
  if (tasks == NULL)
    return;
  while ((entry = readdir (tasks)) != NULL)
    if (entry->d_name[0] != '.')
      add_listed (folder, entry->d_name);
  closedir (tasks);
}

static void
walk (void)
{
  n_found = 0;
  add_children (getpid ());
  for (size_t i = 0; i < n_found; i++)
    add_children (found[i]);
}

size_t
tree_signal (int number)
{
  walk ();
  for (size_t i = 0; i < n_found; i++)
    kill (found[i], number);

  return n_found;
}

void
tree_kill (void)
{
  size_t before = 0, now = tree_signal (SIGSTOP);

  for (int round = 0; round < ROUNDS && now > before; round++)
    {
      before = now;
      now = tree_signal (SIGSTOP);
    }
  tree_signal (SIGKILL);
}
