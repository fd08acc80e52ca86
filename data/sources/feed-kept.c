#include "data/sources/feed-kept.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/json-write.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/subject.h"
#include "data/model/units.h"
#include "data/sources/filing.h"

/* As the catalogue's own files write it: a date as one, what is no number as text. */
static void
add_value (JsonBuilder *json, const AssayDatum *datum)
{
  g_autofree char *day = datum->metric->unit->quantity == ASSAY_QUANTITY_DATE && !isnan (datum->value) ? assay_date_iso (datum->value) : NULL;

  assay_json_add_text (json, "text", datum->text);
  if (day != NULL)
    assay_json_add_text (json, "value", day);
  else
    assay_json_add_number (json, "value", datum->value);
}

void
assay_feed_add_kept (JsonBuilder *json, const AssayDatum *datum, const char *id)
{
  json_builder_begin_object (json);
  assay_json_add_text (json, "id", id);
  assay_json_add_text (json, "metric", datum->metric->id);
  assay_json_add_text (json, "subject", datum->subject->id);
  add_value (json, datum);
  assay_json_add_number (json, "low", datum->low);
  assay_json_add_number (json, "high", datum->high);
  assay_json_add_text (json, "date", datum->date);
  assay_json_add_text (json, "origin", datum->origin->id);
  assay_json_add_text (json, "quality", datum->quality);
  assay_json_add_strings (json, "gate", datum->gate);
  assay_json_add_pairs (json, "dimensions", datum->dimensions);
  assay_filing_add_samples (json, datum->samples, datum->n_samples, 1);
  json_builder_end_object (json);
}
