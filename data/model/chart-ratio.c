/* Rows of ratios: pairs of subjects compared under equal conditions. */
#include <math.h>

#include "data/model/chart-points.h"
#include "data/model/datum.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/store.h"

static GPtrArray *
query_subject (const AssayChartQuery *select, AssayStore *store, const char *metric, const char *subject)
{
  AssayQuery query = { .metric = metric, .subject = subject, .latest = TRUE };

  return assay_chart_query_run (select, store, &query);
}

/* The newest comparable pair, as a ratio; or NULL. */
static AssayDatum *
pair_ratio (const AssayChartRow *row, AssayMetric *as, AssayStore *store,
            const char *metric, const char *first, const char *second)
{
  g_autoptr (GPtrArray) numerators = query_subject (&row->select, store, metric, first);
  g_autoptr (GPtrArray) denominators = query_subject (&row->select, store, metric, second);

  for (guint i = numerators->len; i > 0; i--)
    for (guint j = denominators->len; j > 0; j--)
      {
        AssayDatum *ratio = assay_datum_new_ratio (as, g_ptr_array_index (numerators, i - 1),
                                                   g_ptr_array_index (denominators, j - 1));

        if (ratio != NULL)
          return ratio;
      }

  return NULL;
}

AssayDatum *
assay_row_get_ratio (const AssayChartRow *row, const char *as, AssayStore *store, guint *n_pairs)
{
  g_autoptr (GPtrArray) ratios = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_datum_unref);
  AssayMetric *metric = assay_store_find_metric (store, as);

  for (guint m = 0; metric != NULL && row->select.metrics[m] != NULL; m++)
    for (guint p = 0; row->pairs[p] != NULL; p += 2)
      {
        AssayDatum *ratio = pair_ratio (row, metric, store, row->select.metrics[m], row->pairs[p], row->pairs[p + 1]);

        if (ratio != NULL)
          g_ptr_array_add (ratios, ratio);
      }

  if (n_pairs != NULL)
    *n_pairs = ratios->len;

  return ratios->len > 0 ? assay_datum_new_span (ratios) : NULL;
}
