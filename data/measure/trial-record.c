#include <math.h>
#include <string.h>

#include "data/measure/gate.h"
#include "data/measure/trial.h"
#include "data/model/units.h"

/* Runtimes are a hundred megabytes: a piece at a time, and each file once an experiment. */
#define PIECE (1 << 18)

char *
assay_trial_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

static char *
hash_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *piece = g_malloc (PIECE);
  gssize n = -1;

  while (stream != NULL && (n = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE, NULL, NULL)) > 0)
    g_checksum_update (checksum, piece, n);

  return n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static char *
hash_once (AssayTrial *self, const char *path)
{
  const char *known;

  if (path == NULL)
    return NULL;
  known = g_hash_table_lookup (self->hashes, path);
  if (known == NULL)
    {
      known = hash_file (path);
      g_hash_table_insert (self->hashes, g_strdup (path), (char *) known);
    }

  return g_strdup (known);
}

/* The least number of iterations that says how a runtime differs from one to the next. */
guint
assay_trial_least (const AssayTrial *self)
{
  return self->plan->kind == ASSAY_PLAN_QUICK ? 3 : 5;
}

/* "node", "20.1.0", "express", "5.3.0", NULL: the runtime first, then the packages. */
static char **
record_versions (const AssayTrialCell *cell)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const AssayRuntime *runtime = cell->technology->runtime;
  char **versions = cell->availability->versions;

  if (runtime != NULL && cell->availability->runtime_version != NULL)
    g_strv_builder_add_many (builder, runtime->id, cell->availability->runtime_version, NULL);
  for (guint i = 0; versions != NULL && versions[i] != NULL && versions[i + 1] != NULL; i += 2)
    if (runtime == NULL || !g_str_equal (versions[i], runtime->id))
      g_strv_builder_add_many (builder, versions[i], versions[i + 1], NULL);

  return g_strv_builder_end (builder);
}

char **
assay_trial_argv (const AssayTrialCell *cell, double seconds, guint least)
{
  g_autofree char *number_of_seconds = g_strdup_printf ("%.2f", seconds);
  g_autofree char *number_of_iterations = g_strdup_printf ("%u", least);
  char **filled = g_strdupv (cell->argv);

  for (guint i = 0; filled != NULL && filled[i] != NULL; i++)
    {
      g_autoptr (GString) word = g_string_new (filled[i]);

      g_string_replace (word, "{seconds}", number_of_seconds, 0);
      g_string_replace (word, "{least}", number_of_iterations, 0);
      g_free (filled[i]);
      filled[i] = g_strdup (word->str);
    }

  return filled;
}

/* As a shell would take it, with the environment folder as "~assay". */
static char *
record_command (const AssayTrial *self, const AssayTrialCell *cell)
{
  g_auto (GStrv) argv = assay_trial_argv (cell, self->seconds, assay_trial_least (self));
  g_autofree char *folder = assay_environment_folder ();
  g_autoptr (GString) command = g_string_new (NULL);

  for (guint i = 0; argv != NULL && argv[i] != NULL; i++)
    {
      gboolean plain = argv[i][strcspn (argv[i], " \t\n'\"\\$`*?;&|<>()")] == '\0';
      g_autofree char *quoted = plain ? g_strdup (argv[i]) : g_shell_quote (argv[i]);

      g_string_append_printf (command, "%s%s", i > 0 ? " " : "", quoted);
    }
  g_string_replace (command, folder, "~assay", 0);

  return g_string_free (g_steal_pointer (&command), FALSE);
}

AssayRunCell *
assay_trial_record_cell (AssayTrial *self, const AssayTrialCell *cell)
{
  AssayRunCell *record = g_new0 (AssayRunCell, 1);
  const char *program = g_hash_table_lookup (self->scenario->files, cell->technology->id);
  g_autofree char *path = program != NULL ? g_build_filename (self->staged, program, NULL) : NULL;

  record->technology = g_strdup (cell->technology->id);
  record->name = g_strdup (cell->technology->name);
  record->subject = g_strdup (cell->technology->subject);
  if (cell->value != NULL)
    {
      record->dimensions = g_new0 (char *, 3);
      record->dimensions[0] = g_strdup (self->scenario->dimension);
      record->dimensions[1] = g_strdup (cell->value);
    }
  record->versions = record_versions (cell);
  record->command = record_command (self, cell);
  record->hash = hash_once (self, path);
  record->runtime_hash = hash_once (self, cell->availability->program);

  return record;
}

AssayRunStart *
assay_trial_record_start (const AssayTrial *self, const AssayTrialCell *cell, guint round)
{
  AssayRunStart *start = g_new0 (AssayRunStart, 1);

  start->cell = cell->index;
  start->round = round;
  start->order = self->run->starts->len;
  start->started = assay_trial_now ();
  start->measures = g_new0 (char *, 1);

  return start;
}

void
assay_trial_start_free (AssayRunStart *start)
{
  g_free (start->started);
  g_strfreev (start->measures);
  g_free (start->values);
  g_free (start->series);
  g_free (start->latency);
  g_strfreev (start->gate);
  g_free (start->failure);
  g_strfreev (start->conditions);
  g_free (start);
}

static const AssayScenarioMetric *
find_metric (const AssayTrial *self, const char *measure)
{
  for (guint i = 0; i < self->scenario->metrics->len; i++)
    {
      const AssayScenarioMetric *metric = g_ptr_array_index (self->scenario->metrics, i);

      if (g_str_equal (metric->measure, measure))
        return metric;
    }

  return NULL;
}

gboolean
assay_trial_wants (const AssayTrial *self, const char *measure)
{
  return find_metric (self, measure) != NULL;
}

const char *
assay_trial_primary (const AssayTrial *self)
{
  const AssayScenarioMetric *first = self->scenario->metrics->len > 0 ? g_ptr_array_index (self->scenario->metrics, 0) : NULL;

  for (guint i = 0; i < self->scenario->metrics->len; i++)
    {
      const AssayScenarioMetric *metric = g_ptr_array_index (self->scenario->metrics, i);

      if (metric->primary)
        return metric->measure;
    }

  return first != NULL ? first->measure : NULL;
}

double
assay_trial_in_unit (const AssayTrial *self, const char *measure, double value)
{
  const AssayScenarioMetric *metric = find_metric (self, measure);
  const AssayUnit *unit = metric != NULL ? metric->metric->unit : NULL;

  if (unit == NULL)
    return value;

  return unit->quantity == ASSAY_QUANTITY_SHARE ? value * 100 : value / unit->factor;
}

void
assay_trial_record_sample (const AssayTrial *self, AssayRunStart *start, const char *measure, double value)
{
  guint n = g_strv_length (start->measures);

  if (!assay_trial_wants (self, measure) || !isfinite (value))
    return;
  start->measures = g_renew (char *, start->measures, n + 2);
  start->measures[n] = g_strdup (measure);
  start->measures[n + 1] = NULL;
  start->values = g_renew (double, start->values, n + 1);
  start->values[n] = value;
}

void
assay_trial_record_value (const AssayTrial *self, AssayRunStart *start, const char *measure, double value)
{
  assay_trial_record_sample (self, start, measure, assay_trial_in_unit (self, measure, value));
}

void
assay_trial_record_condition (AssayRunStart *start, const char *name, double value)
{
  guint n = start->conditions != NULL ? g_strv_length (start->conditions) : 0;

  if (!isfinite (value))
    return;
  start->conditions = g_renew (char *, start->conditions, n + 3);
  start->conditions[n] = g_strdup (name);
  start->conditions[n + 1] = g_strdup_printf ("%.4g", value);
  start->conditions[n + 2] = NULL;
}

/* Counts and sizes come out the same on a busy machine; times and rates don't. */
static gboolean
is_disturbed_by_others (const AssayTrial *self)
{
  for (guint i = 0; i < self->scenario->metrics->len; i++)
    {
      const AssayScenarioMetric *metric = g_ptr_array_index (self->scenario->metrics, i);
      AssayQuantity quantity = metric->metric->unit->quantity;

      if (quantity == ASSAY_QUANTITY_TIME || quantity == ASSAY_QUANTITY_RATE)
        return TRUE;
    }

  return FALSE;
}

void
assay_trial_record_disturbance (const AssayTrial *self, AssayRunStart *start, const AssayMoment *from, const AssayMoment *to,
                                double own, GPtrArray *reasons)
{
  AssayDisturbance disturbance;

  assay_disturbance_between (from, to, own, &disturbance);
  assay_trial_record_condition (start, "foreign", disturbance.foreign);
  assay_trial_record_condition (start, "steal", disturbance.steal);
  assay_trial_record_condition (start, "pressure", disturbance.pressure);
  assay_trial_record_condition (start, "step", disturbance.step);
  if (is_disturbed_by_others (self))
    assay_gate_disturbance (&disturbance, reasons);
}
