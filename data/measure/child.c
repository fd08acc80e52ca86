#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/measure/child-private.h"
#include "data/model/error.h"
#include "data/model/language.h"

/* The supervisor's first report, on a machine that is busy, s. */
#define BEGINNING 20
/* A tree that lives on for so long after SIGKILL hangs in the kernel, s. */
#define HOPELESS 10

AssayChild *
assay_child_start (const AssayChildSpec *spec, GError **error)
{
  g_autoptr (AssayChild) self = g_new0 (AssayChild, 1);

  g_return_val_if_fail (spec != NULL && spec->name != NULL && spec->argv != NULL && spec->argv[0] != NULL, NULL);

  self->name = g_strdup (spec->name);
  self->text = g_string_new (NULL);
  self->control = self->input = self->output = -1;
  if (!assay_child_spawn (self, spec, error))
    {
      self->gone = TRUE;
      return NULL;
    }
  if (assay_child_await (self, &self->begun, assay_child_deadline (BEGINNING), NULL))
    return g_steal_pointer (&self);

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s can't be started: its supervisor gives up"), self->name);
  return NULL;
}

GPid
assay_child_get_pid (AssayChild *self)
{
  g_return_val_if_fail (self != NULL, 0);

  assay_child_listen (self);

  return self->ended ? 0 : self->report.pid;
}

gboolean
assay_child_is_alive (AssayChild *self)
{
  return assay_child_get_pid (self) != 0;
}

gint64
assay_child_get_started (AssayChild *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->started / 1000;
}

void
assay_child_end_input (AssayChild *self)
{
  g_return_if_fail (self != NULL);

  if (self->input >= 0)
    close (self->input);
  self->input = -1;
}

static void
fill_usage (AssayChild *self, AssayChildUsage *usage)
{
  int status = self->report.status;

  if (usage == NULL)
    return;
  usage->wall = (double) (self->report.time - self->started) / 1e9;
  usage->cpu = (double) self->report.cpu / 1e9;
  usage->peak = (guint64) self->report.peak;
  usage->status = WIFSIGNALED (status) ? 128 + WTERMSIG (status) : WEXITSTATUS (status);
}

/* Each way of asking is harder than the one before; whoever obeys early is asked no further. */
static void
ask_to_end (AssayChild *self, double patience)
{
  gboolean heard = self->input >= 0;

  assay_child_end_input (self);
  if (heard && assay_child_await (self, &self->ended, assay_child_deadline (patience), NULL))
    return;
  if (patience > 0)
    {
      assay_child_request (self, SUPERVISE_TERM);
      if (assay_child_await (self, &self->ended, assay_child_deadline (patience), NULL))
        return;
    }
  assay_child_request (self, SUPERVISE_KILL);
}

static void
reap_supervisor (AssayChild *self)
{
  while (self->supervisor != 0 && waitpid (self->supervisor, NULL, 0) < 0 && errno == EINTR)
    ;
  self->supervisor = 0;
}

static gboolean
finish (AssayChild *self, AssayChildUsage *usage, GError **error)
{
  gboolean gone = assay_child_await (self, &self->gone, assay_child_deadline (HOPELESS), NULL);

  if (gone)
    reap_supervisor (self);
  fill_usage (self, usage);
  if (!gone)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s: a process of it can't be ended"), self->name);
  else if (!self->asked && self->report.status != 0)
    assay_child_set_end (self, error);

  return gone && (self->asked || self->report.status == 0);
}

gboolean
assay_child_stop (AssayChild *self, double patience, AssayChildUsage *usage, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  assay_child_listen (self);
  assay_child_drop_output (self);
  if (!self->ended)
    {
      self->asked = TRUE;
      ask_to_end (self, patience);
    }

  return finish (self, usage, error);
}

gboolean
assay_child_wait (AssayChild *self, double timeout, GCancellable *cancellable, AssayChildUsage *usage, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (usage != NULL)
    *usage = (AssayChildUsage) { 0 };
  assay_child_drop_output (self);
  if (assay_child_await (self, &self->ended, assay_child_deadline (timeout), cancellable))
    return finish (self, usage, error);

  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _ ("%s didn't end within %g s"), self->name, timeout);
  return FALSE;
}

void
assay_child_free (AssayChild *self)
{
  if (self == NULL)
    return;

  assay_child_end_input (self);
  if (self->output >= 0)
    close (self->output);
  assay_child_request (self, SUPERVISE_KILL);
  assay_child_await (self, &self->gone, assay_child_deadline (HOPELESS), NULL);
  if (!self->gone && self->supervisor != 0)
    {
      kill (self->supervisor, SIGKILL); /* it hangs with what it can't end, and takes the leader with it */
      assay_child_sweep (self);
    }
  reap_supervisor (self);
  if (self->control >= 0)
    close (self->control);
  g_string_free (self->text, TRUE);
  g_free (self->name);
  g_free (self->mark);
  g_free (self);
}
