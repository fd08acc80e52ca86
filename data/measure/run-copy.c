/* A picture of a run that is still being made. */
#include "data/measure/run.h"

static AssayRunMetric *
copy_metric (const AssayRunMetric *self)
{
  AssayRunMetric *copy = g_new0 (AssayRunMetric, 1);

  copy->measure = g_strdup (self->measure);
  copy->metric = assay_metric_ref (self->metric);
  copy->primary = self->primary;

  return copy;
}

static AssayRunCell *
copy_cell (const AssayRunCell *self)
{
  AssayRunCell *copy = g_new0 (AssayRunCell, 1);

  copy->technology = g_strdup (self->technology);
  copy->name = g_strdup (self->name);
  copy->subject = g_strdup (self->subject);
  copy->dimensions = g_strdupv (self->dimensions);
  copy->versions = g_strdupv (self->versions);
  copy->command = g_strdup (self->command);
  copy->hash = g_strdup (self->hash);
  copy->runtime_hash = g_strdup (self->runtime_hash);
  copy->excluded = g_strdup (self->excluded);

  return copy;
}

static AssayRunStart *
copy_start (const AssayRunStart *self)
{
  AssayRunStart *copy = g_memdup2 (self, sizeof *self);

  copy->started = g_strdup (self->started);
  copy->measures = g_strdupv (self->measures);
  copy->values = g_memdup2 (self->values, (self->measures != NULL ? g_strv_length (self->measures) : 0) * sizeof (double));
  copy->series = g_memdup2 (self->series, self->n_series * sizeof (double));
  copy->latency = g_strdup (self->latency);
  copy->gate = g_strdupv (self->gate);
  copy->failure = g_strdup (self->failure);
  copy->conditions = g_strdupv (self->conditions);

  return copy;
}

AssayRun *
assay_run_copy (const AssayRun *self)
{
  AssayRun *copy = assay_run_new ();

  copy->id = g_strdup (self->id);
  copy->session = g_strdup (self->session);
  copy->scenario = g_strdup (self->scenario);
  copy->title = g_strdup (self->title);
  copy->name = g_strdup (self->name);
  copy->note = g_strdup (self->note);
  copy->via = g_strdup (self->via);
  copy->started = g_strdup (self->started);
  copy->finished = g_strdup (self->finished);
  copy->plan = g_strdup (self->plan);
  copy->seed = self->seed;
  copy->complete = self->complete;
  copy->program = g_strdup (self->program);
  copy->machine = self->machine != NULL ? assay_machine_ref (self->machine) : NULL;
  for (guint i = 0; i < self->metrics->len; i++)
    g_ptr_array_add (copy->metrics, copy_metric (g_ptr_array_index (self->metrics, i)));
  for (guint i = 0; i < self->cells->len; i++)
    g_ptr_array_add (copy->cells, copy_cell (g_ptr_array_index (self->cells, i)));
  for (guint i = 0; i < self->starts->len; i++)
    g_ptr_array_add (copy->starts, copy_start (g_ptr_array_index (self->starts, i)));

  return copy;
}
