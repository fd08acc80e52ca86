/* TechEmpower's raw results: for each kind of test and each framework an array with an entry for each level of load. */
#include <math.h>
#include <string.h>

#include "data/sources/import-private.h"
#include "data/sources/quantity.h"
#include "data/sources/words.h"

#define MILLI 1e-3
#define MAX_LEVELS 32
#define COMMIT 12          /* characters of a commit's name */

/* A kind of test; where queries are the level, the connections are those of the highest level, and plain text is asked 16 times at once: see
 * "-- 16" and max(concurrency_levels) in the toolset of TechEmpower/FrameworkBenchmarks. */
static const struct { const char *test, *levels, *dimension; const char *pipelining; } kinds[] = {
  { "json", "concurrencyLevels", "connections", NULL },
  { "db", "concurrencyLevels", "connections", NULL },
  { "fortune", "concurrencyLevels", "connections", NULL },
  { "plaintext", "pipelineConcurrencyLevels", "connections", "16" },
  { "query", "queryIntervals", "queries", NULL },
  { "update", "queryIntervals", "queries", NULL },
  { "cached_query", "cachedQueryIntervals", "queries", NULL },
  { "cached-query", "cachedQueryIntervals", "queries", NULL },
};

typedef struct
{
  AssayImport *import;
  guint kind;
  double levels[MAX_LEVELS];
  guint n_levels;
  double connections;        /* of all entries; NAN where they are the level */
  double duration;           /* s */
} Test;

static gboolean
recognise (const AssayImport *self)
{
  return assay_import_has (self, "rawData") && assay_import_has (self, "concurrencyLevels");
}

static guint
read_levels (const AssayField *root, const char *name, double *levels)
{
  AssayField array;
  guint n = assay_field_member (root, name, &array) ? assay_field_length (&array) : 0;

  n = MIN (n, MAX_LEVELS);
  for (guint i = 0; i < n; i++)
    levels[i] = assay_field_element_number (&array, i);

  return n;
}

/* Requests that got no good answer: they are counted, but don't count. */
static double
count_errors (const AssayField *entry)
{
  static const char * const kinds_of_error[] = { "5xx", "connect", "connect", "read", "write", "timeout" };
  double errors = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds_of_error); i++)
    errors += assay_field_real (entry, kinds_of_error[i], 0);

  return errors;
}

static void
read_entry (const Test *self, const char *framework, const AssayField *entry, guint level)
{
  AssayImport *import = self->import;
  guint first = import->results->rows->len;
  double requests = assay_field_number (entry, "totalRequests"), errors = count_errors (entry);

  assay_import_add (import, framework, "throughput", (requests - errors) / self->duration);
  assay_import_add (import, framework, "latency-mean", assay_import_quantity (entry, "latencyAvg", ASSAY_QUANTITY_TIME));
  assay_import_add (import, framework, "latency-max", assay_import_quantity (entry, "latencyMax", ASSAY_QUANTITY_TIME));
  assay_import_add (import, framework, "error-share", assay_import_share (errors, requests));
  assay_import_dimension (import, first, "test", kinds[self->kind].test);
  assay_import_count (import, first, kinds[self->kind].dimension, self->levels[level]);
  assay_import_count (import, first, "connections", self->connections);
  assay_import_dimension (import, first, "pipelining", kinds[self->kind].pipelining);
}

static void
read_framework (const Test *self, const char *framework, const AssayField *entries)
{
  guint n = assay_field_length (entries);

  for (guint i = 0; i < n; i++)
    {
      AssayField entry;

      assay_field_element (entries, i, &entry);
      if (i >= self->n_levels)
        assay_field_fail (&entry, "there is no “%s” for it", kinds[self->kind].levels);
      else
        read_entry (self, framework, &entry, i);
      assay_import_settle (self->import);
      if (i >= self->n_levels)
        return;
    }
}

static void
read_test (Test *self, const AssayField *frameworks)
{
  AssayFieldIter iter;
  AssayField entries;

  if (!JSON_NODE_HOLDS_OBJECT (frameworks->node))
    {
      assay_field_fail (frameworks, "must be an object");
      return;
    }
  assay_field_iter_init (&iter, frameworks);
  while (assay_import_goes_on (self->import) && assay_field_iter_next (&iter, &entries))
    {
      read_framework (self, entries.name, &entries);
      assay_import_settle (self->import);
    }
}

static void
read_tests (AssayImport *self, const AssayField *root, double duration)
{
  Test test = { .import = self, .duration = duration };
  AssayField raw, frameworks;
  double highest;
  guint n;

  n = read_levels (root, "concurrencyLevels", test.levels);
  highest = n > 0 ? test.levels[n - 1] : NAN;
  if (!assay_field_member (root, "rawData", &raw))
    return;
  for (test.kind = 0; test.kind < G_N_ELEMENTS (kinds); test.kind++)
    if (assay_field_member (&raw, kinds[test.kind].test, &frameworks))
      {
        test.n_levels = read_levels (root, kinds[test.kind].levels, test.levels);
        test.connections = strcmp (kinds[test.kind].dimension, "connections") == 0 ? NAN : highest;
        read_test (&test, &frameworks);
        assay_import_settle (self);
      }
}

/* A framework that couldn't be measured has an error where others have a time. */
static void
note_failures (AssayImport *self, const AssayField *root)
{
  AssayField completed, member;
  AssayFieldIter iter;

  if (!assay_field_member (root, "completed", &completed))
    return;
  assay_field_iter_init (&iter, &completed);
  while (assay_field_iter_next (&iter, &member))
    {
      g_autofree char *text = assay_import_text (&completed, member.name, ASSAY_IMPORT_MAX_NAME);

      if (text != NULL && g_str_has_prefix (text, "ERROR"))
        assay_field_fail (&member, "%s", text);
      assay_import_settle (self);
    }
}

static void
read_head (AssayImport *self, const AssayField *root)
{
  AssayField git;

  self->results->note = assay_import_text (root, "name", ASSAY_IMPORT_MAX_WORDS);
  self->results->machine = assay_import_text (root, "environmentDescription", ASSAY_IMPORT_MAX_WORDS);
  self->results->date = assay_words_day (MILLI * assay_field_real (root, "startTime", NAN));
  if (assay_field_member (root, "git", &git) && assay_field_maybe (&git, "commitId") != NULL)
    {
      const char *commit = assay_field_maybe (&git, "commitId");

      self->results->version = assay_words_cut (commit, (gssize) strnlen (commit, COMMIT), COMMIT);
    }
  assay_import_settle (self);
}

static void
read_all (AssayImport *self)
{
  AssayField root = assay_import_root (self);
  double duration = assay_field_number (&root, "duration");

  if (!(duration > 0))
    {
      if (!isnan (duration))
        assay_field_fail (&root, "“duration” must be above 0");
      return;
    }
  read_head (self, &root);
  read_tests (self, &root, duration);
  assay_import_count (self, 0, "duration", duration);
  note_failures (self, &root);
}

const AssayImportFormat assay_format_techempower = { "techempower", "TechEmpower", "TechEmpower", recognise, read_all };
