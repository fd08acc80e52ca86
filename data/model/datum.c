#include "data/model/datum.h"

#include <math.h>
#include <string.h>

#include "data/model/field.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/reason.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

G_DEFINE_BOXED_TYPE (AssayDatum, assay_datum, assay_datum_ref, assay_datum_unref)

static const char * const known[] = {
  "id", "metric", "unit", "subject", "value", "low", "high", "text", "date", "origin", "bound", "quality", "gate", "dimensions",
  "samples", NULL
};

static const char * const bounds[] = {
  [ASSAY_BOUND_EXACT] = "exact",
  [ASSAY_BOUND_ABOUT] = "about",
  [ASSAY_BOUND_AT_LEAST] = "at-least",
  [ASSAY_BOUND_AT_MOST] = "at-most",
  NULL
};

static const char * const bound_words[] = {
  [ASSAY_BOUND_EXACT] = "",
  [ASSAY_BOUND_ABOUT] = N_ ("about "),
  [ASSAY_BOUND_AT_LEAST] = N_ ("at least "),
  [ASSAY_BOUND_AT_MOST] = N_ ("at most "),
};

static void
datum_clear (AssayDatum *self)
{
  g_free (self->id);
  g_clear_pointer (&self->metric, assay_metric_unref);
  g_clear_pointer (&self->subject, assay_subject_unref);
  g_clear_pointer (&self->origin, assay_provenance_unref);
  g_free (self->text);
  g_free (self->date);
  g_free (self->quality);
  g_strfreev (self->gate);
  g_strfreev (self->dimensions);
  g_free (self->samples);
}

/* Reports @id, which member @name gives, as unknown. */
static void
fail_unknown (const AssayField *object, const char *name, const char *id)
{
  AssayField member;

  if (id == NULL || !assay_field_member (object, name, &member))
    return;

  assay_field_fail (&member, _ ("unknown %s “%s”"), name, id);
}

static gboolean
resolve (AssayDatum *self, const AssayField *object, AssayStore *store)
{
  const char *metric_id = assay_field_string (object, "metric");
  const char *subject_id = assay_field_string (object, "subject");
  const char *origin_id = assay_field_string (object, "origin");
  AssayMetric *metric = metric_id == NULL ? NULL : assay_store_find_metric (store, metric_id);
  AssaySubject *subject = subject_id == NULL ? NULL : assay_store_find_subject (store, subject_id);
  AssayProvenance *origin = origin_id == NULL ? NULL : assay_store_find_origin (store, origin_id);

  if (metric == NULL)
    fail_unknown (object, "metric", metric_id);
  if (subject == NULL)
    fail_unknown (object, "subject", subject_id);
  if (origin == NULL)
    fail_unknown (object, "origin", origin_id);
  if (metric == NULL || subject == NULL || origin == NULL)
    return FALSE;

  self->metric = assay_metric_ref (metric);
  self->subject = assay_subject_ref (subject);
  self->origin = assay_provenance_ref (origin);

  return TRUE;
}

/* A figure that names its unit is read only as long as its metric has the same. */
static gboolean
check_unit (const AssayDatum *self, const AssayField *object)
{
  const char *unit = assay_field_maybe (object, "unit");
  AssayField member;

  if (unit == NULL || strcmp (unit, self->metric->unit->id) == 0)
    return TRUE;

  assay_field_member (object, "unit", &member);
  assay_field_fail (&member, _ ("“%s” is in %s, not in %s"), self->metric->id, self->metric->unit->id, unit);

  return FALSE;
}

static gboolean
is_date (const AssayDatum *self)
{
  return self->metric->unit->quantity == ASSAY_QUANTITY_DATE;
}

/* A value in the metric's unit: dates are written as ISO strings. NAN if absent or (reported) wrong. */
static double
read_value (AssayDatum *self, const AssayField *object, const char *name)
{
  AssayField member;

  if (is_date (self))
    return assay_date_parse (assay_field_date (object, name));
  if (self->metric->unit->quantity != ASSAY_QUANTITY_TEXT || !assay_field_member (object, name, &member))
    return assay_field_real (object, name, NAN);

  assay_field_fail (&member, _ ("a metric of unit “%s” has a text, not a number"), self->metric->unit->id);

  return NAN;
}

static gboolean
check_values (AssayDatum *self, const AssayField *object)
{
  gboolean range = !isnan (self->low) && !isnan (self->high);

  if (isnan (self->low) != isnan (self->high))
    assay_field_fail (object, _ ("“low” and “high” need each other"));
  else if (isnan (self->value) && !range && self->text == NULL)
    assay_field_fail (object, _ ("has no value: give “value”, “low” and “high”, or “text”"));
  else if (range && self->low > self->high)
    assay_field_fail (object, _ ("“low” is above “high”"));
  else if (range && (self->value < self->low || self->value > self->high))
    assay_field_fail (object, _ ("“value” is not between “low” and “high”"));
  else
    return TRUE;

  return FALSE;
}

static gboolean
read_values (AssayDatum *self, const AssayField *object)
{
  guint mistakes = object->reader->errors->len;

  self->value = read_value (self, object, "value");
  self->low = read_value (self, object, "low");
  self->high = read_value (self, object, "high");
  self->text = assay_field_copy (object, "text");
  if (self->text == NULL && is_date (self) && !isnan (self->value))
    self->text = assay_field_copy (object, "value");

  /* what follows from a mistake that is reported already is no second one */
  return object->reader->errors->len == mistakes && check_values (self, object);
}

static gboolean
read_samples (AssayDatum *self, const AssayField *object)
{
  guint mistakes = object->reader->errors->len;
  AssayField member;

  if (!assay_field_member (object, "samples", &member))
    return TRUE;

  self->n_samples = assay_field_length (&member);
  self->samples = g_new (double, MAX (self->n_samples, 1));
  for (guint i = 0; i < self->n_samples; i++)
    self->samples[i] = assay_field_element_number (&member, i);

  return object->reader->errors->len == mistakes;
}

static gboolean
read_dimensions (AssayDatum *self, const AssayField *object)
{
  guint mistakes = object->reader->errors->len;
  AssayField member;

  if (assay_field_member (object, "dimensions", &member))
    self->dimensions = assay_field_pairs (&member);

  return object->reader->errors->len == mistakes;
}

static void
read_date (AssayDatum *self, const AssayField *object)
{
  self->date = g_strdup (assay_field_date (object, "date"));
  self->day = assay_date_parse (self->date);
}

/* No reasons is the same as no gate. */
static void
read_gate (AssayDatum *self, const AssayField *object)
{
  self->gate = assay_field_strings (object, "gate");
  for (char **reason = self->gate; reason != NULL && *reason != NULL; reason++)
    {
      g_autofree char *stored = *reason;

      *reason = assay_reason_say (stored);
    }
  if (self->gate != NULL && self->gate[0] == NULL)
    g_clear_pointer (&self->gate, g_strfreev);
}

static char *
make_id (const AssayDatum *self)
{
  GString *id = g_string_new (NULL);

  g_string_append_printf (id, "%s:%s:%s", self->metric->id, self->subject->id, self->date == NULL ? "" : self->date);
  for (char **pair = self->dimensions; pair != NULL && *pair != NULL; pair += 2)
    g_string_append_printf (id, ":%s=%s", pair[0], pair[1]);

  return g_string_free (id, FALSE);
}

AssayDatum *
assay_datum_read (const AssayField *object, AssayStore *store)
{
  g_autoptr (AssayDatum) self = g_atomic_rc_box_new0 (AssayDatum);
  guint mistakes = object->reader->errors->len;

  assay_field_only (object, known);
  if (!resolve (self, object, store) || !check_unit (self, object) || !read_values (self, object) || !read_samples (self, object) ||
      !read_dimensions (self, object))
    return NULL;

  read_date (self, object);
  read_gate (self, object);
  self->bound = assay_field_choice (object, "bound", bounds, ASSAY_BOUND_EXACT);
  self->quality = assay_field_copy (object, "quality");
  self->id = assay_field_copy (object, "id");
  if (self->id == NULL)
    self->id = make_id (self);

  /* a figure with a mistake anywhere might say what its source doesn't: leave it out */
  return object->reader->errors->len == mistakes ? g_steal_pointer (&self) : NULL;
}

AssayDatum *
assay_datum_ref (AssayDatum *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
assay_datum_unref (AssayDatum *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) datum_clear);
}

gboolean
assay_datum_is_gated (const AssayDatum *self)
{
  return self->gate != NULL;
}

const char *
assay_datum_dimension (const AssayDatum *self, const char *name)
{
  for (char **pair = self->dimensions; pair != NULL && *pair != NULL; pair += 2)
    if (strcmp (pair[0], name) == 0)
      return pair[1];

  return NULL;
}

static char *
format_value (const AssayDatum *self)
{
  if (is_date (self) && !isnan (assay_date_parse (self->text)))
    return assay_date_describe (self->text);
  if (isnan (self->value))
    return self->text != NULL && isnan (self->low) ? g_strdup (self->text) : NULL;

  return assay_unit_format (self->metric->unit, self->value);
}

char *
assay_datum_format (const AssayDatum *self)
{
  g_autofree char *value = format_value (self);
  g_autofree char *range = NULL;
  const char *words = bound_words[self->bound][0] != '\0' ? _ (bound_words[self->bound]) : "";

  if (isnan (self->low))
    return g_strconcat (words, value, NULL);

  range = assay_unit_format_range (self->metric->unit, self->low, self->high);

  return value == NULL ? g_strconcat (words, range, NULL) : g_strconcat (words, value, " (", range, ")", NULL);
}
