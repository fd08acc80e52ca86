#include "data/model/page.h"

#include "data/model/chart-spec.h"
#include "data/model/chart.h"
#include "data/model/field.h"
#include "data/model/language.h"
#include "data/model/store.h"

/* Its id comes first: the store reads it there. */
struct _AssayPage
{
  char *id, *title;
  char *chart;               /* id of the chart whose points the sentences speak of */
  AssayFinding *findings;
  AssayFinding *subtitle;    /* or NULL */
};

G_DEFINE_BOXED_TYPE (AssayPage, assay_page, assay_page_ref, assay_page_unref)

static const char * const page_ids[] = { "overview", "performance", "scalability", "ecosystem", NULL };

const char * const *
assay_page_ids (void)
{
  return page_ids;
}

static AssayChart *
read_chart (AssayPage *self, const AssayField *object, AssayStore *store)
{
  AssayChart *chart;
  AssayField member;

  self->chart = g_strdup (assay_field_string (object, "chart"));
  if (self->chart == NULL)
    return NULL;
  chart = assay_store_find_chart (store, self->chart);
  if (chart == NULL && assay_field_member (object, "chart", &member))
    assay_field_fail (&member, _ ("unknown chart “%s”"), self->chart);

  return chart;
}

static void
read_sentences (AssayPage *self, const AssayField *object, AssayStore *store, const AssayChart *chart)
{
  g_auto (GStrv) names = assay_chart_get_series_names (chart, store);

  self->findings = assay_finding_read (object, "findings", store, (const char * const *) names);
  self->subtitle = assay_finding_read (object, "subtitle", store, (const char * const *) names);
  if (self->findings == NULL)
    assay_field_fail (object, _ ("a page needs \"findings\""));
}

AssayPage *
assay_page_read (const AssayField *object, AssayStore *store)
{
  static const char * const members[] = { "id", "title", "chart", "findings", "subtitle", NULL };
  g_autoptr (AssayPage) self = g_atomic_rc_box_new0 (AssayPage);
  guint before = object->reader->errors->len;
  AssayChart *chart;
  AssayField member;

  assay_field_only (object, members);
  self->id = g_strdup (assay_field_string (object, "id"));
  self->title = g_strdup (assay_field_string (object, "title"));
  if (self->id != NULL && !g_strv_contains (page_ids, self->id) && assay_field_member (object, "id", &member))
    assay_field_fail (&member, _ ("unknown page “%s”"), self->id);
  chart = read_chart (self, object, store);
  if (chart != NULL)
    read_sentences (self, object, store, chart);

  return object->reader->errors->len == before ? g_steal_pointer (&self) : NULL;
}

AssayPage *
assay_page_ref (AssayPage *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
page_clear (AssayPage *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->chart);
  g_clear_pointer (&self->findings, assay_finding_free);
  g_clear_pointer (&self->subtitle, assay_finding_free);
}

void
assay_page_unref (AssayPage *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) page_clear);
}

const char *
assay_page_get_id (const AssayPage *self)
{
  return self->id;
}

const char *
assay_page_get_title (const AssayPage *self)
{
  return self->title;
}

static char *
say (AssayPage *self, const AssayFinding *finding, AssayStore *store, double today)
{
  AssayChart *chart = assay_store_find_chart (store, self->chart);
  g_autoptr (AssayFigure) figure = chart != NULL ? assay_chart_get_figure (chart, store, today, NULL) : NULL;

  return figure != NULL && finding != NULL ? assay_finding_say (finding, store, figure) : NULL;
}

char *
assay_page_get_headline (AssayPage *self, AssayStore *store, double today)
{
  char *headline = say (self, self->findings, store, today);

  return headline != NULL ? headline : g_strdup (self->title);
}

char *
assay_page_get_subtitle (AssayPage *self, AssayStore *store, double today)
{
  return say (self, self->subtitle, store, today);
}
