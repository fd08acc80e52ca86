/* HttpArena's time line: {"data": [["2026-08-21T…", {…}], …]}, of one framework and test that only the address names. */
#include <math.h>

#include "data/sources/import-private.h"
#include "data/sources/words.h"

#define MILLI 1e-3

static const AssayImportColumn columns[] = {
  { "rps", "throughput", 1 },
  { "avg_latency_ms", "latency-mean", MILLI },
  { "p99_latency_ms", "latency-p99", MILLI },
  { "cpu_pct", "cpu-share", 1 },
  { "memory_bytes", "memory", 1 },
  { "status_2xx", "status_2xx", 1 },
  { NULL, NULL, 0 },
};

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "data.0.0") && !assay_import_has (self, "status");
}

static void
read_point (AssayImport *self, const AssayField *point)
{
  guint first = self->results->rows->len;
  g_autofree char *date = NULL;
  AssayField time, object;

  if (!JSON_NODE_HOLDS_ARRAY (point->node) || assay_field_length (point) != 2)
    {
      assay_field_fail (point, "must be a date and an object");
      return;
    }
  assay_field_element (point, 0, &time);
  assay_field_element (point, 1, &object);
  date = JSON_NODE_HOLDS_VALUE (time.node) ? assay_words_date (json_node_get_string (time.node)) : NULL;
  if (date == NULL || !JSON_NODE_HOLDS_OBJECT (object.node))
    {
      assay_field_fail (point, "must be a date and an object");
      return;
    }
  assay_import_columns (self, &object, NULL, columns);
  assay_import_date (self, first, date);
  assay_import_count (self, first, "connections", assay_field_real (&object, "connections", NAN));
  assay_import_count (self, first, "pipelining", assay_field_real (&object, "pipeline", NAN));
  assay_import_count (self, first, "duration", MILLI * assay_field_real (&object, "duration_ms", NAN));
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self), data;
  guint n = assay_field_member (&root, "data", &data) ? assay_field_length (&data) : 0;

  for (guint i = 0; i < n && assay_import_goes_on (self); i++)
    {
      AssayField point;

      assay_field_element (&data, i, &point);
      read_point (self, &point);
      assay_import_settle (self);
    }
}

const AssayImportFormat assay_format_timeline = { "httparena-timeline", "HttpArena time line", "HttpArena", recognise, read_all };
