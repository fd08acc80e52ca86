#include "data/model/tile.h"

#include "data/model/chart-points.h"
#include "data/model/chart.h"
#include "data/model/datum.h"
#include "data/model/field.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/store.h"
#include "data/model/subject.h"

/* Its id comes first: the store reads it there. */
struct _AssayTile
{
  char *id, *title;
  char *from, *row;          /* the chart of ratios and its row */
  char *chart;               /* the chart to open */
};

G_DEFINE_BOXED_TYPE (AssayTile, assay_tile, assay_tile_ref, assay_tile_unref)
G_DEFINE_BOXED_TYPE (AssayTileValue, assay_tile_value, assay_tile_value_ref, assay_tile_value_unref)

static AssayChart *
read_chart (const AssayField *object, const char *name, char **id, AssayStore *store)
{
  AssayChart *chart;
  AssayField member;

  *id = g_strdup (assay_field_string (object, name));
  if (*id == NULL)
    return NULL;
  chart = assay_store_find_chart (store, *id);
  if (chart == NULL && assay_field_member (object, name, &member))
    assay_field_fail (&member, _ ("unknown chart “%s”"), *id);

  return chart;
}

AssayTile *
assay_tile_read (const AssayField *object, AssayStore *store)
{
  static const char * const members[] = { "id", "title", "from", "row", "chart", NULL };
  g_autoptr (AssayTile) self = g_atomic_rc_box_new0 (AssayTile);
  guint before = object->reader->errors->len;
  AssayChart *from;
  AssayField member;

  assay_field_only (object, members);
  self->id = g_strdup (assay_field_string (object, "id"));
  self->title = g_strdup (assay_field_string (object, "title"));
  self->row = g_strdup (assay_field_string (object, "row"));
  read_chart (object, "chart", &self->chart, store);
  from = read_chart (object, "from", &self->from, store);
  if (from != NULL && self->row != NULL && assay_chart_find_row (from, self->row) == NULL
      && assay_field_member (object, "row", &member))
    assay_field_fail (&member, _ ("chart “%s” has no row “%s”"), self->from, self->row);

  return object->reader->errors->len == before ? g_steal_pointer (&self) : NULL;
}

AssayTile *
assay_tile_ref (AssayTile *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
tile_clear (AssayTile *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->from);
  g_free (self->row);
  g_free (self->chart);
}

void
assay_tile_unref (AssayTile *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) tile_clear);
}

const char *
assay_tile_get_id (const AssayTile *self)
{
  return self->id;
}

const char *
assay_tile_get_title (const AssayTile *self)
{
  return self->title;
}

const char *
assay_tile_get_chart (const AssayTile *self)
{
  return self->chart;
}

AssayTileValue *
assay_tile_value_ref (AssayTileValue *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
tile_value_clear (AssayTileValue *self)
{
  g_free (self->title);
  g_free (self->value);
  g_clear_pointer (&self->leader, assay_subject_unref);
  g_free (self->verdict);
  g_free (self->note);
  g_clear_pointer (&self->origin, assay_provenance_unref);
}

void
assay_tile_value_unref (AssayTileValue *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) tile_value_clear);
}

static char *
format_times (double ratio)
{
  g_autofree char *text = assay_finding_format_ratio (ratio);

  return g_strconcat (text, "×", NULL);
}

/* Turned so that the number says by how much the leader leads: 0.5 with the second ahead reads "2×". */
static char *
format_lead (const AssayDatum *ratio)
{
  return format_times (ratio->value >= 1 ? ratio->value : 1 / ratio->value);
}

static char *
make_note (const AssayDatum *ratio, guint pairs)
{
  gboolean turned = ratio->high < 1;
  g_autofree char *low = format_times (turned ? 1 / ratio->high : ratio->low);
  g_autofree char *high = format_times (turned ? 1 / ratio->low : ratio->high);

  return pairs == 1 ? g_strdup (_ ("One pair")) : g_strdup_printf (_ ("From %s to %s over %u pairs"), low, high, pairs);
}

static AssayTileValue *
tile_value_new (const AssayTile *self, AssayStore *store, const AssayDatum *ratio, guint pairs)
{
  AssayTileValue *value = g_atomic_rc_box_new0 (AssayTileValue);
  gboolean clear = assay_datum_get_lead (ratio) != 0;
  AssaySubject *leader = clear ? assay_store_get_side (store, ratio->subject) : NULL;

  value->title = g_strdup (self->title);
  value->value = clear ? format_lead (ratio) : g_strdup ("≈");
  value->leader = leader != NULL ? assay_subject_ref (leader) : NULL;
  value->verdict = leader != NULL ? g_strdup_printf (_ ("%s ahead"), leader->name) : g_strdup (_ ("No clear difference"));
  value->note = make_note (ratio, pairs);
  value->ratio = ratio->value;
  value->low = ratio->low;
  value->high = ratio->high;
  value->pairs = pairs;
  value->origin = assay_provenance_ref (ratio->origin);

  return value;
}

AssayTileValue *
assay_tile_evaluate (AssayTile *self, AssayStore *store)
{
  AssayChart *chart = assay_store_find_chart (store, self->from);
  AssayChartRow *row = chart != NULL ? assay_chart_find_row (chart, self->row) : NULL;
  guint pairs = 0;
  g_autoptr (AssayDatum) ratio = row != NULL && chart->as != NULL
                                   ? assay_row_get_ratio (row, chart->as, store, &pairs) : NULL;

  return ratio != NULL ? tile_value_new (self, store, ratio, pairs) : NULL;
}
