#include "data/model/series.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/provenance.h"

G_DEFINE_BOXED_TYPE (AssaySeries, assay_series, assay_series_ref, assay_series_unref)

static double *
column_new (guint n)
{
  double *column = g_new (double, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    column[i] = NAN;

  return column;
}

AssaySeries *
assay_series_new (const char *name, int hue, guint n, gboolean intervals, gboolean data)
{
  AssaySeries *self = g_atomic_rc_box_new0 (AssaySeries);

  self->name = g_strdup (name);
  self->hue = hue;
  self->n = n;
  self->x = column_new (n);
  self->y = column_new (n);
  if (intervals)
    {
      self->low = column_new (n);
      self->high = column_new (n);
    }
  if (data)
    self->data = g_new0 (AssayDatum *, MAX (n, 1));

  return self;
}

AssaySeries *
assay_series_new_borrowed (const char *name, int hue, guint n, const double *x, const double *y,
                           gpointer owner, GDestroyNotify release)
{
  AssaySeries *self;

  g_return_val_if_fail (release != NULL, NULL);

  self = g_atomic_rc_box_new0 (AssaySeries);
  self->name = g_strdup (name);
  self->hue = hue;
  self->n = n;
  self->x = (double *) x;
  self->y = (double *) y;
  self->owner = owner;
  self->release = release;

  return self;
}

AssaySeries *
assay_series_ref (AssaySeries *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
series_clear (AssaySeries *self)
{
  g_free (self->name);
  if (self->release != NULL)
    self->release (self->owner);
  else
    {
      g_free (self->x);
      g_free (self->y);
    }
  g_free (self->low);
  g_free (self->high);
  for (guint i = 0; self->data != NULL && i < self->n; i++)
    g_clear_pointer (&self->data[i], assay_datum_unref);
  g_free (self->data);
  g_clear_pointer (&self->origin, assay_provenance_unref);
}

void
assay_series_unref (AssaySeries *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) series_clear);
}

gboolean
assay_series_is_gated (const AssaySeries *self, guint index)
{
  g_return_val_if_fail (index < self->n, FALSE);

  return self->data != NULL && self->data[index] != NULL && assay_datum_is_gated (self->data[index]);
}

AssayProvenance *
assay_series_get_origin (const AssaySeries *self, guint index)
{
  g_return_val_if_fail (index < self->n, NULL);

  if (self->data != NULL && self->data[index] != NULL)
    return self->data[index]->origin;

  return self->origin;
}
