/* the-benchmarker's data.json: one object for each number, frameworks by their id. −1 means that there is none. */
#include <math.h>
#include <string.h>

#include "data/sources/import-private.h"
#include "data/sources/words.h"

#define MICRO 1e-6
#define MAX_ID 1e9

/* "percentile_99" is in microseconds, as files were written until 2025; "percentile99" in seconds, as they are now. */
static const struct { const char *label, *old_label, *measure; gboolean time; } labels[] = {
  { "total_requests_per_s", "total_requests_per_s", "throughput", FALSE },
  { "average_latency", "average_latency", "latency-mean", TRUE },
  { "percentile50", "percentile_50", "latency-p50", TRUE },
  { "percentile75", "percentile_75", "latency-p75", TRUE },
  { "percentile90", "percentile_90", "latency-p90", TRUE },
  { "percentile99", "percentile_99", "latency-p99", TRUE },
  { "maximum_latency", "maximum_latency", "latency-max", TRUE },
};

typedef struct
{
  AssayImport *import;
  GHashTable *names;       /* id to the framework's label, borrowed */
  gboolean old;            /* its times are microseconds */
} Table;

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "metrics.0.framework_id") && assay_import_has (self, "frameworks");
}

static int
read_id (const AssayField *object, const char *member)
{
  double id = assay_field_number (object, member);

  return id >= 0 && id <= MAX_ID ? (int) id : -1;
}

static void
read_names (Table *self, const AssayField *root)
{
  AssayField array, object;
  guint n = assay_field_member (root, "frameworks", &array) ? assay_field_length (&array) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *name;
      int id;

      assay_field_element (&array, i, &object);
      name = assay_field_string (&object, "label");
      id = name != NULL ? read_id (&object, "id") : -1;
      if (id >= 0)
        g_hash_table_insert (self->names, GINT_TO_POINTER (id), (gpointer) name);
      assay_import_settle (self->import);
    }
}

static void
read_metric (const Table *self, const AssayField *object)
{
  const char *label = assay_field_string (object, "label");
  guint first = self->import->results->rows->len;

  for (guint i = 0; label != NULL && i < G_N_ELEMENTS (labels); i++)
    if (strcmp (label, self->old ? labels[i].old_label : labels[i].label) == 0)
      {
        double value = assay_field_number (object, "value");
        const char *name = g_hash_table_lookup (self->names, GINT_TO_POINTER (read_id (object, "framework_id")));

        if (value == -1 || isnan (value))
          return;
        if (name == NULL)
          assay_field_fail (object, "there is no framework of this id");
        else
          assay_import_add (self->import, name, labels[i].measure, value * (labels[i].time && self->old ? MICRO : 1));
        assay_import_count (self->import, first, "connections", assay_field_real (object, "level", NAN));
      }
}

/* The first percentile tells. */
static gboolean
is_old (const AssayField *metrics, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      AssayField object, label;

      assay_field_element (metrics, i, &object);
      if (assay_field_member (&object, "label", &label) && JSON_NODE_HOLDS_VALUE (label.node)
          && json_node_get_string (label.node) != NULL && g_str_has_prefix (json_node_get_string (label.node), "percentile"))
        return g_str_has_prefix (json_node_get_string (label.node), "percentile_");
    }

  return FALSE;
}

static void
read_head (AssayImport *self, const AssayField *root)
{
  AssayField hardware;

  self->results->date = assay_words_date (assay_field_maybe (root, "updated_at"));
  if (assay_field_member (root, "hardware", &hardware))
    self->results->machine = assay_import_text (&hardware, "cpu_name", ASSAY_IMPORT_MAX_WORDS);
  assay_import_settle (self);
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self), metrics;
  g_autoptr (GHashTable) names = g_hash_table_new (NULL, NULL);
  Table table = { .import = self, .names = names };
  guint n;

  read_head (self, &root);
  read_names (&table, &root);
  n = assay_field_member (&root, "metrics", &metrics) ? assay_field_length (&metrics) : 0;
  table.old = is_old (&metrics, n);
  for (guint i = 0; i < n && assay_import_goes_on (self); i++)
    {
      AssayField object;

      assay_field_element (&metrics, i, &object);
      read_metric (&table, &object);
      assay_import_settle (self);
    }
}

const AssayImportFormat assay_format_benchmarker = { "the-benchmarker", "the-benchmarker", "the-benchmarker", recognise, read_all };
