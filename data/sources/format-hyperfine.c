/* hyperfine's JSON ("--export-json"): seconds. */
#include <math.h>

#include "data/model/reason.h"
#include "data/sources/import-private.h"

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "results.0.command")
         && (assay_import_has (self, "results.0.times") || assay_import_has (self, "results.0.mean"));
}

/* Runs that ended with another code than 0 are kept by hyperfine only on demand. */
static void
gate_failures (const AssayField *object, AssayResult *row)
{
  AssayField codes;
  guint n, failed = 0;

  if (!assay_field_member (object, "exit_codes", &codes) || !JSON_NODE_HOLDS_ARRAY (codes.node))
    return;
  n = assay_field_length (&codes);
  for (guint i = 0; i < n; i++)
    {
      AssayField code;

      assay_field_element (&codes, i, &code);
      failed += JSON_NODE_HOLDS_NULL (code.node) || !(JSON_NODE_HOLDS_VALUE (code.node) && json_node_get_int (code.node) == 0);
    }
  if (failed > 0)
    assay_result_gate (row, ASSAY_REASON_RUNS_FAILED, failed, n);
}

static double
mean (const GArray *samples)
{
  double sum = 0;

  for (guint i = 0; i < samples->len; i++)
    sum += g_array_index (samples, double, i);

  return samples->len > 0 ? sum / samples->len : NAN;
}

static void
add_memory (AssayImport *self, const AssayField *object, const char *command)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  AssayField bytes;

  if (assay_field_member (object, "memory_usage_byte", &bytes) && JSON_NODE_HOLDS_ARRAY (bytes.node) && assay_import_samples (&bytes, 1, samples))
    assay_import_add (self, command, "memory", mean (samples));
}

static void
read_result (AssayImport *self, const AssayField *object)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  const char *command = assay_field_string (object, "command");
  guint first = self->results->rows->len;
  AssayField times, parameters;
  AssayResult *row;

  if (command == NULL || (assay_field_member (object, "times", &times) && !assay_import_samples (&times, 1, samples)))
    return;
  row = assay_import_add (self, command, "run-time", assay_field_real (object, "mean", mean (samples)));
  if (row == NULL)
    {
      assay_field_fail (object, "“mean” is missing");
      return;
    }
  row->low = assay_field_real (object, "min", NAN);
  row->high = assay_field_real (object, "max", NAN);
  gate_failures (object, row);
  assay_import_quality (self, first, samples->len > 0 ? samples->len : NAN, "runs");
  assay_import_keep (row, samples);
  add_memory (self, object, command);
  if (assay_field_member (object, "parameters", &parameters))
    assay_import_dimensions (self, first, &parameters);
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self), results;

  if (!assay_field_member (&root, "results", &results))
    return;
  assay_import_each (self, &results, read_result);
  if (self->results->rows->len > 0 && assay_field_length (&results) == 1)
    self->results->command = g_strdup (((AssayResult *) self->results->rows->pdata[0])->subject);
}

const AssayImportFormat assay_format_hyperfine = { "hyperfine", "hyperfine", "hyperfine", recognise, read_all };
