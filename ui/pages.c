#include "ui/pages.h"

#include "data/model/language.h"
#include "ui/advisor-page.h"
#include "ui/benchmarks-page.h"
#include "ui/chart-page.h"
#include "ui/claims-page.h"
#include "ui/overview-page.h"
#include "ui/sources-page.h"
#include "ui/welcome-page.h"

static const AssayPageKind pages[] = {
  { "overview", N_ ("Overview"), "assay-overview-symbolic", NULL, assay_overview_page_new, FALSE },
  { "performance", N_ ("Performance"), "assay-performance-symbolic", N_ ("Evidence"), assay_chart_page_new, FALSE },
  { "scalability", N_ ("Scalability"), "assay-scalability-symbolic", NULL, assay_chart_page_new, FALSE },
  { "ecosystem", N_ ("Ecosystem"), "assay-ecosystem-symbolic", NULL, assay_chart_page_new, FALSE },
  { "claims", N_ ("Claims"), "assay-claims-symbolic", NULL, assay_claims_page_new, FALSE },
  { "benchmarks", N_ ("Benchmarks"), "assay-benchmarks-symbolic", N_ ("Decide"), assay_benchmarks_page_new, TRUE },
  { "advisor", N_ ("Advisor"), "assay-advisor-symbolic", NULL, assay_advisor_page_new, TRUE },
  { "sources", N_ ("Sources"), "assay-sources-symbolic", N_ ("Reference"), assay_sources_page_new, TRUE },
};

/* Not among those of the sidebar. */
static const AssayPageKind welcome = { "welcome", N_ ("Welcome"), "io.github.assay.Assay", NULL, assay_welcome_page_new, TRUE };

const AssayPageKind *
assay_pages (guint *n)
{
  if (n != NULL)
    *n = G_N_ELEMENTS (pages);

  return pages;
}

const AssayPageKind *
assay_pages_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].id, id) == 0)
      return &pages[i];

  return g_strcmp0 (id, welcome.id) == 0 ? &welcome : NULL;
}
