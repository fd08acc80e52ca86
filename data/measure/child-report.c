#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/measure/child-private.h"
#include "data/model/error.h"
#include "data/model/language.h"

/* A wait without end is none of ours. */
#define LONGEST 1e6
/* What the supervisor takes to answer at the most, s. */
#define ANSWER 2

gint64
assay_child_deadline (double seconds)
{
  return g_get_monotonic_time () + (gint64) (CLAMP (seconds, 0, LONGEST) * G_USEC_PER_SEC);
}

/* The supervisor ended without a last word: it was killed, so the leader is too, and the others are ours to find. */
static void
lose (AssayChild *self)
{
  close (self->control);
  self->control = -1;
  if (self->gone)
    return;
  if (!self->ended)
    {
      self->report.status = SIGKILL;
      self->report.time = g_get_monotonic_time () * 1000;
    }
  assay_child_sweep (self);
  self->ended = self->gone = TRUE;
}

static void
heed (AssayChild *self)
{
  self->report.length = MIN (self->report.length, SUPERVISE_TAIL);
  if (self->report.kind == SUPERVISE_STARTED)
    {
      self->begun = TRUE;
      self->started = self->report.time;
    }
  self->told = self->told || self->report.kind == SUPERVISE_TOLD;
  self->ended = self->ended || self->report.kind == SUPERVISE_ENDED || self->report.kind == SUPERVISE_GONE;
  self->gone = self->gone || self->report.kind == SUPERVISE_GONE;
}

void
assay_child_listen (AssayChild *self)
{
  while (self->control >= 0)
    {
      SuperviseReport report;
      gssize length = recv (self->control, &report, sizeof report, MSG_DONTWAIT);

      if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return;
      if (length < 0 && errno == ECONNRESET)
        continue; /* it ended before it read all our requests; what it said before that still comes */
      if (length != sizeof report)
        {
          lose (self);
          return;
        }
      self->report = report;
      heed (self);
    }
}

gboolean
assay_child_await (AssayChild *self, const gboolean *flag, gint64 deadline, GCancellable *cancellable)
{
  GPollFD files[2] = { { self->control, G_IO_IN, 0 } };
  gboolean watched = g_cancellable_make_pollfd (cancellable, &files[1]);

  for (;;)
    {
      gint64 left = deadline - g_get_monotonic_time ();

      assay_child_listen (self);
      if (*flag || left <= 0 || self->control < 0 || g_cancellable_is_cancelled (cancellable))
        break;
      g_poll (files, watched ? 2 : 1, (int) MIN (left / 1000 + 1, G_MAXINT));
    }
  if (watched)
    g_cancellable_release_fd (cancellable);

  return *flag;
}

void
assay_child_request (AssayChild *self, char request)
{
  if (self->control >= 0)
    send (self->control, &request, 1, MSG_NOSIGNAL);
}

char *
assay_child_errors (AssayChild *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  assay_child_listen (self);
  if (!self->ended)
    {
      self->told = FALSE;
      assay_child_request (self, SUPERVISE_ERRORS);
      assay_child_await (self, &self->told, assay_child_deadline (ANSWER), NULL);
    }
  text = g_utf8_make_valid (self->report.errors, self->report.length);

  return g_strdup (g_strstrip (text));
}

void
assay_child_set_end (AssayChild *self, GError **error)
{
  g_autofree char *errors = assay_child_errors (self);
  g_autofree char *how = NULL;
  int status = self->report.status;

  if (WIFSIGNALED (status))
    how = g_strdup_printf (_ ("was ended by signal %d (%s)"), WTERMSIG (status), g_strsignal (WTERMSIG (status)));
  else
    how = g_strdup_printf (_ ("ended with status %d"), WEXITSTATUS (status));
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, "%s %s%s%s", self->name, how, *errors != '\0' ? ": " : "", errors);
}
