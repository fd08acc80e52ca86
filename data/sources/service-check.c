/* What a service of one's own must be before it is asked or written. */
#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/store.h"
#include "data/sources/address.h"
#include "data/sources/conversion.h"
#include "data/sources/filing.h"
#include "data/sources/service-private.h"

#define MAX_NAME 80     /* characters */

static const char * const names[] = {
  [ASSAY_SERVICE_NAME] = "name",
  [ASSAY_SERVICE_SERVER] = "server",
  [ASSAY_SERVICE_QUERY] = "query",
  [ASSAY_SERVICE_METRIC] = "metric",
  [ASSAY_SERVICE_UNIT] = "unit",
  [ASSAY_SERVICE_SUBJECT] = "subject",
  [ASSAY_SERVICE_RANGE] = "range",
};

const char *
assay_service_field_name (AssayServiceField field)
{
  g_return_val_if_fail (field < G_N_ELEMENTS (names), NULL);

  return names[field];
}

gboolean
assay_service_says (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, message);

  return FALSE;
}

char *
assay_service_make_id (const char *name)
{
  GString *id = g_string_new (NULL);

  for (const char *c = name; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (id, g_ascii_tolower (*c));
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  if (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);

  return g_string_free (id, FALSE);
}

/* Something that people can read in one line, of which an id can be made. */
static gboolean
check_words (const char *text, GError **error)
{
  g_autofree char *id = NULL;

  if (!assay_service_says (text))
    return fail (error, _ ("is missing"));
  if (!g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > MAX_NAME)
    return fail (error, _ ("must be a text of at most %d characters"), MAX_NAME);
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isprint (g_utf8_get_char (c)))
      return fail (error, _ ("has a sign in it that can’t be shown"));
  id = assay_service_make_id (text);

  return *id != '\0' || fail (error, _ ("needs a letter from a to z or a digit"));
}

/* By its address, since no source has another query. */
static gboolean
check_server (const AssayService *self, GError **error)
{
  g_autoptr (AssayAddress) address = NULL;
  g_autofree char *whole = NULL;

  if (!assay_service_says (self->server))
    return fail (error, _ ("is missing"));
  whole = assay_source_address (assay_source_find (ASSAY_SERVICE_SOURCE), NULL,
                                (const char *[]) { "server", self->server, "query", "x", "start", "x", "end", "x", "step", "x", NULL }, NULL);
  address = whole != NULL ? assay_address_parse (whole, NULL) : NULL;
  if (address == NULL)
    return fail (error, _ ("must be an address such as https://prometheus.example.org:9090, without a name or password in it"));

  return assay_address_check (address, self->allow_plain, NULL) || fail (error, _ ("only https is asked beyond this machine, unless you allow this server http"));
}

static gboolean
check_query (const AssayService *self, GError **error)
{
  if (!assay_service_says (self->query))
    return fail (error, _ ("is missing"));
  if (strlen (self->query) > ASSAY_SERVICE_MAX_QUERY || !g_utf8_validate (self->query, -1, NULL))
    return fail (error, _ ("must be a text of at most %d bytes"), ASSAY_SERVICE_MAX_QUERY);
  if (strcmp (self->query, ".") == 0 || strcmp (self->query, "..") == 0)
    return fail (error, _ ("is no query"));

  return TRUE;
}

AssayMetric *
assay_service_find_metric (AssayStore *store, const char *metric)
{
  AssayMetric *found = metric != NULL ? assay_store_find_metric (store, metric) : NULL;
  g_autofree char *imported = found == NULL && metric != NULL && assay_measure_find (metric) != NULL ? g_strconcat ("import-", metric, NULL) : NULL;

  return imported != NULL ? assay_store_find_metric (store, imported) : found;
}

static gboolean
check_metric (const AssayService *self, AssayStore *store, GError **error)
{
  AssayMetric *metric = assay_service_find_metric (store, self->metric);
  g_autofree char *unit = metric != NULL ? g_strdup (assay_conversion_base (metric->unit)) : NULL;
  double factor;

  if (!assay_service_says (self->metric))
    return fail (error, _ ("is missing"));
  if (metric == NULL)
    return fail (error, _ ("there is no metric and no measure “%s”"), self->metric);
  if (!assay_conversion_find (unit, metric->unit, &factor))
    return fail (error, _ ("“%s” is no number that a server could count"), self->metric);

  return TRUE;
}

static gboolean
check_unit (const AssayService *self, AssayStore *store, GError **error)
{
  AssayMetric *metric = assay_service_find_metric (store, self->metric);
  double factor;

  if (metric == NULL || !assay_service_says (self->unit) || assay_conversion_find (self->unit, metric->unit, &factor))
    return TRUE;

  return fail (error, _ ("“%s” can’t become %s, the unit of “%s”"), self->unit, metric->unit->id, metric->name);
}

static gboolean
check_subject (const AssayService *self, GError **error)
{
  return check_words (self->subject, error);
}

static gboolean
check_range (const AssayService *self, GError **error)
{
  AssayMovingRange range;

  return assay_service_range (self, &range, error);
}

gboolean
assay_service_range (const AssayService *self, AssayMovingRange *range, GError **error)
{
  return assay_moving_range_parse (range, assay_service_says (self->range) ? self->range : "1h", assay_service_says (self->step) ? self->step : NULL, error);
}

gboolean
assay_service_check (const AssayService *self, AssayStore *store, AssayServiceField field, GError **error)
{
  switch (field)
    {
    case ASSAY_SERVICE_NAME:
      return check_words (self->name, error);

    case ASSAY_SERVICE_SERVER:
      return check_server (self, error);

    case ASSAY_SERVICE_QUERY:
      return check_query (self, error);

    case ASSAY_SERVICE_METRIC:
      return check_metric (self, store, error);

    case ASSAY_SERVICE_UNIT:
      return check_unit (self, store, error);

    case ASSAY_SERVICE_SUBJECT:
      return check_subject (self, error);

    case ASSAY_SERVICE_RANGE:
      return check_range (self, error);

    case ASSAY_SERVICE_N_FIELDS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

gboolean
assay_service_check_all (const AssayService *self, AssayStore *store, gboolean named, GError **error)
{
  for (AssayServiceField field = 0; field < ASSAY_SERVICE_N_FIELDS; field++)
    {
      if (!named && (field == ASSAY_SERVICE_NAME || field == ASSAY_SERVICE_SUBJECT))
        continue;
      if (!assay_service_check (self, store, field, error))
        {
          g_prefix_error (error, "%s: ", names[field]);
          return FALSE;
        }
    }

  return TRUE;
}
