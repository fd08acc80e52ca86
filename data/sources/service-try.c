/* A question put to the user's server once, to see what it answers. */
#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/store.h"
#include "data/sources/conversion.h"
#include "data/sources/credential.h"
#include "data/sources/http.h"
#include "data/sources/service-private.h"

#define MOST_SHOWN 3    /* series whose values are told */

/* The thread's. */
typedef struct
{
  char *address, *unit, *label;
  char **headers;
  const AssayUnit *metric;      /* into which it is converted */
  gboolean allow_plain;
} Trial;

static void
trial_free (Trial *self)
{
  g_free (self->address);
  g_free (self->unit);
  g_free (self->label);
  assay_credential_headers_free (self->headers);
  g_free (self);
}

void
assay_service_trial_free (AssayServiceTrial *self)
{
  g_strfreev (self->values);
  g_free (self);
}

static Trial *
trial_new (const AssayService *self, AssayStore *store, GError **error)
{
  const AssayMetric *metric;
  g_auto (GStrv) filled = NULL;
  AssayMovingRange range;
  Trial *trial;

  if (!assay_service_check_all (self, store, FALSE, error) || !assay_service_range (self, &range, error))
    return NULL;
  metric = assay_service_find_metric (store, self->metric);
  trial = g_new0 (Trial, 1);
  filled = assay_moving_range_fill (&range, (const char *[]) { "server", self->server, "query", self->query, NULL }, g_get_real_time () / G_USEC_PER_SEC);
  trial->address = assay_source_address (assay_source_find (ASSAY_SERVICE_SOURCE), NULL, (const char * const *) filled, error);
  if (trial->address != NULL && assay_service_says (self->secret))
    trial->headers = assay_credential_headers_for (assay_service_says (self->user) ? self->user : NULL, self->secret, error);
  if (trial->address == NULL || (assay_service_says (self->secret) && trial->headers == NULL))
    {
      trial_free (trial);
      return NULL;
    }
  trial->unit = g_strdup (assay_service_says (self->unit) ? self->unit : assay_conversion_base (metric->unit));
  trial->label = g_strdup (assay_service_says (self->subject) ? self->subject : _ ("Series"));
  trial->metric = metric->unit;
  trial->allow_plain = self->allow_plain;

  return trial;
}

/* What tells one series from the others: the values of its labels. */
static char *
describe_labels (const AssayResult *row)
{
  GString *text = g_string_new (NULL);

  for (char **pair = row->dimensions; pair != NULL && *pair != NULL; pair += 2)
    if (strcmp (pair[0], "statistic") != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", pair[1]);

  return g_string_free (text, FALSE);
}

static char *
describe (const Trial *self, const AssayResult *row)
{
  g_autofree char *labels = describe_labels (row), *value = NULL, *range = NULL;
  double factor = 1;

  assay_conversion_find (self->unit, self->metric, &factor);
  value = assay_unit_format (self->metric, row->value * factor);
  range = assay_unit_format_range (self->metric, row->low * factor, row->high * factor);

  return g_strdup_printf (_ ("%s: %s on average (%s)"), *labels != '\0' ? labels : self->label, value, range);
}

/* Of each series there are the mean and the last value; the mean has the samples. */
static AssayServiceTrial *
make_trial (const Trial *self, const AssayResults *results)
{
  AssayServiceTrial *trial = g_new0 (AssayServiceTrial, 1);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; i < results->rows->len; i++)
    {
      const AssayResult *row = results->rows->pdata[i];
      g_autofree char *text = NULL;

      if (row->n_samples == 0)
        continue;
      trial->n_points += row->n_samples;
      if (++trial->n_series > MOST_SHOWN)
        continue;
      text = describe (self, row);
      g_strv_builder_add (values, text);
    }
  trial->values = g_strv_builder_end (values);

  return trial;
}

static void
try_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  const Trial *self = data;
  const AssaySource *prometheus = assay_source_find (ASSAY_SERVICE_SOURCE);
  const AssayHttpOptions options = { .total_timeout = 30 };
  const AssayHttpRequest request = {
    .address = self->address, .accept = prometheus->accept, .headers = (const char * const *) self->headers, .allow_plain = self->allow_plain,
  };
  g_autoptr (AssayHttp) http = assay_http_new (&options);
  g_autoptr (AssayResults) results = NULL;
  g_auto (AssayHttpOutcome) outcome = { 0 };
  GError *error = NULL;

  if (assay_http_fetch (http, &request, &outcome, cancellable, &error))
    results = prometheus->read (_ ("The answer"), outcome.body, &error);
  if (results != NULL)
    g_task_return_pointer (task, make_trial (self, results), (GDestroyNotify) assay_service_trial_free);
  else
    g_task_return_error (task, error);
}

void
assay_service_try_async (const AssayService *self, AssayStore *store, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GError *error = NULL;
  Trial *trial = trial_new (self, store, &error);

  g_task_set_source_tag (task, assay_service_try_async);
  if (trial == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, trial, (GDestroyNotify) trial_free);
  g_task_run_in_thread (task, try_thread);
}

AssayServiceTrial *
assay_service_try_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
