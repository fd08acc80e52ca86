#include <string.h>

#include "data/model/language.h"
#include "data/sources/live.h"
#include "data/sources/source.h"

#define DAY 86400.0
#define WEEK (7 * DAY)
#define QUARTER (91 * DAY)
#define MEBI ((gsize) 1024 * 1024)

#define JSON "application/json"
#define CSV "text/csv"
#define FILES "https://raw.githubusercontent.com/"

static const AssaySource sources[] = {
  {
    "httparena", "HttpArena", N_ ("HttpArena's authors"), "MIT",
    FILES "MDA2AV/HttpArena/main/site/data/{test}-{connections}.json",
    NULL, JSON, DAY, 0, assay_live_arena, NULL,
  },
  {
    "httparena-timeline", N_ ("HttpArena over time"), N_ ("HttpArena-Timeline's authors"), "MIT",
    FILES "Kaliumhexacyanoferrat/HttpArena-Timeline/main/data/{framework}/{test}-{connections}.json",
    NULL, JSON, DAY, 0, assay_live_timeline, NULL,
  },
  {
    "framework-table", N_ ("Benchmarks of a repository"), N_ ("the repository's authors"), N_ ("the repository's own"),
    FILES "{/repository}/main/benchmark-results.json",
    NULL, JSON, WEEK, 0, assay_live_table, NULL,
  },
  {
    "packages", N_ ("Use of a package"), "ecosyste.ms", "CC BY-SA 4.0",
    "https://packages.ecosyste.ms/api/v1/packages/lookup?purl={purl}",
    NULL, JSON, DAY, 0, assay_live_packages, NULL,
  },
  {
    "registries", N_ ("Size of the registries"), "ecosyste.ms", "CC BY-SA 4.0",
    "https://packages.ecosyste.ms/api/v1/registries",
    NULL, JSON, WEEK, 0, assay_live_registries, NULL,
  },
  {
    "lifecycle", N_ ("Releases and their support"), "endoflife.date", "MIT",
    "https://endoflife.date/api/v1/products/{product}",
    NULL, JSON, WEEK, 0, assay_live_lifecycle, NULL,
  },
  {
    "advisories", N_ ("Known vulnerabilities"), "OSV", N_ ("CC BY 4.0 (GHSA, PYSEC); others by their databases"),
    "https://api.osv.dev/v1/query",
    "{\"package\":{\"purl\":\"{purl}\"}}", JSON, DAY, 32 * MEBI, assay_live_advisories, NULL,
  },
  {
    "repository", N_ ("Repository"), "GitHub", N_ ("GitHub Terms of Service"),
    "https://api.github.com/repos/{/repository}",
    NULL, JSON, DAY, 0, assay_live_repository, "Bearer",
  },
  {
    "languages", N_ ("People who push, by language"), "GitHub Innovation Graph", "CC0 1.0",
    FILES "github/innovationgraph/main/data/languages.csv",
    NULL, CSV, QUARTER, 32 * MEBI, assay_live_languages, NULL,
  },
  {
    "topics", N_ ("People who push, by topic"), "GitHub Innovation Graph", "CC0 1.0",
    FILES "github/innovationgraph/main/data/topics.csv",
    NULL, CSV, QUARTER, 32 * MEBI, assay_live_topics, NULL,
  },
  {
    "questions", N_ ("Questions by tag"), "Stack Exchange", "CC BY-SA 4.0",
    "https://api.stackexchange.com/2.3/tags/{;tags}/info?site=stackoverflow",
    NULL, JSON, WEEK, 0, assay_live_questions, NULL,
  },
  {
    "prometheus", N_ ("A service of one's own"), "Prometheus", N_ ("the user's own"),
    "{server}/api/v1/query_range?query={query}&start={start}&end={end}&step={step}",
    NULL, JSON, 0, 0, assay_live_prometheus, NULL,
  },
};

const AssaySource *
assay_source_find (const char *id)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (sources); i++)
    if (strcmp (sources[i].id, id) == 0)
      return &sources[i];

  return NULL;
}

const AssaySource *
assay_source_table (guint *n)
{
  *n = G_N_ELEMENTS (sources);

  return sources;
}
