#include "data/sources/feed-kept.h"

#include "data/model/datum.h"
#include "data/model/json-write.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/subject.h"
#include "data/sources/filing.h"

void
assay_feed_add_kept (JsonBuilder *json, const AssayDatum *datum, const char *id)
{
  json_builder_begin_object (json);
  assay_json_add_text (json, "id", id);
  assay_json_add_text (json, "metric", datum->metric->id);
  assay_json_add_text (json, "subject", datum->subject->id);
  assay_json_add_number (json, "value", datum->value);
  assay_json_add_number (json, "low", datum->low);
  assay_json_add_number (json, "high", datum->high);
  assay_json_add_text (json, "date", datum->date);
  assay_json_add_text (json, "origin", datum->origin->id);
  assay_json_add_text (json, "quality", datum->quality);
  assay_json_add_strings (json, "gate", datum->gate);
  if (datum->dimensions != NULL && datum->dimensions[0] != NULL)
    {
      json_builder_set_member_name (json, "dimensions");
      json_builder_begin_object (json);
      for (char **pair = datum->dimensions; *pair != NULL; pair += 2)
        assay_json_add_text (json, pair[0], pair[1]);
      json_builder_end_object (json);
    }
  assay_filing_add_samples (json, datum->samples, datum->n_samples, 1);
  json_builder_end_object (json);
}
