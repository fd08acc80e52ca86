#include "data/model/units.h"

#include <string.h>

#define DAY 86400.0
#define MONTH (DAY * 365.2425 / 12)
#define YEAR (DAY * 365.2425)
#define KIB 1024.0

static const AssayUnit units[] = {
  { "count", "", "", ASSAY_QUANTITY_COUNT, 1 },
  { "packages", "packages", "packages", ASSAY_QUANTITY_COUNT, 1 },
  { "projects", "projects", "projects", ASSAY_QUANTITY_COUNT, 1 },
  { "versions", "versions", "versions", ASSAY_QUANTITY_COUNT, 1 },
  { "releases", "releases", "releases", ASSAY_QUANTITY_COUNT, 1 },
  { "downloads", "downloads", "downloads", ASSAY_QUANTITY_COUNT, 1 },
  { "developers", "developers", "developers", ASSAY_QUANTITY_COUNT, 1 },
  { "contributors", "contributors", "contributors", ASSAY_QUANTITY_COUNT, 1 },
  { "people", "people", "people", ASSAY_QUANTITY_COUNT, 1 },
  { "records", "records", "records", ASSAY_QUANTITY_COUNT, 1 },
  { "advisories", "advisories", "advisories", ASSAY_QUANTITY_COUNT, 1 },
  { "requests", "requests", "requests", ASSAY_QUANTITY_COUNT, 1 },
  { "connections", "connections", "connections", ASSAY_QUANTITY_COUNT, 1 },
  { "workers", "workers", "workers", ASSAY_QUANTITY_COUNT, 1 },
  { "threads", "threads", "threads", ASSAY_QUANTITY_COUNT, 1 },
  { "files", "files", "files", ASSAY_QUANTITY_COUNT, 1 },
  { "lines", "lines", "lines of code", ASSAY_QUANTITY_COUNT, 1 },
  { "tokens", "tokens", "tokens", ASSAY_QUANTITY_COUNT, 1 },
  { "stars", "stars", "stars", ASSAY_QUANTITY_COUNT, 1 },
  { "repositories", "repositories", "repositories", ASSAY_QUANTITY_COUNT, 1 },
  { "questions", "questions", "questions", ASSAY_QUANTITY_COUNT, 1 },
  { "points", "points", "points", ASSAY_QUANTITY_COUNT, 1 },
  { "req/s", "req/s", "requests per second", ASSAY_QUANTITY_RATE, 1 },
  { "ops/s", "ops/s", "operations per second", ASSAY_QUANTITY_RATE, 1 },
  { "messages/s", "messages/s", "messages per second", ASSAY_QUANTITY_RATE, 1 },
  { "errors/s", "errors/s", "errors per second", ASSAY_QUANTITY_RATE, 1 },
  { "MiB/s", "MiB/s", "mebibytes per second", ASSAY_QUANTITY_RATE, 1 },
  { "packages/day", "packages/day", "packages per day", ASSAY_QUANTITY_RATE, 1 / DAY },
  { "releases/year", "releases/year", "releases per year", ASSAY_QUANTITY_RATE, 1 / YEAR },
  { "requests/year", "requests/year", "requests per year", ASSAY_QUANTITY_RATE, 1 / YEAR },
  { "ns", "ns", "nanoseconds", ASSAY_QUANTITY_TIME, 1e-9 },
  { "us", "µs", "microseconds", ASSAY_QUANTITY_TIME, 1e-6 },
  { "ms", "ms", "milliseconds", ASSAY_QUANTITY_TIME, 1e-3 },
  { "s", "s", "seconds", ASSAY_QUANTITY_TIME, 1 },
  { "min", "min", "minutes", ASSAY_QUANTITY_TIME, 60 },
  { "h", "h", "hours", ASSAY_QUANTITY_TIME, 3600 },
  { "days", "days", "days", ASSAY_QUANTITY_TIME, DAY },
  { "months", "months", "months", ASSAY_QUANTITY_TIME, MONTH },
  { "years", "years", "years", ASSAY_QUANTITY_TIME, YEAR },
  { "bytes", "B", "bytes", ASSAY_QUANTITY_BYTES, 1 },
  { "KiB", "KiB", "kibibytes", ASSAY_QUANTITY_BYTES, KIB },
  { "MiB", "MiB", "mebibytes", ASSAY_QUANTITY_BYTES, KIB * KIB },
  { "GiB", "GiB", "gibibytes", ASSAY_QUANTITY_BYTES, KIB * KIB * KIB },
  { "TiB", "TiB", "tebibytes", ASSAY_QUANTITY_BYTES, KIB * KIB * KIB * KIB },
  { "%", "%", "percent", ASSAY_QUANTITY_SHARE, 1 },
  { "% of respondents", "%", "percent of respondents", ASSAY_QUANTITY_SHARE, 1 },
  { "% of users", "%", "percent of users", ASSAY_QUANTITY_SHARE, 1 },
  { "ratio", "×", "times", ASSAY_QUANTITY_RATIO, 1 },
  { "rank", "", "place in a ranking", ASSAY_QUANTITY_RANK, 1 },
  { "date", "", "date", ASSAY_QUANTITY_DATE, 1 },
  { "version", "", "version", ASSAY_QUANTITY_TEXT, 1 },
  { "text", "", "text", ASSAY_QUANTITY_TEXT, 1 },
};

const AssayUnit *
assay_unit_find (const char *id)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].id, id) == 0)
      return &units[i];

  return NULL;
}

const AssayUnit *
assay_unit_table (guint *n)
{
  *n = G_N_ELEMENTS (units);

  return units;
}
