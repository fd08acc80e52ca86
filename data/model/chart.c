#include "data/model/chart.h"

#include <math.h>
#include <string.h>

#include "data/model/chart-spec.h"
#include "data/model/store.h"
#include "data/model/subject.h"

G_DEFINE_BOXED_TYPE (AssayChart, assay_chart, assay_chart_ref, assay_chart_unref)

void
assay_chart_query_clear (AssayChartQuery *self)
{
  g_strfreev (self->metrics);
  g_strfreev (self->of);
  g_free (self->within);
  g_free (self->origin);
  g_free (self->since);
  g_free (self->until);
  g_strfreev (self->dimensions);
  g_strfreev (self->without);
}

void
assay_chart_series_free (AssayChartSeries *series)
{
  g_free (series->name);
  g_free (series->subject);
  g_free (series->start);
  g_free (series->change);
  assay_chart_query_clear (&series->select);
  g_free (series);
}

void
assay_chart_row_free (AssayChartRow *row)
{
  g_free (row->label);
  g_strfreev (row->pairs);
  assay_chart_query_clear (&row->select);
  g_free (row);
}

static void
guide_clear (gpointer guide)
{
  g_free (((AssayChartGuide *) guide)->label);
}

AssayChart *
assay_chart_new (void)
{
  AssayChart *self = g_atomic_rc_box_new0 (AssayChart);

  self->x.min = self->x.max = self->y.min = self->y.max = NAN;
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->series = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_chart_series_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_chart_row_free);
  self->guides = g_array_new (FALSE, TRUE, sizeof (AssayChartGuide));
  g_array_set_clear_func (self->guides, guide_clear);

  return self;
}

AssayChart *
assay_chart_ref (AssayChart *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
chart_clear (AssayChart *self)
{
  g_free (self->id);
  g_free (self->page);
  g_free (self->criterion);
  g_free (self->notes);
  g_free (self->lighter);
  g_free (self->dimension);
  g_free (self->x.label);
  g_free (self->y.label);
  g_free (self->as);
  g_hash_table_unref (self->labels);
  g_ptr_array_unref (self->series);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->guides);
  g_clear_pointer (&self->findings, assay_finding_free);
  g_clear_pointer (&self->subtitle, assay_finding_free);
}

void
assay_chart_unref (AssayChart *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) chart_clear);
}

const char *
assay_chart_get_id (const AssayChart *self)
{
  return self->id;
}

const char *
assay_chart_get_page (const AssayChart *self)
{
  return self->page;
}

AssayChartRow *
assay_chart_find_row (const AssayChart *self, const char *label)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (((AssayChartRow *) g_ptr_array_index (self->rows, i))->label, label) == 0)
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

char **
assay_chart_get_series_names (const AssayChart *self, AssayStore *store)
{
  char **names = g_new0 (char *, self->series->len + 1);

  for (guint i = 0; i < self->series->len; i++)
    {
      const AssayChartSeries *series = g_ptr_array_index (self->series, i);
      AssaySubject *subject = series->subject != NULL ? assay_store_find_subject (store, series->subject) : NULL;
      const char *name = series->name == NULL && subject != NULL ? subject->name : series->name;

      names[i] = assay_finding_slug (name != NULL ? name : "");
    }

  return names;
}
