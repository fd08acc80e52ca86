/* The functions that a sentence may use. */
#include "data/model/finding-term.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/finding.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

/* What a function sees: one point or two, of one figure. */
typedef struct
{
  AssayStore *store;
  const AssayFigure *figure;
  const AssaySeries *series;
  const AssayDatum *datum;
  guint index;
  double y, other;           /* values of the first and the second point */
} Context;

typedef void (*EvaluateFunc) (const Context *context, AssayTermValue *value);
typedef void (*StoreFunc) (AssayStore *store, AssayTermValue *value);

struct _AssayTermFunction
{
  const char *name;
  guint n_selectors;
  EvaluateFunc evaluate;     /* NULL: "count" or a function of the store */
  StoreFunc of_store;
};

static void
set_id (AssayTermValue *value, const char *id, const char *text)
{
  value->id = g_intern_string (id);
  value->text = g_strdup (text);
}

static void
set_number (AssayTermValue *value, double number, char *text)
{
  value->number = number;
  value->text = text;
}

static void
evaluate_name (const Context *context, AssayTermValue *value)
{
  if (context->datum != NULL)
    set_id (value, context->datum->subject->id, context->datum->subject->name);
}

static void
evaluate_side (const Context *context, AssayTermValue *value)
{
  AssaySubject *side = context->datum != NULL ? assay_store_get_side (context->store, context->datum->subject) : NULL;

  if (side != NULL)
    set_id (value, side->id, side->name);
}

static void
evaluate_series (const Context *context, AssayTermValue *value)
{
  g_autofree char *slug = assay_finding_slug (context->series->name != NULL ? context->series->name : "");

  set_id (value, slug, context->series->name);
}

static void
evaluate_category (const Context *context, AssayTermValue *value)
{
  double x = context->series->x[context->index];

  if (context->figure->categories != NULL && x >= 0 && x < g_strv_length (context->figure->categories))
    {
      g_autofree char *slug = assay_finding_slug (context->figure->categories[(guint) x]);

      set_id (value, slug, context->figure->categories[(guint) x]);
    }
}

static void
evaluate_value (const Context *context, AssayTermValue *value)
{
  set_number (value, context->y, assay_unit_label (context->figure->y.unit, context->y));
}

static void
evaluate_number (const Context *context, AssayTermValue *value)
{
  set_number (value, context->y, assay_unit_format (NULL, context->y));
}

static void
evaluate_short (const Context *context, AssayTermValue *value)
{
  set_number (value, context->y, assay_unit_short (context->figure->y.unit, context->y));
}

static void
evaluate_low (const Context *context, AssayTermValue *value)
{
  double low = context->series->low != NULL ? context->series->low[context->index] : NAN;

  if (isfinite (low))
    set_number (value, low, assay_unit_label (context->figure->y.unit, low));
}

static void
evaluate_high (const Context *context, AssayTermValue *value)
{
  double high = context->series->high != NULL ? context->series->high[context->index] : NAN;

  if (isfinite (high))
    set_number (value, high, assay_unit_label (context->figure->y.unit, high));
}

static void
evaluate_x (const Context *context, AssayTermValue *value)
{
  double x = context->series->x[context->index];

  set_number (value, x, assay_unit_format (context->figure->x.unit, x));
}

static void
evaluate_date (const Context *context, AssayTermValue *value)
{
  if (context->datum != NULL && isfinite (context->datum->day))
    set_number (value, context->datum->day, assay_date_format (context->datum->day));
}

static void
evaluate_year (const Context *context, AssayTermValue *value)
{
  GDate date;

  if (context->datum == NULL || !(context->datum->day >= 1))
    return;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) context->datum->day);
  set_number (value, g_date_get_year (&date), g_strdup_printf ("%u", g_date_get_year (&date)));
}

char *
assay_finding_format_ratio (double ratio)
{
  int decimals = ratio >= 9.95 ? 0 : ratio >= 0.995 ? 1 : 2;
  char tenths[G_ASCII_DTOSTR_BUF_SIZE];

  if (decimals == 1 && g_str_has_suffix (g_ascii_formatd (tenths, sizeof tenths, "%.1f", ratio), ".0"))
    decimals = 0;

  return assay_number_format (ratio, decimals);
}

static void
evaluate_ratio (const Context *context, AssayTermValue *value)
{
  double ratio = context->y / context->other;

  if (isfinite (ratio))
    set_number (value, ratio, assay_finding_format_ratio (ratio));
}

static void
set_percent (AssayTermValue *value, double share)
{
  g_autofree char *number = assay_number_format (share, fabs (share) >= 9.95 ? 0 : 1);

  if (isfinite (share))
    set_number (value, share, g_strconcat (number, " %", NULL));
}

static void
evaluate_more (const Context *context, AssayTermValue *value)
{
  set_percent (value, 100 * (context->y / context->other - 1));
}

static void
evaluate_less (const Context *context, AssayTermValue *value)
{
  set_percent (value, 100 * (1 - context->y / context->other));
}

static void
evaluate_share (const Context *context, AssayTermValue *value)
{
  set_percent (value, 100 * context->y / context->other);
}

static void
evaluate_difference (const Context *context, AssayTermValue *value)
{
  set_number (value, context->y - context->other, assay_unit_format (context->figure->y.unit, context->y - context->other));
}

static void
set_count (AssayTermValue *value, guint n)
{
  set_number (value, n, assay_unit_format (NULL, n));
}

static void
count_figures (AssayStore *store, AssayTermValue *value)
{
  set_count (value, assay_store_get_data (store)->len);
}

static void
count_charts (AssayStore *store, AssayTermValue *value)
{
  set_count (value, assay_store_get_charts (store)->len);
}

/* The distinct origins that a figure has; only those of @standing unless it is negative, and then no mere claims. */
static guint
count_origins (AssayStore *store, int standing)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *data = assay_store_get_data (store);

  for (guint i = 0; i < data->len; i++)
    {
      AssayProvenance *origin = ((AssayDatum *) g_ptr_array_index (data, i))->origin;

      if (standing < 0 || ((int) origin->standing == standing && origin->kind != ASSAY_ORIGIN_CLAIM))
        g_hash_table_add (seen, origin);
    }

  return g_hash_table_size (seen);
}

static void
count_sources (AssayStore *store, AssayTermValue *value)
{
  set_count (value, count_origins (store, -1));
}

static void
count_independent (AssayStore *store, AssayTermValue *value)
{
  set_count (value, count_origins (store, ASSAY_STANDING_INDEPENDENT));
}

/* The newest date of a figure that isn't itself a date: a planned release is no news. */
static void
newest_date (AssayStore *store, AssayTermValue *value)
{
  GPtrArray *data = assay_store_get_data (store);
  double newest = NAN;

  for (guint i = 0; i < data->len; i++)
    {
      AssayDatum *datum = g_ptr_array_index (data, i);

      if (datum->metric->unit->quantity != ASSAY_QUANTITY_DATE && isfinite (datum->day) && !(datum->day <= newest))
        newest = datum->day;
    }
  if (isfinite (newest))
    set_number (value, newest, assay_date_format (newest));
}

static const AssayTermFunction functions[] = {
  { "name", 1, evaluate_name, NULL },
  { "side", 1, evaluate_side, NULL },
  { "series", 1, evaluate_series, NULL },
  { "category", 1, evaluate_category, NULL },
  { "value", 1, evaluate_value, NULL },
  { "number", 1, evaluate_number, NULL },
  { "short", 1, evaluate_short, NULL },
  { "low", 1, evaluate_low, NULL },
  { "high", 1, evaluate_high, NULL },
  { "x", 1, evaluate_x, NULL },
  { "date", 1, evaluate_date, NULL },
  { "year", 1, evaluate_year, NULL },
  { "count", 1, NULL, NULL },
  { "ratio", 2, evaluate_ratio, NULL },
  { "more", 2, evaluate_more, NULL },
  { "less", 2, evaluate_less, NULL },
  { "share", 2, evaluate_share, NULL },
  { "difference", 2, evaluate_difference, NULL },
  { "figures", 0, NULL, count_figures },
  { "charts", 0, NULL, count_charts },
  { "sources", 0, NULL, count_sources },
  { "independent", 0, NULL, count_independent },
  { "newest", 0, NULL, newest_date },
};

static const AssayTermFunction *
find_function (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (g_str_equal (functions[i].name, name))
      return &functions[i];

  return NULL;
}

gboolean
assay_term_parse (AssayTerm *self, const char *text, AssayStore *store, const char * const *series, char **message)
{
  g_auto (GStrv) halves = g_strsplit (text, ":", 2);
  g_auto (GStrv) selectors = g_strsplit (halves[0] != NULL && halves[1] != NULL ? halves[1] : "", "/", -1);

  self->function = find_function (halves[0] != NULL ? halves[0] : "");
  if (self->function == NULL)
    {
      *message = g_strdup_printf (_ ("unknown placeholder “{%s}”"), text);
      return FALSE;
    }
  if (g_strv_length (selectors) != self->function->n_selectors)
    {
      *message = g_strdup_printf (ngettext ("“{%s}” should select %u point", "“{%s}” should select %u points", self->function->n_selectors), text,
                                  self->function->n_selectors);
      return FALSE;
    }

  return (selectors[0] == NULL || assay_selector_parse (&self->a, selectors[0], store, series, message))
         && (selectors[0] == NULL || selectors[1] == NULL
             || assay_selector_parse (&self->b, selectors[1], store, series, message));
}

void
assay_term_clear (AssayTerm *self)
{
  assay_selector_clear (&self->a);
  assay_selector_clear (&self->b);
}

static double
spot_value (const AssayFigure *figure, const AssaySpot *spot)
{
  const AssaySeries *series = g_ptr_array_index (figure->series, spot->series);

  return figure->kind == ASSAY_FIGURE_TIMELINE ? series->high[spot->index] : series->y[spot->index];
}

static gboolean
evaluate_points (const AssayTerm *self, AssayStore *store, const AssayFigure *figure, AssayTermValue *value)
{
  AssaySpot a, b;
  Context context = { .store = store, .figure = figure, .other = NAN };

  if (!assay_selector_pick (&self->a, store, figure, &a))
    return FALSE;
  if (self->b.words != NULL)
    {
      if (!assay_selector_pick (&self->b, store, figure, &b))
        return FALSE;
      context.other = spot_value (figure, &b);
    }

  context.series = g_ptr_array_index (figure->series, a.series);
  context.index = a.index;
  context.datum = context.series->data != NULL ? context.series->data[a.index] : NULL;
  context.y = spot_value (figure, &a);
  self->function->evaluate (&context, value);

  return value->text != NULL;
}

gboolean
assay_term_evaluate (const AssayTerm *self, AssayStore *store, const AssayFigure *figure, AssayTermValue *value)
{
  *value = (AssayTermValue) { .number = NAN };

  if (self->function->evaluate != NULL)
    return evaluate_points (self, store, figure, value);
  if (self->function->of_store != NULL)
    self->function->of_store (store, value);
  else
    {
      g_autoptr (GArray) spots = assay_selector_filter (&self->a, store, figure);

      set_count (value, spots->len);
    }

  return value->text != NULL;
}

void
assay_term_value_clear (AssayTermValue *value)
{
  g_clear_pointer (&value->text, g_free);
}
