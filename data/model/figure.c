#include "data/model/figure.h"

#include <math.h>

#include "data/model/series.h"

G_DEFINE_BOXED_TYPE (AssayFigure, assay_figure, assay_figure_ref, assay_figure_unref)

static const char * const kind_names[] = {
  [ASSAY_FIGURE_BARS] = "bars",
  [ASSAY_FIGURE_STACKED] = "stacked",
  [ASSAY_FIGURE_DOTS] = "dots",
  [ASSAY_FIGURE_LINES] = "lines",
  [ASSAY_FIGURE_HISTOGRAM] = "histogram",
  [ASSAY_FIGURE_ECDF] = "ecdf",
  [ASSAY_FIGURE_PERCENTILES] = "percentiles",
  [ASSAY_FIGURE_RANGES] = "ranges",
  [ASSAY_FIGURE_HEATMAP] = "heatmap",
  [ASSAY_FIGURE_TIMELINE] = "timeline",
  [ASSAY_FIGURE_BUMP] = "bump",
  NULL
};

static void
guide_clear (gpointer guide)
{
  g_free (((AssayGuide *) guide)->label);
}

AssayFigure *
assay_figure_new (const char *id, AssayFigureKind kind)
{
  AssayFigure *self = g_atomic_rc_box_new0 (AssayFigure);

  self->id = g_strdup (id);
  self->kind = kind;
  self->x.min = self->x.max = self->y.min = self->y.max = NAN;
  self->series = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_series_unref);
  self->guides = g_array_new (FALSE, TRUE, sizeof (AssayGuide));
  g_array_set_clear_func (self->guides, guide_clear);

  return self;
}

AssayFigure *
assay_figure_ref (AssayFigure *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
figure_clear (AssayFigure *self)
{
  g_free (self->id);
  g_free (self->page);
  g_free (self->criterion);
  g_free (self->finding);
  g_free (self->subtitle);
  g_free (self->notes);
  g_free (self->footer);
  g_free (self->lighter);
  g_free (self->x.label);
  g_free (self->y.label);
  g_strfreev (self->categories);
  g_ptr_array_unref (self->series);
  g_array_unref (self->guides);
}

void
assay_figure_unref (AssayFigure *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) figure_clear);
}

void
assay_figure_add_guide (AssayFigure *self, const char *label, double value, gboolean on_x)
{
  AssayGuide guide = { g_strdup (label), value, on_x };

  g_array_append_val (self->guides, guide);
}

static void
copy_axis (AssayAxis *self, const AssayAxis *from)
{
  *self = *from;
  self->label = g_strdup (from->label);
}

AssayFigure *
assay_figure_with_words (const AssayFigure *self, const char *finding, const char *notes)
{
  AssayFigure *copy = assay_figure_new (self->id, self->kind);

  copy->page = g_strdup (self->page);
  copy->criterion = g_strdup (self->criterion);
  copy->finding = g_strdup (finding != NULL ? finding : self->finding);
  copy->subtitle = g_strdup (self->subtitle);
  copy->notes = g_strdup (notes != NULL ? notes : self->notes);
  copy->footer = g_strdup (self->footer);
  copy->lighter = g_strdup (self->lighter);
  copy_axis (&copy->x, &self->x);
  copy_axis (&copy->y, &self->y);
  copy->horizontal = self->horizontal;
  copy->categories = g_strdupv (self->categories);
  for (guint i = 0; i < self->series->len; i++)
    g_ptr_array_add (copy->series, assay_series_ref (self->series->pdata[i]));
  for (guint i = 0; i < self->guides->len; i++)
    {
      const AssayGuide *guide = &g_array_index (self->guides, AssayGuide, i);

      assay_figure_add_guide (copy, guide->label, guide->value, guide->on_x);
    }
  copy->measured = self->measured;
  copy->imported = self->imported;

  return copy;
}

const char *
assay_figure_kind_name (AssayFigureKind kind)
{
  g_return_val_if_fail (kind < ASSAY_N_FIGURE_KINDS, NULL);

  return kind_names[kind];
}

const char * const *
assay_figure_kind_names (void)
{
  return kind_names;
}

static void
add_origin (GPtrArray *origins, AssayProvenance *origin)
{
  if (origin != NULL && !g_ptr_array_find (origins, origin, NULL))
    g_ptr_array_add (origins, origin);
}

/* Bulk samples have one origin; asking each of ten million for it would take longer than drawing them. */
GPtrArray *
assay_figure_get_origins (const AssayFigure *self)
{
  GPtrArray *origins = g_ptr_array_new ();

  for (guint s = 0; s < self->series->len; s++)
    {
      const AssaySeries *series = g_ptr_array_index (self->series, s);

      if (series->data == NULL && series->n > 0)
        add_origin (origins, series->origin);
      for (guint i = 0; series->data != NULL && i < series->n; i++)
        add_origin (origins, assay_series_get_origin (series, i));
    }

  return origins;
}
