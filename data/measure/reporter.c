#include "data/measure/reporter.h"

#include <math.h>

#define SHORTEST_PAUSE (100 * G_TIME_SPAN_MILLISECOND)
/* Before so much is done, the time left is not known. */
#define LEAST_DONE 0.02

struct _AssayReporter
{
  GMutex lock;
  GMainContext *context;
  AssayExperiment *experiment;   /* what the signals are of; a reference as long as the thread runs */
  gint64 begun, told;            /* monotonic, us */
  GSource *pending;              /* will tell what changed; or NULL */
  AssayProgress now;
  AssayItemState *states;
  char **messages;
  char **scenarios, **notes;     /* of an errand; or NULL */
  char *doing;
};

typedef struct
{
  AssayReporter *reporter;
  AssayRun *run;
} Finished;

AssayReporter *
assay_reporter_new (AssayExperiment *experiment, guint n_items)
{
  AssayReporter *self = g_atomic_rc_box_new0 (AssayReporter);

  g_mutex_init (&self->lock);
  self->context = g_main_context_ref_thread_default ();
  self->experiment = g_object_ref (experiment);
  self->begun = g_get_monotonic_time ();
  self->states = g_new0 (AssayItemState, n_items);
  self->messages = g_new0 (char *, n_items + 1);
  self->now.n_items = n_items;
  self->now.left = NAN;

  return self;
}

AssayReporter *
assay_reporter_ref (AssayReporter *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
reporter_clear (AssayReporter *self)
{
  for (guint i = 0; i < self->now.n_items; i++)
    g_free (self->messages[i]);
  g_free (self->messages);
  g_free (self->states);
  g_strfreev (self->scenarios);
  g_strfreev (self->notes);
  g_free (self->doing);
  g_clear_pointer (&self->now.run, assay_run_unref);
  g_object_unref (self->experiment);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
}

void
assay_reporter_unref (AssayReporter *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) reporter_clear);
}

static double
time_left (const AssayReporter *self)
{
  double elapsed = (g_get_monotonic_time () - self->begun) / (double) G_TIME_SPAN_SECOND;

  return self->now.done > LEAST_DONE ? elapsed * (1 - self->now.done) / self->now.done : NAN;
}

/* The picture is copied, so that handlers run without the lock. */
static gboolean
tell_cb (gpointer data)
{
  AssayReporter *self = data;
  AssayProgress picture;
  g_autofree AssayItemState *states = NULL;
  g_autofree char *doing = NULL;
  g_auto (GStrv) messages = NULL;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->pending, g_source_unref);
  self->told = g_get_monotonic_time ();
  self->now.left = time_left (self);
  picture = self->now;
  picture.run = self->now.run != NULL ? assay_run_ref (self->now.run) : NULL;
  states = g_memdup2 (self->states, self->now.n_items * sizeof *states);
  messages = g_new0 (char *, self->now.n_items + 1);
  for (guint i = 0; i < self->now.n_items; i++)
    messages[i] = g_strdup (self->messages[i]);
  doing = g_strdup (self->doing);
  g_mutex_unlock (&self->lock);

  picture.states = states;
  picture.messages = (const char * const *) messages;
  picture.doing = doing;
  picture.scenarios = (const char * const *) self->scenarios;
  picture.notes = (const char * const *) self->notes;
  g_signal_emit_by_name (self->experiment, "progress", &picture);

  g_clear_pointer (&picture.run, assay_run_unref);
  for (guint i = 0; i < picture.n_items; i++)
    g_clear_pointer (&messages[i], g_free);

  return G_SOURCE_REMOVE;
}

static void
attach (AssayReporter *self, GSource *source, GSourceFunc function, gpointer data, GDestroyNotify destroy)
{
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, function, data, destroy);
  g_source_attach (source, self->context);
}

/* With the lock held. */
static void
tell_soon (AssayReporter *self, GSource *source)
{
  self->pending = source;
  attach (self, source, tell_cb, assay_reporter_ref (self), (GDestroyNotify) assay_reporter_unref);
}

/* Lets go of the lock, and sees to it that the picture is told soon. */
static void
changed_unlock (AssayReporter *self)
{
  gint64 pause = self->told + SHORTEST_PAUSE - g_get_monotonic_time ();

  if (self->pending == NULL)
    tell_soon (self, g_timeout_source_new (MAX (0, pause) / G_TIME_SPAN_MILLISECOND));
  g_mutex_unlock (&self->lock);
}

void
assay_reporter_plan (AssayReporter *self, const char * const *scenarios, const char * const *notes)
{
  guint n = g_strv_length ((char **) scenarios);

  g_mutex_lock (&self->lock);
  if (self->now.n_items == 0)
    {
      g_free (self->states);
      g_free (self->messages);
      self->states = g_new0 (AssayItemState, n);
      self->messages = g_new0 (char *, n + 1);
      self->scenarios = g_strdupv ((char **) scenarios);
      self->notes = g_strdupv ((char **) notes);
      self->now.n_items = n;
    }
  changed_unlock (self);
}

void
assay_reporter_item (AssayReporter *self, guint item, AssayItemState state, const char *message)
{
  g_mutex_lock (&self->lock);
  self->now.item = item;
  self->states[item] = state;
  g_free (self->messages[item]);
  self->messages[item] = g_strdup (message);
  changed_unlock (self);
}

AssayItemState
assay_reporter_get_state (AssayReporter *self, guint item)
{
  AssayItemState state;

  g_mutex_lock (&self->lock);
  state = self->states[item];
  g_mutex_unlock (&self->lock);

  return state;
}

void
assay_reporter_doing (AssayReporter *self, const char *format, ...)
{
  va_list arguments;

  g_mutex_lock (&self->lock);
  g_free (self->doing);
  va_start (arguments, format);
  self->doing = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  changed_unlock (self);
}

void
assay_reporter_done (AssayReporter *self, double done)
{
  g_mutex_lock (&self->lock);
  self->now.done = CLAMP (done, self->now.done, 1);
  changed_unlock (self);
}

void
assay_reporter_run (AssayReporter *self, AssayRun *run)
{
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->now.run, assay_run_unref);
  self->now.run = run;
  changed_unlock (self);
}

void
assay_reporter_live (AssayReporter *self, guint cell, double time, double throughput, double p50, double p99)
{
  g_mutex_lock (&self->lock);
  self->now.loading = TRUE;
  self->now.cell = cell;
  self->now.time = time;
  self->now.throughput = throughput;
  self->now.p50 = p50;
  self->now.p99 = p99;
  changed_unlock (self);
}

void
assay_reporter_idle (AssayReporter *self)
{
  g_mutex_lock (&self->lock);
  self->now.loading = FALSE;
  changed_unlock (self);
}

static void
finished_free (Finished *self)
{
  assay_run_unref (self->run);
  assay_reporter_unref (self->reporter);
  g_free (self);
}

static gboolean
finished_cb (gpointer data)
{
  Finished *finished = data;

  g_signal_emit_by_name (finished->reporter->experiment, "run-finished", finished->run);

  return G_SOURCE_REMOVE;
}

void
assay_reporter_finished (AssayReporter *self, AssayRun *run)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Finished *finished = g_new (Finished, 1);

  finished->reporter = assay_reporter_ref (self);
  finished->run = assay_run_ref (run);
  attach (self, source, finished_cb, finished, (GDestroyNotify) finished_free);
}

void
assay_reporter_flush (AssayReporter *self)
{
  GSource *late;

  g_mutex_lock (&self->lock);
  late = g_steal_pointer (&self->pending);
  tell_soon (self, g_idle_source_new ());
  g_mutex_unlock (&self->lock);
  /* What it holds may be the last reference but ours: not with the lock. */
  if (late != NULL)
    {
      g_source_destroy (late);
      g_source_unref (late);
    }
}

char *
assay_reporter_failures (AssayReporter *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->now.n_items; i++)
    if (self->messages[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", self->messages[i]);
  g_mutex_unlock (&self->lock);

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
