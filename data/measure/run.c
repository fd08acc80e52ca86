#include "data/measure/run.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (AssayRun, assay_run, assay_run_ref, assay_run_unref)

static void
cell_free (AssayRunCell *self)
{
  g_free (self->technology);
  g_free (self->name);
  g_free (self->subject);
  g_strfreev (self->dimensions);
  g_strfreev (self->versions);
  g_free (self->command);
  g_free (self->hash);
  g_free (self->runtime_hash);
  g_free (self->excluded);
  g_free (self);
}

static void
start_free (AssayRunStart *self)
{
  g_free (self->started);
  g_strfreev (self->measures);
  g_free (self->values);
  g_free (self->series);
  g_free (self->latency);
  g_strfreev (self->gate);
  g_free (self->failure);
  g_strfreev (self->conditions);
  g_free (self);
}

static void
metric_free (AssayRunMetric *self)
{
  g_free (self->measure);
  g_clear_pointer (&self->metric, assay_metric_unref);
  g_free (self);
}

AssayRun *
assay_run_new (void)
{
  AssayRun *self = g_atomic_rc_box_new0 (AssayRun);

  self->metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) metric_free);
  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_free);
  self->starts = g_ptr_array_new_with_free_func ((GDestroyNotify) start_free);

  return self;
}

AssayRun *
assay_run_ref (AssayRun *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
run_clear (AssayRun *self)
{
  g_free (self->id);
  g_free (self->session);
  g_free (self->scenario);
  g_free (self->title);
  g_free (self->name);
  g_free (self->note);
  g_free (self->via);
  g_free (self->started);
  g_free (self->finished);
  g_free (self->plan);
  g_free (self->program);
  g_clear_pointer (&self->machine, assay_machine_unref);
  g_ptr_array_unref (self->metrics);
  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->starts);
}

void
assay_run_unref (AssayRun *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) run_clear);
}

const AssayRunMetric *
assay_run_primary (const AssayRun *self)
{
  for (guint i = 0; i < self->metrics->len; i++)
    if (((AssayRunMetric *) self->metrics->pdata[i])->primary)
      return self->metrics->pdata[i];

  return self->metrics->len > 0 ? self->metrics->pdata[0] : NULL;
}

static const char *
find_dimension (const AssayRunCell *cell, const char *name)
{
  for (char **pair = cell->dimensions; pair != NULL && *pair != NULL; pair += 2)
    if (strcmp (pair[0], name) == 0)
      return pair[1];

  return NULL;
}

static gboolean
covers (const AssayRunCell *a, const AssayRunCell *b)
{
  for (char **pair = a->dimensions; pair != NULL && *pair != NULL; pair += 2)
    if (g_strcmp0 (pair[1], find_dimension (b, pair[0])) != 0)
      return FALSE;

  return TRUE;
}

gboolean
assay_run_cell_shares_dimensions (const AssayRunCell *a, const AssayRunCell *b)
{
  return covers (a, b) && covers (b, a);
}
