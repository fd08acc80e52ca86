#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "data/measure/child-private.h"
#include "data/model/error.h"
#include "data/model/language.h"

#define CHUNK 65536
/* How long after the end of its output a child may take to end, s. */
#define LAST_MOMENT 1

static void
close_output (AssayChild *self)
{
  close (self->output);
  self->output = -1;
}

/* What is there. */
static void
take (AssayChild *self)
{
  gsize before = self->text->len - self->taken;
  gssize length;

  g_string_erase (self->text, 0, (gssize) self->taken);
  self->taken = 0;
  self->scanned = before;
  g_string_set_size (self->text, before + CHUNK);
  length = read (self->output, self->text->str + before, CHUNK);
  g_string_set_size (self->text, before + (gsize) MAX (length, 0));
  if (length == 0 || (length < 0 && errno != EAGAIN && errno != EINTR))
    close_output (self);
}

/* The next line of what was read, or NULL if it isn't complete; the last one needs no newline. */
static char *
cut_line (AssayChild *self)
{
  const char *text = self->text->str + self->taken;
  gsize length = self->text->len - self->taken;
  const char *end = memchr (text + self->scanned, '\n', length - self->scanned);

  self->scanned = length;
  if (end == NULL && (self->output >= 0 || length == 0))
    return NULL;

  if (end == NULL)
    end = text + length;
  self->taken = MIN (self->text->len, self->taken + (gsize) (end - text) + 1);
  self->scanned = 0;

  return g_utf8_make_valid (text, end - text);
}

static char *
fail_at_end (AssayChild *self, GError **error)
{
  if (self->dropped)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s: its output is not read any more"), self->name);
  else if (assay_child_await (self, &self->ended, assay_child_deadline (LAST_MOMENT), NULL))
    assay_child_set_end (self, error);
  else
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s closed its standard output"), self->name);

  return NULL;
}

/* Until there is output, the deadline has passed or somebody cancels. */
static void
await_output (AssayChild *self, gint64 deadline, GCancellable *cancellable)
{
  GPollFD files[2] = { { self->output, G_IO_IN, 0 } };
  gboolean watched = g_cancellable_make_pollfd (cancellable, &files[1]);
  gint64 left = deadline - g_get_monotonic_time ();

  g_poll (files, watched ? 2 : 1, (int) CLAMP (left / 1000 + 1, 0, G_MAXINT));
  if (watched)
    g_cancellable_release_fd (cancellable);
}

static char *
fail_at_flood (AssayChild *self, GError **error)
{
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s floods its standard output: a line of more than %d bytes"),
               self->name, ASSAY_CHILD_LINE);
  return NULL;
}

char *
assay_child_read_line (AssayChild *self, double timeout, GCancellable *cancellable, GError **error)
{
  gint64 deadline = assay_child_deadline (timeout);
  gboolean late = FALSE;

  g_return_val_if_fail (self != NULL, NULL);

  for (;;)
    {
      char *line;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      line = cut_line (self);
      if (line != NULL)
        return line;
      if (self->output < 0)
        return fail_at_end (self, error);
      if (self->text->len - self->taken > ASSAY_CHILD_LINE)
        return fail_at_flood (self, error);
      if (late)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _ ("%s printed no line within %g s"), self->name, timeout);
          return NULL;
        }
      late = g_get_monotonic_time () >= deadline;
      await_output (self, deadline, cancellable);
      take (self);
    }
}

gboolean
assay_child_has_output (AssayChild *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->output >= 0;
}

void
assay_child_drop_output (AssayChild *self)
{
  g_return_if_fail (self != NULL);

  if (self->dropped)
    return;
  self->dropped = TRUE;
  assay_child_request (self, SUPERVISE_DROP);
  if (self->output >= 0)
    close_output (self);
  g_string_truncate (self->text, 0);
  self->taken = self->scanned = 0;
}
