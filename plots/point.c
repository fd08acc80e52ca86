#include "plots/layout-private.h"

#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/series.h"
#include "data/model/units.h"

const char *
assay_figure_get_category (const AssayFigure *figure, const AssaySeries *series, guint index)
{
  double at = series->x != NULL && index < series->n ? series->x[index] : NAN;

  if (figure->categories == NULL || !(at >= 0) || at >= g_strv_length (figure->categories))
    return NULL;

  return figure->categories[(guint) at];
}

static const AssayDatum *
datum_of (const AssaySeries *series, guint index)
{
  return series->data != NULL ? series->data[index] : NULL;
}

static const char *
bound_sign (const AssayDatum *datum)
{
  static const char * const signs[] = { "", "≈", "≥", "≤" };

  return datum != NULL && datum->bound < G_N_ELEMENTS (signs) ? signs[datum->bound] : "";
}

/* Sub-units ("ms" beside "s") must stay; a plain count or rate is named by the axis. */
static void
strip_symbol (const AssayUnit *unit, char *text)
{
  if (unit == NULL || *unit->symbol == '\0'
      || (unit->quantity != ASSAY_QUANTITY_COUNT && unit->quantity != ASSAY_QUANTITY_RATE))
    return;
  if (g_str_has_suffix (text, unit->symbol))
    {
      char *end = text + strlen (text) - strlen (unit->symbol);

      while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
        end = g_utf8_prev_char (end);
      *end = '\0';
    }
}

/* Cells are compared by their colours: whole per cents say enough. */
static double
value_of (const AssayFigure *figure, const AssaySeries *series, guint index)
{
  const AssayUnit *unit = figure->y.unit;
  double value = series->y[index];

  return figure->kind == ASSAY_FIGURE_HEATMAP && unit != NULL && unit->quantity == ASSAY_QUANTITY_SHARE && fabs (value) >= 1
         ? round (value) : value;
}

/* The value, or the range where the source gives nothing else. */
static char *
number_of (const AssayFigure *figure, const AssaySeries *series, guint index, gboolean brief)
{
  const AssayDatum *datum = datum_of (series, index);
  const AssayUnit *unit = figure->y.unit;
  double value = value_of (figure, series, index);

  if (datum != NULL && isnan (datum->value) && isfinite (datum->low) && isfinite (datum->high))
    return assay_unit_format_range (unit, datum->low, datum->high);

  return brief ? assay_unit_short (unit, value) : assay_unit_label (unit, value);
}

char *
assay_point_label (const AssayFigure *figure, guint series_index, guint index, gboolean brief)
{
  const AssaySeries *series = g_ptr_array_index (figure->series, series_index);
  const AssayUnit *unit = figure->y.unit;
  g_autofree char *number = number_of (figure, series, index, brief);

  if (!brief)
    strip_symbol (unit, number);

  return g_strconcat (series->role == ASSAY_ROLE_CLAIM ? _ ("claimed: ") : "", bound_sign (datum_of (series, index)), number,
                      assay_series_is_gated (series, index) ? "*" : "", NULL);
}

/* The place on an axis of values: "Worker processes 4", "3 Oct 2023"; NULL if there is none. Transfer full. */
static char *
describe_x (const AssayFigure *figure, const AssaySeries *series, guint index)
{
  const char *label = figure->x.label;
  g_autofree char *x = NULL;

  if (figure->categories != NULL || series->x == NULL || !isfinite (series->x[index]))
    return NULL;
  x = assay_value_describe (&figure->x, series->x[index]);
  if (figure->x.scale == ASSAY_SCALE_DATE || label == NULL || figure->x.unit != NULL)
    return g_steal_pointer (&x);

  return g_strdup_printf ("%s %s", label, x);
}

static void
append_where (GString *words, const AssayFigure *figure, const AssaySeries *series, guint index)
{
  g_autofree char *x = describe_x (figure, series, index);
  const char *category = assay_figure_get_category (figure, series, index);
  const char *name = series->name != NULL ? series->name : "";

  if (category != NULL && *name != '\0' && strcmp (category, name) != 0 && figure->series->len > 1)
    g_string_append_printf (words, "%s (%s): ", category, name);
  else if (category != NULL)
    g_string_append_printf (words, "%s: ", category);
  else if (*name != '\0' || x != NULL)
    g_string_append_printf (words, "%s%s%s: ", name, *name != '\0' && x != NULL ? ", " : "", x != NULL ? x : "");
}

char *
assay_value_describe (const AssayAxis *axis, double value)
{
  if (axis->scale == ASSAY_SCALE_DATE && isfinite (value))
    return assay_date_format (value);

  return assay_unit_format (axis->unit, value);
}

static gboolean
has_interval (const AssaySeries *series, guint index)
{
  return series->low != NULL && series->high != NULL && isfinite (series->low[index]) && isfinite (series->high[index]);
}

static void
append_value (GString *words, const AssayFigure *figure, const AssaySeries *series, guint index)
{
  const AssayDatum *datum = datum_of (series, index);

  if (series->role == ASSAY_ROLE_CLAIM)
    g_string_append (words, _ ("claimed "));
  if (isfinite (series->y[index]))
    {
      g_autofree char *value = assay_unit_format (figure->y.unit, series->y[index]);

      g_string_append_printf (words, "%s%s", bound_sign (datum), value);
    }
  else if (datum != NULL && datum->text != NULL)
    g_string_append (words, datum->text);
  else if (!has_interval (series, index))
    g_string_append (words, _ ("no value"));
}

static void
append_interval (GString *words, const AssayFigure *figure, const AssaySeries *series, guint index)
{
  g_autofree char *range = NULL;

  if (!has_interval (series, index))
    return;
  range = assay_unit_format_range (figure->y.unit, series->low[index], series->high[index]);
  g_string_append_printf (words, isfinite (series->y[index]) ? " (%s)" : "%s", range);
}

char *
assay_point_describe (const AssayFigure *figure, guint series_index, guint index)
{
  const AssaySeries *series = g_ptr_array_index (figure->series, series_index);
  const AssayDatum *datum = datum_of (series, index);
  GString *words = g_string_new (NULL);
  g_autofree char *date = datum != NULL && datum->date != NULL ? assay_date_describe (datum->date) : NULL;

  append_where (words, figure, series, index);
  append_value (words, figure, series, index);
  append_interval (words, figure, series, index);
  if (date != NULL && figure->x.scale != ASSAY_SCALE_DATE)
    g_string_append_printf (words, ", %s", date);
  if (datum != NULL && datum->gate != NULL)
    {
      g_autofree char *reasons = g_strjoinv ("; ", datum->gate);

      g_string_append_printf (words, _ ("; failed a plausibility check: %s"), reasons);
    }

  return g_string_free (words, FALSE);
}
