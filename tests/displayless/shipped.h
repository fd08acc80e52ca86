/* The catalogue that the program comes with, whatever this user has added or measured: bundled documents and the scenarios' metrics. */
#pragma once

#include "data/measure/measured.h"
#include "data/measure/workload.h"
#include "data/model/chart.h"
#include "data/model/metric.h"
#include "data/model/store.h"

/* Charts of what is measured are empty until somebody measures. */
#define MEASURED_CHART "measured-"

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
  AssayAddition additions[2] = { { .name = "scenarios" } };
  g_autofree char *metrics = assay_workloads_document (workloads, &additions[0].length);

  additions[0].text = metrics;
  if (more != NULL)
    additions[1] = *more;

  return assay_store_load_with (folders, additions, more != NULL ? 2 : 1);
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
