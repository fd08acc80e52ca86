/* A child that does what children do wrong: faulty MODE [NUMBER]. Plain C, so that nothing happens but what is meant. */
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void
ignore_signals (void)
{
  signal (SIGTERM, SIG_IGN);
  signal (SIGHUP, SIG_IGN);
  signal (SIGINT, SIG_IGN);
}

static int
sleep_on (void)
{
  while (pause () < 0)
    ;
  return 0;
}

static int
say_and_sleep (const char *line)
{
  puts (line);
  fflush (stdout);
  return sleep_on ();
}

/* A process in a session of its own, whose parent is gone. */
static void
leave_daemon (void)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      setsid ();
      if (fork () > 0)
        _exit (0);
      ignore_signals ();
      sleep_on ();
    }
  waitpid (pid, NULL, 0);
}

static int
daemons (int number)
{
  for (int i = 0; i < number; i++)
    {
      leave_daemon ();
      if (fork () == 0)
        {
          ignore_signals ();
          return sleep_on ();
        }
    }
  return say_and_sleep ("daemons");
}

/* Each process replaces itself before it can be seen for long. */
static int
hop (void)
{
  ignore_signals ();
  while (fork () <= 0)
    ;
  return 0;
}

static int
lines (int number)
{
  for (int i = 0; i < number; i++)
    printf ("line %d\n", i);
  fputs ("without a newline", stdout);
  return 0;
}

static int
obey_input (void)
{
  char text[64];

  while (read (STDIN_FILENO, text, sizeof text) > 0)
    ;
  return 0;
}

static int
flood (int file, const char *text, int chunks)
{
  static char block[65536];

  for (size_t i = 0; i < sizeof block; i++)
    block[i] = text[i % strlen (text)];
  for (int i = 0; i < chunks; i++)
    if (write (file, block, sizeof block) < 0)
      return 1;
  return 0;
}

static double
cpu_of (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
burn (double seconds)
{
  double end = cpu_of (RUSAGE_SELF) + seconds;

  while (cpu_of (RUSAGE_SELF) < end)
    ;
}

/* Burns by itself, in a child that ends, and in one that lives on; says what the three used by their own account. */
static int
burn_in_three (int hundredths)
{
  int files[2];
  double living = 0;
  pid_t ending;

  if (pipe (files) < 0)
    return 1;
  if (fork () == 0)
    {
      burn (hundredths / 100.0);
      living = cpu_of (RUSAGE_SELF);
      if (write (files[1], &living, sizeof living) < 0)
        _exit (1);
      return sleep_on ();
    }
  ending = fork ();
  if (ending == 0)
    {
      burn (hundredths / 100.0);
      _exit (0);
    }
  burn (hundredths / 100.0);
  waitpid (ending, NULL, 0);
  if (read (files[0], &living, sizeof living) < 0)
    return 1;
  printf ("%.6f\n", cpu_of (RUSAGE_SELF) + cpu_of (RUSAGE_CHILDREN) + living);
  fflush (stdout);
  return obey_input ();
}

/* Maps memory, shares a third of it with a child, and says when it is touched. */
static int
map_memory (int mib)
{
  size_t size = (size_t) mib * 1024 * 1024;
  char *memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  memset (memory, 1, size / 3);
  if (fork () == 0)
    return sleep_on ();
  memset (memory + size / 3, 2, size - size / 3);
  puts ("mapped");
  fflush (stdout);
  return obey_input ();
}

/* "files 3 core 0 cpus 1 leader 1": what it was given. */
static int
say_limits (void)
{
  struct rlimit files, core;
  cpu_set_t cpus;
  DIR *folder = opendir ("/proc/self/fd");
  int n_open = -3; /* the folder's own file, "." and ".." */

  while (readdir (folder) != NULL)
    n_open++;
  closedir (folder);
  getrlimit (RLIMIT_NOFILE, &files);
  getrlimit (RLIMIT_CORE, &core);
  sched_getaffinity (0, sizeof cpus, &cpus);
  printf ("open %d files %lu core %lu cpus %d leader %d\n", n_open, (unsigned long) files.rlim_cur, (unsigned long) core.rlim_cur,
          CPU_COUNT (&cpus), getsid (0) == getpid () && getpgrp () == getpid ());
  return 0;
}

static int
fail (int status)
{
  fprintf (stderr, "first\nthe reason\n");
  return status;
}

static int
crash (void)
{
  abort ();
}

static int
be_stubborn (void)
{
  ignore_signals ();
  return say_and_sleep ("stubborn");
}

static int
leave_and_end (void)
{
  leave_daemon ();
  return 0;
}

static int
close_output (void)
{
  close (STDOUT_FILENO);
  return sleep_on ();
}

int
main (int argc, char **argv)
{
  const char *mode = argc > 1 ? argv[1] : "";
  int number = argc > 2 ? atoi (argv[2]) : 0;

#define MODE(name, call) if (strcmp (mode, name) == 0) return call
  MODE ("lines", lines (number));
  MODE ("fail", fail (number));
  MODE ("crash", crash ());
  MODE ("sleep", say_and_sleep ("sleeping"));
  MODE ("silent", sleep_on ());
  MODE ("stubborn", be_stubborn ());
  MODE ("obedient", obey_input ());
  MODE ("daemons", daemons (number));
  MODE ("leave", leave_and_end ());
  MODE ("hop", hop ());
  MODE ("flood", flood (STDOUT_FILENO, "all work and no play\n", number));
  MODE ("flood-errors", flood (STDERR_FILENO, "all work and no play\n", number));
  MODE ("long-line", flood (STDOUT_FILENO, "x", number));
  MODE ("close-output", close_output ());
  MODE ("spin", (burn (number), 0));
  MODE ("burn", burn_in_three (number));
  MODE ("map", map_memory (number));
  MODE ("limits", say_limits ());
  return 2;
}
