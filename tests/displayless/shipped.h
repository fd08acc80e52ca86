/* The catalogue that the program comes with, whatever this user has added, measured or imported: bundled documents and the metrics of the scenarios
 * and of other tools. */
#pragma once

#include "data/measure/measured.h"
#include "data/measure/workload.h"
#include "data/model/chart.h"
#include "data/model/metric.h"
#include "data/model/store.h"
#include "data/sources/filing.h"

/* Charts of what is measured, imported or fetched are empty until somebody does so. */
static inline gboolean
is_chart_of_the_user (const AssayChart *chart)
{
  const char *id = assay_chart_get_id (chart);

  return g_str_has_prefix (id, "measured-") || g_str_has_prefix (id, "imported-") || g_str_has_prefix (id, "fetched-") || g_str_has_prefix (id, "service-");
}

static inline AssayWorkloads *
load_shipped_workloads (void)
{
  g_autofree char *folder = assay_workloads_folder ();

  return assay_workloads_load ((const char * const []) { folder, NULL });
}

/* With the user's @folders (as assay_store_load()) and one document more, or NULL; its errors are the caller's. */
static inline AssayStore *
load_shipped_with (const char * const *folders, const AssayAddition *more)
{
  g_autoptr (AssayWorkloads) workloads = load_shipped_workloads ();
  AssayAddition additions[3] = { { .name = "scenarios" }, { .name = "measures" } };
  g_autofree char *metrics = assay_workloads_document (workloads, &additions[0].length);
  g_autofree char *measures = assay_filing_metrics (&additions[1].length);

  additions[0].text = metrics;
  additions[1].text = measures;
  if (more != NULL)
    additions[2] = *more;

  return assay_store_load_with (folders, additions, more != NULL ? 3 : 2);
}

static inline AssayStore *
load_shipped (void)
{
  AssayStore *store = load_shipped_with ((const char * const []) { NULL }, NULL);
  GPtrArray *errors = assay_store_get_errors (store);

  for (guint i = 0; i < errors->len; i++)
    g_test_message ("%s", (char *) errors->pdata[i]);
  g_assert_cmpuint (errors->len, ==, 0);

  return store;
}
