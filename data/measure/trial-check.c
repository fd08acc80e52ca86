#include <math.h>

#include "data/measure/trial.h"
#include "data/model/error.h"
#include "data/model/language.h"

/* A first start that fails may be the machine's fault (a port just taken, a disk that sleeps): it gets another. */
#define TRIES 2
/* The open loop plans so much of what the slowest can do. */
#define OPEN_SHARE 0.5

typedef gboolean (*Alike) (const AssayTrial *self, const AssayTrialCell *a, const AssayTrialCell *b);

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
is_asked (const AssayTrial *self)
{
  return self->scenario->kind == ASSAY_SCENARIO_HTTP && self->scenario->load != ASSAY_LOAD_WEBSOCKET;
}

/* Reasons name the subject once, whoever found them. */
static char *
reason (const AssayTrialCell *cell, const char *message)
{
  if (g_str_has_prefix (message, cell->record->name))
    return g_strdup (message);

  return g_strdup_printf ("%s: %s", cell->label, message);
}

void
assay_trial_exclude (AssayTrial *self, AssayTrialCell *cell, const char *message)
{
  g_free (cell->record->excluded);
  cell->record->excluded = reason (cell, message);
  assay_reporter_doing (self->reporter, "%s", cell->record->excluded);
}

/* One short load of those that are going to be loaded, to know what the slowest can do. */
static gboolean
probe (AssayTrial *self, AssayTrialCell *cell, AssayServer *server, GError **error)
{
  if (!assay_trial_serve_loads (self))
    return TRUE;
  cell->throughput = assay_trial_serve_probe (self, cell, server, error);

  return isfinite (cell->throughput);
}

static gboolean
check_server (AssayTrial *self, AssayTrialCell *cell, GError **error)
{
  g_autoptr (AssayServer) server = assay_trial_serve_start (self, cell, error);

  if (server == NULL)
    return FALSE;
  if (is_asked (self))
    {
      assay_answer_clear (&cell->answer);
      if (!assay_server_verify (server, &self->scenario->request, &self->scenario->expect, &cell->answer, self->cancellable, error))
        return FALSE;
    }
  if (!probe (self, cell, server, error))
    return FALSE;

  return assay_trial_serve_stop (self, cell, server, error);
}

static gboolean
check_program (AssayTrial *self, AssayTrialCell *cell, GError **error)
{
  const char *expected = self->scenario->checksum;

  g_clear_pointer (&cell->checksum, g_free);
  if (!assay_trial_execute (self, cell, 0, 1, NULL, &cell->checksum, NULL, error))
    return FALSE;
  if (expected == NULL || g_strcmp0 (cell->checksum, expected) == 0)
    return TRUE;

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s: wrong result: checksum “%s”, expected “%s”"), cell->label,
               cell->checksum != NULL ? cell->checksum : "", expected);
  return FALSE;
}

static gboolean
check_once (AssayTrial *self, AssayTrialCell *cell, GError **error)
{
  if (!assay_environment_build (self->scenario, cell->technology, cell->availability, self->staged, self->cancellable, error))
    return FALSE;

  return self->scenario->kind == ASSAY_SCENARIO_HTTP ? check_server (self, cell, error) : check_program (self, cell, error);
}

/* FALSE only when cancelled. */
static gboolean
check_cell (AssayTrial *self, AssayTrialCell *cell, GError **error)
{
  for (guint i = 0; i < TRIES; i++)
    {
      g_autoptr (GError) failure = NULL;

      assay_reporter_doing (self->reporter, _ ("%s: checking"), cell->label);
      if (check_once (self, cell, &failure))
        return TRUE;
      if (is_cancelled (failure) || g_cancellable_is_cancelled (self->cancellable))
        return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
      /* Who answers wrongly, or never, does so again. */
      if (cell->answer.status != 0 || i + 1 == TRIES || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        {
          assay_trial_exclude (self, cell, failure->message);
          return TRUE;
        }
    }

  return TRUE;
}

static gboolean
answers_alike (const AssayTrial *self, const AssayTrialCell *a, const AssayTrialCell *b)
{
  return assay_answer_equal (&a->answer, &b->answer, &self->scenario->expect);
}

static gboolean
results_alike (const AssayTrial *self G_GNUC_UNUSED, const AssayTrialCell *a, const AssayTrialCell *b)
{
  return g_strcmp0 (a->checksum, b->checksum) == 0;
}

static guint
count_alike (const AssayTrial *self, const AssayTrialCell *cell, Alike alike)
{
  guint n = 0;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const AssayTrialCell *other = g_ptr_array_index (self->cells, i);

      if (other->record->excluded == NULL && alike (self, cell, other))
        n++;
    }

  return n;
}

/* What most say is right; among equally many, what the first says. */
static AssayTrialCell *
find_right (const AssayTrial *self, Alike alike)
{
  AssayTrialCell *right = NULL;
  guint most = 0;

  for (guint i = 0; i < self->cells->len; i++)
    {
      AssayTrialCell *cell = g_ptr_array_index (self->cells, i);
      guint n = cell->record->excluded == NULL ? count_alike (self, cell, alike) : 0;

      if (n > most)
        {
          most = n;
          right = cell;
        }
    }

  return right;
}

static void
compare (AssayTrial *self)
{
  Alike alike = self->scenario->kind == ASSAY_SCENARIO_RUN ? results_alike : answers_alike;
  AssayTrialCell *right = find_right (self, alike);

  for (guint i = 0; right != NULL && i < self->cells->len; i++)
    {
      AssayTrialCell *cell = g_ptr_array_index (self->cells, i);
      g_autofree char *difference = g_strdup_printf (_ ("answers differently from %s"), right->label);

      if (cell->record->excluded == NULL && !alike (self, cell, right))
        assay_trial_exclude (self, cell, difference);
    }
  if (right != NULL)
    self->checksum = g_strdup (right->checksum);
}

static void
find_rate (AssayTrial *self)
{
  double slowest = INFINITY;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const AssayTrialCell *cell = g_ptr_array_index (self->cells, i);

      if (cell->record->excluded == NULL && cell->throughput > 0)
        slowest = fmin (slowest, cell->throughput);
    }
  self->rate = isfinite (slowest) ? OPEN_SHARE * slowest : NAN;
}

gboolean
assay_trial_check (AssayTrial *self, GError **error)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      AssayTrialCell *cell = g_ptr_array_index (self->cells, i);

      if (cell->record->excluded == NULL && !check_cell (self, cell, error))
        return FALSE;
      assay_reporter_done (self->reporter, self->done + self->weight * 0.1 * (i + 1) / self->cells->len);
    }
  if (is_asked (self) || self->scenario->kind == ASSAY_SCENARIO_RUN)
    compare (self);
  find_rate (self);

  return TRUE;
}
