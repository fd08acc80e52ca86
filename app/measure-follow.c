#include "app/measure-follow.h"

#include <errno.h>
#include <glib-unix.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "data/measure/follow.h"

static void
say (const char *text)
{
  fputs (text, stdout);
  putchar ('\n');
  fflush (stdout);
}

void
assay_measure_follow_begin (const AssayPlan *plan)
{
  g_autoptr (AssayMachine) machine = assay_machine_new ();
  g_autofree char *line = assay_follow_begin (plan, machine);

  say (line);
}

/* How many starts of its run were told before; %G_MAXUINT if all of it was. */
static guint
told_before (const AssayProgress *progress)
{
  static guint item = G_MAXUINT, told;
  guint from = item == progress->item ? told : 0;

  if (progress->run == NULL || (item == progress->item && told == progress->run->starts->len))
    return G_MAXUINT;
  item = progress->item;
  told = progress->run->starts->len;

  return MIN (from, told);
}

void
assay_measure_follow_progress (const AssayProgress *progress)
{
  static gint64 told;
  static guint item = G_MAXUINT;
  gint64 now = g_get_monotonic_time ();
  g_autofree char *line = NULL;

  if (item == progress->item && now - told < G_TIME_SPAN_SECOND && progress->done < 1)
    return;
  told = now;
  item = progress->item;
  line = assay_follow_progress (progress, told_before (progress));
  if (strlen (line) > ASSAY_FOLLOW_MAX_LINE)
    {
      g_free (line);
      line = assay_follow_progress (progress, G_MAXUINT);
    }
  say (line);
}

void
assay_measure_follow_run (AssayRun *run)
{
  g_autofree char *document = assay_run_to_text (run, TRUE, NULL);
  g_autofree char *line = assay_follow_finished ();

  say (document);
  say (line);
}

/* What is written there is for nobody. */
static gboolean
input_cb (int file, GIOCondition condition G_GNUC_UNUSED, gpointer data)
{
  char text[4096];
  gssize length = read (file, text, sizeof text);

  if (length > 0 || (length < 0 && (errno == EINTR || errno == EAGAIN)))
    return G_SOURCE_CONTINUE;
  g_cancellable_cancel (data);

  return G_SOURCE_REMOVE;
}

GSource *
assay_measure_follow_input (GCancellable *cancellable)
{
  GSource *source = g_unix_fd_source_new (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR);

  g_source_set_callback (source, G_SOURCE_FUNC (input_cb), g_object_ref (cancellable), g_object_unref);
  g_source_attach (source, NULL);

  return source;
}
