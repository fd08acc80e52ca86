#include <math.h>
#include <string.h>

#include "data/measure/gate.h"
#include "data/measure/statistics.h"
#include "data/measure/trial.h"
#include "data/model/error.h"
#include "data/model/json.h"
#include "data/model/language.h"

/* A program that takes so many times a server's patience and the time that it was given does not end. */
#define MORE_PATIENCE 4
#define LEAVE 10.0
#define SAMPLE_PAUSE (300 * G_TIME_SPAN_MILLISECOND)
#define TELL_PAUSE (100 * G_TIME_SPAN_MILLISECOND)
#define MOST_ITERATIONS 200000
#define MOST_SAMPLES 64

typedef struct
{
  char *name;
  double sum;
  guint n;
} Sample;

/* What a program printed. */
typedef struct
{
  GArray *wall, *cpu;      /* of double, s, an iteration each */
  GArray *samples;         /* of Sample */
  char *checksum;
  gboolean done;
  guint64 memory;          /* largest sum of PSS seen, bytes: what several processes share counts once */
  gint64 sampled;          /* monotonic, us */
} Output;

static void
sample_clear (Sample *self)
{
  g_free (self->name);
}

static void
output_init (Output *self)
{
  self->wall = g_array_new (FALSE, FALSE, sizeof (double));
  self->cpu = g_array_new (FALSE, FALSE, sizeof (double));
  self->samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  g_array_set_clear_func (self->samples, (GDestroyNotify) sample_clear);
}

static void
output_clear (Output *self)
{
  g_clear_pointer (&self->wall, g_array_unref);
  g_clear_pointer (&self->cpu, g_array_unref);
  g_clear_pointer (&self->samples, g_array_unref);
  g_free (self->checksum);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Output, output_clear)

static double
number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING ? json_node_get_double (node)
                                                                                                         : NAN;
}

static void
take_sample (JsonObject *object G_GNUC_UNUSED, const char *name, JsonNode *node, gpointer data)
{
  Output *self = data;
  Sample sample = { NULL, 0, 0 };
  guint i = 0;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) == G_TYPE_STRING)
    return;
  while (i < self->samples->len && !g_str_equal (g_array_index (self->samples, Sample, i).name, name))
    i++;
  if (i == self->samples->len)
    {
      if (i == MOST_SAMPLES)
        return;
      sample.name = g_strdup (name);
      g_array_append_val (self->samples, sample);
    }
  g_array_index (self->samples, Sample, i).sum += json_node_get_double (node);
  g_array_index (self->samples, Sample, i).n++;
}

static void
take_iteration (Output *self, JsonObject *object)
{
  double wall = number (object, "ns") * 1e-9, cpu = number (object, "cpu") * 1e-9;

  g_array_append_val (self->wall, wall);
  g_array_append_val (self->cpu, cpu);
}

/* Lines that are no object are what a library prints by itself. */
static gboolean
take_line (Output *self, const char *name, const char *line, GError **error)
{
  g_autofree char *what = g_strdup_printf (_ ("%s: what it prints"), name);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (line[0] != '{')
    return TRUE;
  node = assay_json_parse (what, line, strlen (line), error);
  if (node == NULL)
    return FALSE;
  object = json_node_get_object (node);
  if (json_object_has_member (object, "ns"))
    take_iteration (self, object);
  if (json_object_has_member (object, "sample") && JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "sample")))
    json_object_foreach_member (json_object_get_object_member (object, "sample"), take_sample, self);
  if (g_strcmp0 (json_object_get_string_member_with_default (object, "event", NULL), "done") == 0)
    {
      self->done = TRUE;
      self->checksum = g_strdup (json_object_get_string_member_with_default (object, "checksum", NULL));
    }
  if (self->wall->len <= MOST_ITERATIONS)
    return TRUE;

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s: prints more than %u iterations"), name, MOST_ITERATIONS);
  return FALSE;
}

static void
sample_memory (Output *self, AssayChild *child, gint64 now)
{
  if (now - self->sampled < SAMPLE_PAUSE)
    return;
  self->sampled = now;
  self->memory = MAX (self->memory, assay_account_pss (assay_child_get_pid (child)));
}

static void
tell_iteration (const AssayTrial *self, const AssayTrialCell *cell, const Output *output, gint64 since)
{
  double wall = output->wall->len > 0 ? g_array_index (output->wall, double, output->wall->len - 1) : NAN;

  if (isfinite (wall))
    assay_reporter_live (self->reporter, cell->index, since / (double) G_TIME_SPAN_SECOND, 1 / wall, wall, NAN);
}

/* The next line; NULL without @error when it was only time for the next sample. */
static char *
next_line (AssayChild *child, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *line = assay_child_read_line (child, SAMPLE_PAUSE / (double) G_TIME_SPAN_SECOND, cancellable, &failure);

  if (line == NULL && !g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_propagate_error (error, g_steal_pointer (&failure));

  return line;
}

/* Reads up to the line that says it is done. */
static gboolean
read_output (AssayTrial *self, AssayTrialCell *cell, AssayChild *child, double seconds, Output *output, GError **error)
{
  double longest = MORE_PATIENCE * (self->plan->patience + seconds);
  gint64 begun = g_get_monotonic_time (), end = begun + longest * G_TIME_SPAN_SECOND, told = 0;

  output->sampled = begun;
  while (!output->done)
    {
      g_autoptr (GError) failure = NULL;
      g_autofree char *line = next_line (child, self->cancellable, &failure);
      gint64 now = g_get_monotonic_time ();

      if (failure == NULL && now >= end)
        g_set_error (&failure, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s: wasn't done within %g s"), cell->label, longest);
      if (failure != NULL || (line != NULL && !take_line (output, cell->label, line, &failure)))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      sample_memory (output, child, now);
      if (now - told < TELL_PAUSE)
        continue;
      told = now;
      tell_iteration (self, cell, output, now - begun);
    }

  return TRUE;
}

static double
mean (const GArray *values, guint from)
{
  double sum = 0;

  for (guint i = from; i < values->len; i++)
    sum += g_array_index (values, double, i);

  return sum / (values->len - from);
}

/* Whether the runtime can tell its CPU time: then each value is a number. */
static gboolean
all_finite (const GArray *values)
{
  for (guint i = 0; i < values->len; i++)
    if (!isfinite (g_array_index (values, double, i)))
      return FALSE;

  return TRUE;
}

/* Iterations: warm-up by change point in the measure that decides, the rest averaged. */
static void
record_iterations (AssayTrial *self, const Output *output, AssayRunStart *start, GPtrArray *reasons)
{
  gboolean by_cpu = g_strcmp0 (assay_trial_primary (self), "iteration-cpu") == 0 && all_finite (output->cpu);
  const char *measure = by_cpu ? "iteration-cpu" : "iteration-time";
  GArray *values = by_cpu ? output->cpu : output->wall;

  if (values->len == 0)
    return;
  start->warm = assay_change_point ((const double *) values->data, values->len, NULL);
  start->n_series = values->len;
  start->series = g_new (double, values->len);
  for (guint i = 0; i < values->len; i++)
    start->series[i] = assay_trial_in_unit (self, measure, g_array_index (values, double, i));
  assay_trial_record_value (self, start, "iteration-time", mean (output->wall, start->warm));
  assay_trial_record_value (self, start, "iteration-cpu", mean (output->cpu, start->warm));
  assay_trial_record_value (self, start, "first-iteration-time", g_array_index (output->wall, double, 0));
  assay_trial_record_condition (start, "iterations", values->len);
  assay_gate_iterations ((const double *) values->data + start->warm, values->len - start->warm, reasons);
}

static void
record_output (AssayTrial *self, const Output *output, const AssayChildUsage *usage, AssayRunStart *start, GPtrArray *reasons)
{
  for (guint i = 0; i < output->samples->len; i++)
    {
      const Sample *sample = &g_array_index (output->samples, Sample, i);

      assay_trial_record_sample (self, start, sample->name, sample->sum / sample->n);
    }
  record_iterations (self, output, start, reasons);
  assay_trial_record_value (self, start, "wall-time", usage->wall);
  assay_trial_record_value (self, start, "cpu-time", usage->cpu);
  /* The kernel's own peak of the largest process, exact; more where several are large. */
  if (usage->peak > 0)
    assay_trial_record_value (self, start, "memory-peak", MAX (usage->peak, output->memory));
}

/* Runs the program to its end. All CPUs are its own: nothing else of ours runs meanwhile. */
static gboolean
run_to_end (AssayTrial *self, AssayTrialCell *cell, double seconds, guint least, Output *output, AssayChildUsage *usage, GError **error)
{
  g_auto (GStrv) argv = assay_trial_argv (cell, seconds, least);
  AssayChildSpec spec = {
    .name = cell->label,
    .argv = (const char * const *) argv,
    .environ = (const char * const *) cell->environ,
    .folder = self->staged,
  };
  g_autoptr (AssayChild) child = assay_child_start (&spec, error);
  gboolean good;

  good = child != NULL && read_output (self, cell, child, seconds, output, error) &&
         assay_child_wait (child, LEAVE, self->cancellable, usage, error);
  assay_reporter_idle (self->reporter);

  return good;
}

gboolean
assay_trial_execute (AssayTrial *self, AssayTrialCell *cell, double seconds, guint least, AssayRunStart *start,
                     char **checksum, GPtrArray *reasons, GError **error)
{
  g_auto (Output) output = { 0 };
  AssayChildUsage usage = { 0 };
  AssayMoment from, to;

  output_init (&output);
  assay_moment_take (&from);
  if (!run_to_end (self, cell, seconds, least, &output, &usage, error))
    return FALSE;
  assay_moment_take (&to);

  *checksum = g_steal_pointer (&output.checksum);
  if (start != NULL)
    {
      record_output (self, &output, &usage, start, reasons);
      assay_trial_record_disturbance (self, start, &from, &to, usage.cpu, reasons);
    }

  return TRUE;
}
