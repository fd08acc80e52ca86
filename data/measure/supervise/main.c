/* Runs a program and ends its whole process tree when told to, when the program ends, or when whoever started us is gone.
 *
 * Who is killed by what:
 * - The caller closes or loses its end of the control pair (a crash and SIGKILL close it too): we kill everybody.
 * - We are killed: the kernel kills the leader (PR_SET_PDEATHSIG); the caller sees the pair close and kills the others, found by their
 *   session and by the mark in their environment.
 * - Both are killed at the same moment: the kernel kills the leader; what it had started is left to notice that by itself
 *   (its standard input has ended).
 * We are small so that our resident set, which the kernel counts for a child until it executes, doesn't hide the child's. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "data/measure/supervise/leader.h"
#include "data/measure/supervise/protocol.h"
#include "data/measure/supervise/tree.h"

/* How long the others may live on when the leader has ended, to put away what is theirs. */
#define LINGER_NS (200 * 1000000LL)
#define KILL_PAUSE_MS 5

enum { CONTROL, SIGNALS, ERRORS, OUTPUT, N_FILES };

typedef struct
{
  struct pollfd files[N_FILES];
  SuperviseReport report;
  bool ended, killing;
} Supervisor;

static int64_t
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void
tell (Supervisor *self, SuperviseKind kind)
{
  self->report.kind = kind;
  if (send (SUPERVISE_CONTROL, &self->report, sizeof self->report, MSG_NOSIGNAL) < 0)
    self->killing = true;
}

/* Keeps the last bytes of what was said. */
static void
remember (SuperviseReport *report, const char *text, size_t length)
{
  size_t keep = length >= SUPERVISE_TAIL ? 0 : SUPERVISE_TAIL - length;

  if (length > SUPERVISE_TAIL)
    {
      text += length - SUPERVISE_TAIL;
      length = SUPERVISE_TAIL;
    }
  if (report->length > keep)
    {
      memmove (report->errors, report->errors + report->length - keep, keep);
      report->length = keep;
    }
  memcpy (report->errors + report->length, text, length);
  report->length += length;
}

/* Reads once; a file that has ended is not asked again. */
static ssize_t
take (struct pollfd *file, char *text, size_t size)
{
  ssize_t length = read (file->fd, text, size);

  if (length == 0 || (length < 0 && errno != EAGAIN && errno != EINTR))
    {
      close (file->fd);
      file->fd = -1;
    }

  return length;
}

static void
read_errors (Supervisor *self)
{
  char text[65536];
  ssize_t length = take (&self->files[ERRORS], text, sizeof text);

  if (length > 0)
    remember (&self->report, text, length);
}

/* What it said before it ended is in the pipe, which holds no more than 64 KiB. */
static void
read_last_errors (Supervisor *self)
{
  for (int i = 0; i < 2 && self->files[ERRORS].fd >= 0; i++)
    read_errors (self);
}

static void
drop_output (Supervisor *self)
{
  char text[65536];

  take (&self->files[OUTPUT], text, sizeof text);
}

static void
obey (Supervisor *self)
{
  char request;
  ssize_t length = recv (SUPERVISE_CONTROL, &request, 1, MSG_DONTWAIT);

  if (length < 0 && (errno == EAGAIN || errno == EINTR))
    return;
  if (length <= 0)
    {
      self->files[CONTROL].fd = -1;
      request = SUPERVISE_KILL;
    }
  if (request == SUPERVISE_DROP)
    self->files[OUTPUT].fd = SUPERVISE_OUTPUT;
  else if (request == SUPERVISE_TERM)
    tree_signal (SIGTERM);
  else if (request == SUPERVISE_KILL)
    self->killing = true;
  else if (request == SUPERVISE_ERRORS)
    {
      read_last_errors (self);
      tell (self, SUPERVISE_TOLD);
    }
}

/* A signal other than SIGCHLD is the system's or somebody's wish that we end. */
static void
heed (Supervisor *self)
{
  struct signalfd_siginfo info;

  while (read (self->files[SIGNALS].fd, &info, sizeof info) == sizeof info)
    if (info.ssi_signo != SIGCHLD)
      self->killing = true;
}

static void
note_end (Supervisor *self, int status)
{
  self->ended = true;
  self->report.time = now ();
  self->report.status = status;
  read_last_errors (self);
  tell (self, SUPERVISE_ENDED);
}

/* Waits for all that have ended; false once nobody is left. */
static bool
reap (Supervisor *self)
{
  int status;
  pid_t pid;

  while ((pid = waitpid (-1, &status, WNOHANG)) > 0)
    if (pid == self->report.pid)
      note_end (self, status);

  return pid == 0 || errno != ECHILD;
}

static void
count (SuperviseReport *report)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  report->cpu = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000000LL
                + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000LL;
  report->peak = usage.ru_maxrss * 1024LL;
}

static int
patience (const Supervisor *self)
{
  int64_t left;

  if (self->killing)
    return KILL_PAUSE_MS;
  if (!self->ended)
    return -1;
  left = self->report.time + LINGER_NS - now ();

  return left <= 0 ? 0 : (int) (left / 1000000) + 1;
}

static void
watch (Supervisor *self)
{
  while (reap (self))
    {
      if (self->ended && now () >= self->report.time + LINGER_NS)
        self->killing = true;
      if (self->killing)
        tree_kill ();
      if (poll (self->files, N_FILES, patience (self)) <= 0)
        continue;
      if (self->files[CONTROL].revents != 0)
        obey (self);
      if (self->files[SIGNALS].revents != 0)
        heed (self);
      if (self->files[ERRORS].revents != 0)
        read_errors (self);
      if (self->files[OUTPUT].revents != 0)
        drop_output (self);
    }
  read_last_errors (self);
  count (&self->report);
  tell (self, SUPERVISE_GONE);
}

static int
catch_signals (void)
{
  sigset_t caught;

  sigemptyset (&caught);
  sigaddset (&caught, SIGCHLD);
  sigaddset (&caught, SIGTERM);
  sigaddset (&caught, SIGINT);
  sigaddset (&caught, SIGHUP);
  sigprocmask (SIG_SETMASK, &caught, NULL);
  signal (SIGCHLD, SIG_DFL); /* inherited as ignored, the kernel would wait for our children and keep their status */

  return signalfd (-1, &caught, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* The leader's pipes must end with it, so none of their ends stays with us. */
static bool
let_go (int errors)
{
  int null = open ("/dev/null", O_RDWR | O_CLOEXEC);

  close (errors);
  return null >= 0 && dup2 (null, STDIN_FILENO) >= 0 && dup2 (null, STDOUT_FILENO) >= 0 && close (null) == 0;
}

static bool
prepare (Supervisor *self, int errors[2])
{
  memset (self, 0, sizeof *self);
  for (int i = 0; i < N_FILES; i++)
    self->files[i] = (struct pollfd) { .fd = -1, .events = POLLIN };
  if (fcntl (SUPERVISE_CONTROL, F_SETFD, FD_CLOEXEC) < 0 || fcntl (SUPERVISE_OUTPUT, F_SETFD, FD_CLOEXEC) < 0)
    return false;
  if (pipe2 (errors, O_CLOEXEC) < 0 || fcntl (errors[0], F_SETFL, O_NONBLOCK) < 0)
    return false;
  self->files[CONTROL].fd = SUPERVISE_CONTROL;
  self->files[ERRORS].fd = errors[0];
  self->files[SIGNALS].fd = catch_signals ();

  return self->files[SIGNALS].fd >= 0 && prctl (PR_SET_CHILD_SUBREAPER, 1) == 0;
}

int
main (int argc, char **argv)
{
  static Supervisor self;
  Options options;
  int errors[2];

  if (!options_read (argc, argv, &options))
    return 2;
  setsid ();
  if (!prepare (&self, errors))
    {
      perror ("assay-supervise");
      return 1;
    }
  self.report.time = now ();
  self.report.pid = leader_start (&options, errors[1]);
  if (self.report.pid < 0 || !let_go (errors[1]))
    {
      perror ("assay-supervise");
      return 1;
    }
  tell (&self, SUPERVISE_STARTED);
  watch (&self);

  return 0;
}
