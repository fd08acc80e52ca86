#include "data/advice/search-catalogue.h"

#include "data/advice/assessment.h"
#include "data/advice/profile.h"
#include "data/measure/workload.h"
#include "data/model/chart.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/page.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "data/model/statement.h"
#include "data/model/store.h"

static void
append (GString *text, const char *separator, const char *word)
{
  if (word != NULL && *word != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", word);
}

/* A chart is found by what it says and by what it shows. */
static void
add_chart (AssaySearchIndex *index, AssayStore *store, const AssayFigure *figure)
{
  AssayPage *page = figure->page != NULL ? assay_store_find_page (store, figure->page) : NULL;
  g_autoptr (GString) detail = g_string_new (page != NULL ? assay_page_get_title (page) : NULL);
  g_autoptr (GString) body = g_string_new (figure->id);

  append (detail, " · ", figure->subtitle);
  append (body, "\n", figure->x.label);
  append (body, "\n", figure->y.label);
  append (body, "\n", figure->footer);
  for (guint i = 0; i < figure->series->len; i++)
    append (body, "\n", ((const AssaySeries *) figure->series->pdata[i])->name);
  for (char **category = figure->categories; category != NULL && *category != NULL; category++)
    append (body, "\n", *category);
  assay_search_index_add (index, ASSAY_FIND_CHART, figure->id, figure->finding, detail->str, body->str);
}

/* One without data in this catalogue is not shown, and not found. */
static void
add_charts (AssaySearchIndex *index, AssayStore *store, double today)
{
  GPtrArray *charts = assay_store_get_charts (store);

  for (guint i = 0; i < charts->len; i++)
    {
      g_autoptr (AssayFigure) figure = assay_chart_get_figure (charts->pdata[i], store, today, NULL);

      if (figure != NULL)
        add_chart (index, store, figure);
    }
}

static void
add_claims (AssaySearchIndex *index, AssayStore *store, AssayAssessment *assessment)
{
  GPtrArray *statements = assay_store_get_statements (store);

  for (guint i = 0; i < statements->len; i++)
    {
      AssayStatement *statement = statements->pdata[i];
      const AssayVerdict *verdict = assay_assessment_get_verdict (assessment, i);
      const char *id = assay_statement_get_criterion (statement);
      AssayCriterion *criterion = id != NULL ? assay_store_find_criterion (store, id) : NULL;
      g_autoptr (GString) detail = g_string_new (assay_verdict_name (verdict->kind)), body = g_string_new (assay_statement_get_id (statement));

      append (detail, " · ", assay_statement_get_topic (statement));
      append (body, "\n", criterion != NULL ? criterion->name : NULL);
      append (body, "\n", verdict->summary);
      append (body, "\n", assay_statement_get_remark (statement));
      assay_search_index_add (index, ASSAY_FIND_CLAIM, assay_statement_get_id (statement), assay_statement_get_text (statement), detail->str, body->str);
    }
}

static void
add_sources (AssaySearchIndex *index, AssayStore *store)
{
  GPtrArray *origins = assay_store_get_origins (store);

  for (guint i = 0; i < origins->len; i++)
    {
      const AssayProvenance *origin = origins->pdata[i];
      g_autoptr (GString) detail = g_string_new (origin->publisher), body = g_string_new (origin->id);

      append (detail, " · ", origin->date);
      append (body, "\n", origin->url);
      append (body, "\n", origin->licence);
      append (body, "\n", origin->via);
      append (body, "\n", origin->machine);
      append (body, "\n", origin->versions);
      assay_search_index_add (index, ASSAY_FIND_SOURCE, origin->id, origin->title, detail->str, body->str);
    }
}

static void
add_scenarios (AssaySearchIndex *index)
{
  g_autoptr (AssayWorkloads) workloads = assay_workloads_load (NULL);
  GPtrArray *scenarios = assay_workloads_get_scenarios (workloads);

  for (guint i = 0; i < scenarios->len; i++)
    {
      const AssayScenario *scenario = scenarios->pdata[i];

      assay_search_index_add (index, ASSAY_FIND_SCENARIO, scenario->id, assay_language_words (scenario->name), assay_language_words (scenario->about), scenario->id);
    }
}

static void
add_profiles (AssaySearchIndex *index, AssayStore *store)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) profiles = assay_profiles_load (store, errors);

  for (guint i = 0; i < profiles->len; i++)
    {
      const AssayProfile *profile = profiles->pdata[i];

      assay_search_index_add (index, ASSAY_FIND_PROFILE, profile->id, profile->name, profile->note, profile->id);
    }
}

AssaySearchIndex *
assay_search_catalogue (AssayStore *store, AssayAssessment *assessment, double today)
{
  AssaySearchIndex *index = assay_search_index_new ();

  add_charts (index, store, today);
  add_claims (index, store, assessment);
  add_scenarios (index);
  add_profiles (index, store);
  add_sources (index, store);

  return index;
}
