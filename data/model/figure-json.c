#include "data/model/figure-json.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/json-text.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/subject.h"
#include "data/model/units.h"

/* What is written, and where in it each origin stands. */
typedef struct
{
  const AssayFigure *figure;
  GPtrArray *origins;
} Context;

static void
put_yes (GString *json, const char *name, gboolean value)
{
  assay_json_put_name (json, name);
  g_string_append (json, value ? "true" : "false");
}

static gboolean
has_days (const AssayAxis *axis)
{
  return axis->scale == ASSAY_SCALE_DATE || (axis->unit != NULL && axis->unit->quantity == ASSAY_QUANTITY_DATE);
}

/* A number, or an ISO day where @days; nothing for what isn't there. */
static void
put_value (GString *json, const char *name, double value, gboolean days)
{
  g_autofree char *day = days ? assay_date_iso (value) : NULL;

  if (days)
    assay_json_put_text (json, name, day);
  else
    assay_json_put_number (json, name, value);
}

static void
put_axis (GString *json, const char *name, const AssayAxis *axis)
{
  static const char * const scales[] = {
    [ASSAY_SCALE_LINEAR] = "linear", [ASSAY_SCALE_LOG] = "log", [ASSAY_SCALE_DATE] = "date", [ASSAY_SCALE_CATEGORY] = "category",
  };

  assay_json_put_name (json, name);
  g_string_append_c (json, '{');
  assay_json_put_text (json, "scale", scales[axis->scale]);
  assay_json_put_text (json, "label", axis->label);
  if (axis->unit != NULL)
    {
      assay_json_put_text (json, "unit", axis->unit->id);
      assay_json_put_text (json, "unit_name", axis->unit->name);
    }
  g_string_append_c (json, '}');
}

static void
put_guides (GString *json, const AssayFigure *figure)
{
  assay_json_put_name (json, "guides");
  g_string_append_c (json, '[');
  for (guint i = 0; i < figure->guides->len; i++)
    {
      const AssayGuide *guide = &g_array_index (figure->guides, AssayGuide, i);

      g_string_append (json, i > 0 ? ",{" : "{");
      assay_json_put_text (json, "label", guide->label);
      assay_json_put_text (json, "axis", guide->on_x ? "x" : "y");
      put_value (json, "value", guide->value, has_days (guide->on_x ? &figure->x : &figure->y));
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

/* The place of a mark: its category by name, or its x. */
static void
put_place (GString *json, const AssayFigure *figure, const AssaySeries *series, guint index)
{
  double x = series->x != NULL ? series->x[index] : NAN;

  if (figure->categories != NULL && x >= 0 && x < g_strv_length (figure->categories))
    assay_json_put_text (json, "category", figure->categories[(guint) x]);
  else
    put_value (json, "x", x, has_days (&figure->x));
}

static void
put_dimensions (GString *json, char **pairs)
{
  if (pairs == NULL || pairs[0] == NULL)
    return;
  assay_json_put_name (json, "dimensions");
  g_string_append_c (json, '{');
  for (guint i = 0; pairs[i] != NULL && pairs[i + 1] != NULL; i += 2)
    {
      assay_json_put_name (json, pairs[i]);
      assay_json_put_string (json, pairs[i + 1]);
    }
  g_string_append_c (json, '}');
}

static void
put_datum (GString *json, const AssayDatum *datum)
{
  static const char * const bounds[] = { NULL, "about", "at-least", "at-most" };

  assay_json_put_text (json, "text", datum->text);
  assay_json_put_text (json, "bound", bounds[datum->bound]);
  assay_json_put_text (json, "date", datum->date);
  assay_json_put_text (json, "figure", datum->id);
  assay_json_put_text (json, "metric", datum->metric != NULL ? datum->metric->id : NULL);
  assay_json_put_text (json, "subject", datum->subject != NULL ? datum->subject->id : NULL);
  put_dimensions (json, datum->dimensions);
  assay_json_put_text (json, "quality", datum->quality);
  assay_json_put_strings (json, "gate", datum->gate);
}

/* Its place among the origins: several may have one id, where figures are derived from the same source in different ways. */
static void
put_origin_of (GString *json, const Context *context, const AssayProvenance *origin)
{
  guint place;

  if (origin == NULL || !g_ptr_array_find (context->origins, origin, &place))
    return;
  assay_json_put_name (json, "origin");
  g_string_append_printf (json, "%u", place);
}

/* A timeline's intervals are days, whatever its axes say. */
static void
put_mark (GString *json, const Context *context, const AssaySeries *series, guint index)
{
  const AssayFigure *figure = context->figure;
  gboolean days = figure->kind == ASSAY_FIGURE_TIMELINE || has_days (&figure->y);
  const AssayDatum *datum = series->data != NULL ? series->data[index] : NULL;

  g_string_append_c (json, '{');
  put_place (json, figure, series, index);
  put_value (json, "value", series->y[index], days);
  if (series->low != NULL)
    {
      put_value (json, "low", series->low[index], days);
      put_value (json, "high", series->high[index], days);
    }
  if (datum != NULL)
    put_datum (json, datum);
  if (series->data != NULL)
    put_origin_of (json, context, assay_series_get_origin (series, index));
  g_string_append_c (json, '}');
}

static void
put_series (GString *json, const Context *context, const AssaySeries *series)
{
  g_string_append_c (json, '{');
  assay_json_put_name (json, "name");
  assay_json_put_string (json, series->name);
  assay_json_put_text (json, "role", series->role == ASSAY_ROLE_CLAIM ? "claim" : "data");
  if (series->data == NULL)
    put_origin_of (json, context, series->origin);
  assay_json_put_name (json, "marks");
  g_string_append_c (json, '[');
  for (guint i = 0; i < series->n; i++)
    {
      g_string_append (json, i > 0 ? ",\n" : "\n");
      put_mark (json, context, series, i);
    }
  g_string_append (json, "]}");
}

static void
put_origin (GString *json, const AssayProvenance *origin)
{
  static const char * const kinds[] = { "published", "measured", "claim" };
  static const char * const standings[] = { "independent", "vendor", "own" };
  const struct { const char *name, *value; } members[] = {
    { "id", origin->id }, { "title", origin->title }, { "publisher", origin->publisher }, { "url", origin->url },
    { "date", origin->date }, { "retrieved", origin->retrieved }, { "licence", origin->licence }, { "via", origin->via },
    { "kind", kinds[origin->kind] }, { "standing", standings[origin->standing] }, { "machine", origin->machine },
    { "versions", origin->versions }, { "command", origin->command }, { "sample", origin->sample }, { "note", origin->note },
  };

  g_string_append_c (json, '{');
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    assay_json_put_text (json, members[i].name, members[i].value);
  g_string_append_c (json, '}');
}

static void
put_origins (GString *json, GPtrArray *origins)
{
  assay_json_put_name (json, "origins");
  g_string_append_c (json, '[');
  for (guint i = 0; i < origins->len; i++)
    {
      g_string_append (json, i > 0 ? ",\n" : "\n");
      put_origin (json, origins->pdata[i]);
    }
  g_string_append_c (json, ']');
}

static void
put_words (GString *json, const AssayFigure *figure)
{
  assay_json_put_text (json, "id", figure->id);
  assay_json_put_text (json, "kind", assay_figure_kind_name (figure->kind));
  assay_json_put_text (json, "page", figure->page);
  assay_json_put_text (json, "criterion", figure->criterion);
  assay_json_put_text (json, "finding", figure->finding);
  assay_json_put_text (json, "subtitle", figure->subtitle);
  assay_json_put_text (json, "notes", figure->notes);
  assay_json_put_text (json, "footer", figure->footer);
}

GBytes *
assay_figure_to_json (AssayFigure *figure)
{
  g_autoptr (GPtrArray) origins = assay_figure_get_origins (figure);
  const Context context = { figure, origins };
  GString *json = g_string_new ("{");

  put_words (json, figure);
  put_yes (json, "measured", figure->measured);
  put_yes (json, "imported", figure->imported);
  put_yes (json, "horizontal", figure->horizontal);
  put_axis (json, "x", &figure->x);
  put_axis (json, "y", &figure->y);
  assay_json_put_strings (json, "categories", figure->categories);
  put_guides (json, figure);
  assay_json_put_name (json, "series");
  g_string_append_c (json, '[');
  for (guint i = 0; i < figure->series->len; i++)
    {
      g_string_append (json, i > 0 ? ",\n" : "\n");
      put_series (json, &context, figure->series->pdata[i]);
    }
  g_string_append_c (json, ']');
  put_origins (json, origins);
  g_string_append (json, "}\n");

  return g_string_free_to_bytes (json);
}
