#include "data/measure/supervise/leader.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define CANNOT_EXECUTE 127

static void
give_up (const char *what)
{
  fprintf (stderr, "can't %s: %s\n", what, strerror (errno));
  _exit (CANNOT_EXECUTE);
}

/* A blocked or ignored signal would be inherited through exec. */
static void
reset_signals (void)
{
  sigset_t none;

  for (int number = 1; number < NSIG; number++)
    signal (number, SIG_DFL);
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
}

static void
set_limits (const Options *options)
{
  struct rlimit limit = { 0, 0 };

  setrlimit (RLIMIT_CORE, &limit);
  if (options->cpu_seconds > 0)
    {
      limit = (struct rlimit) { options->cpu_seconds, options->cpu_seconds + 1 };
      if (setrlimit (RLIMIT_CPU, &limit) < 0)
        give_up ("limit its CPU time");
    }
  if (options->files > 0)
    {
      getrlimit (RLIMIT_NOFILE, &limit);
      limit.rlim_cur = options->files;
      if (limit.rlim_max < options->files)
        limit.rlim_max = options->files;
      if (setrlimit (RLIMIT_NOFILE, &limit) < 0)
        give_up ("have so many open files");
    }
}

/* The death signal is about the supervisor's only thread, so it means the supervisor. It may have died before it was asked for. */
static void
follow (pid_t supervisor)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () != supervisor)
    _exit (CANNOT_EXECUTE);
}

static void
become (const Options *options, int errors, pid_t supervisor)
{
  char what[200];

  dup2 (errors, STDERR_FILENO);
  follow (supervisor);
  setsid ();
  reset_signals ();
  set_limits (options);
  if (options->placed && sched_setaffinity (0, sizeof options->cpus, &options->cpus) < 0)
    give_up ("be placed on these CPUs");
  execvp (options->command[0], options->command);
  snprintf (what, sizeof what, "execute “%s”", options->command[0]);
  give_up (what);
}

pid_t
leader_start (const Options *options, int errors)
{
  pid_t supervisor = getpid (), pid = fork ();

  if (pid == 0)
    become (options, errors, supervisor);

  return pid;
}
