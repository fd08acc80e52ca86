#include "data/model/units.h"

#include <string.h>

#include "data/model/language.h"

#define DAY 86400.0
#define MONTH (DAY * 365.2425 / 12)
#define YEAR (DAY * 365.2425)
#define KIB 1024.0

static const AssayUnit units[] = {
  { "count", "", "", ASSAY_QUANTITY_COUNT, 1 },
  { "packages", "packages", N_ ("packages"), ASSAY_QUANTITY_COUNT, 1 },
  { "projects", "projects", N_ ("projects"), ASSAY_QUANTITY_COUNT, 1 },
  { "versions", "versions", N_ ("versions"), ASSAY_QUANTITY_COUNT, 1 },
  { "releases", "releases", N_ ("releases"), ASSAY_QUANTITY_COUNT, 1 },
  { "downloads", "downloads", N_ ("downloads"), ASSAY_QUANTITY_COUNT, 1 },
  { "developers", "developers", N_ ("developers"), ASSAY_QUANTITY_COUNT, 1 },
  { "contributors", "contributors", N_ ("contributors"), ASSAY_QUANTITY_COUNT, 1 },
  { "people", "people", N_ ("people"), ASSAY_QUANTITY_COUNT, 1 },
  { "records", "records", N_ ("records"), ASSAY_QUANTITY_COUNT, 1 },
  { "advisories", "advisories", N_ ("advisories"), ASSAY_QUANTITY_COUNT, 1 },
  { "requests", "requests", N_ ("requests"), ASSAY_QUANTITY_COUNT, 1 },
  { "connections", "connections", N_ ("connections"), ASSAY_QUANTITY_COUNT, 1 },
  { "workers", "workers", N_ ("workers"), ASSAY_QUANTITY_COUNT, 1 },
  { "threads", "threads", N_ ("threads"), ASSAY_QUANTITY_COUNT, 1 },
  { "files", "files", N_ ("files"), ASSAY_QUANTITY_COUNT, 1 },
  { "lines", "lines", N_ ("lines of code"), ASSAY_QUANTITY_COUNT, 1 },
  { "tokens", "tokens", N_ ("tokens"), ASSAY_QUANTITY_COUNT, 1 },
  { "stars", "stars", N_ ("stars"), ASSAY_QUANTITY_COUNT, 1 },
  { "repositories", "repositories", N_ ("repositories"), ASSAY_QUANTITY_COUNT, 1 },
  { "questions", "questions", N_ ("questions"), ASSAY_QUANTITY_COUNT, 1 },
  { "points", "points", N_ ("points"), ASSAY_QUANTITY_COUNT, 1 },
  { "req/s", "req/s", N_ ("requests per second"), ASSAY_QUANTITY_RATE, 1 },
  { "ops/s", "ops/s", N_ ("operations per second"), ASSAY_QUANTITY_RATE, 1 },
  { "messages/s", "messages/s", N_ ("messages per second"), ASSAY_QUANTITY_RATE, 1 },
  { "errors/s", "errors/s", N_ ("errors per second"), ASSAY_QUANTITY_RATE, 1 },
  { "MiB/s", "MiB/s", N_ ("mebibytes per second"), ASSAY_QUANTITY_RATE, 1 },
  { "packages/day", "packages/day", N_ ("packages per day"), ASSAY_QUANTITY_RATE, 1 / DAY },
  { "releases/year", "releases/year", N_ ("releases per year"), ASSAY_QUANTITY_RATE, 1 / YEAR },
  { "requests/year", "requests/year", N_ ("requests per year"), ASSAY_QUANTITY_RATE, 1 / YEAR },
  { "ns", "ns", N_ ("nanoseconds"), ASSAY_QUANTITY_TIME, 1e-9 },
  { "us", "µs", N_ ("microseconds"), ASSAY_QUANTITY_TIME, 1e-6 },
  { "ms", "ms", N_ ("milliseconds"), ASSAY_QUANTITY_TIME, 1e-3 },
  { "s", "s", N_ ("seconds"), ASSAY_QUANTITY_TIME, 1 },
  { "min", "min", N_ ("minutes"), ASSAY_QUANTITY_TIME, 60 },
  { "h", "h", N_ ("hours"), ASSAY_QUANTITY_TIME, 3600 },
  { "days", "days", N_ ("days"), ASSAY_QUANTITY_TIME, DAY },
  { "months", "months", N_ ("months"), ASSAY_QUANTITY_TIME, MONTH },
  { "years", "years", N_ ("years"), ASSAY_QUANTITY_TIME, YEAR },
  { "bytes", "B", N_ ("bytes"), ASSAY_QUANTITY_BYTES, 1 },
  { "KiB", "KiB", N_ ("kibibytes"), ASSAY_QUANTITY_BYTES, KIB },
  { "MiB", "MiB", N_ ("mebibytes"), ASSAY_QUANTITY_BYTES, KIB * KIB },
  { "GiB", "GiB", N_ ("gibibytes"), ASSAY_QUANTITY_BYTES, KIB * KIB * KIB },
  { "TiB", "TiB", N_ ("tebibytes"), ASSAY_QUANTITY_BYTES, KIB * KIB * KIB * KIB },
  { "%", "%", N_ ("percent"), ASSAY_QUANTITY_SHARE, 1 },
  { "% of respondents", "%", N_ ("percent of respondents"), ASSAY_QUANTITY_SHARE, 1 },
  { "% of users", "%", N_ ("percent of users"), ASSAY_QUANTITY_SHARE, 1 },
  { "ratio", "×", N_ ("times"), ASSAY_QUANTITY_RATIO, 1 },
  { "rank", "", N_ ("place in a ranking"), ASSAY_QUANTITY_RANK, 1 },
  { "date", "", N_ ("date"), ASSAY_QUANTITY_DATE, 1 },
  { "version", "", N_ ("version"), ASSAY_QUANTITY_TEXT, 1 },
  { "text", "", N_ ("text"), ASSAY_QUANTITY_TEXT, 1 },
};

const char *
assay_unit_name (const AssayUnit *self)
{
  return self->name[0] != '\0' ? _ (self->name) : "";
}

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
