#include "data/advice/advice-talk.h"

#include "data/model/chart.h"
#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/page.h"
#include "data/model/series.h"
#include "data/model/store.h"
#include "data/model/units.h"

#define N_SAMPLES 10000
#define SEED 1

/* A chart that may become a slide. */
typedef struct
{
  const char *id;
  AssayFigure *figure;
  gboolean taken;
} Candidate;

static void
candidate_clear (gpointer data)
{
  assay_figure_unref (((Candidate *) data)->figure);
}

/* Those that have data, in the catalogue's order. Transfer full. */
static GArray *
find_candidates (AssayStore *store, double today)
{
  GPtrArray *charts = assay_store_get_charts (store);
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  g_array_set_clear_func (candidates, candidate_clear);
  for (guint i = 0; i < charts->len; i++)
    {
      AssayFigure *figure = assay_chart_get_figure (charts->pdata[i], store, today, NULL);
      Candidate candidate = { assay_chart_get_id (charts->pdata[i]), figure, FALSE };

      if (figure != NULL)
        g_array_append_val (candidates, candidate);
    }

  return candidates;
}

/* How many of the figures behind @reason are points of @figure. */
static guint
count_shared (const AssayReason *reason, const AssayFigure *figure)
{
  guint n = 0;

  for (guint s = 0; s < figure->series->len; s++)
    {
      const AssaySeries *series = figure->series->pdata[s];

      for (guint i = 0; series->data != NULL && i < series->n; i++)
        n += g_ptr_array_find (reason->data, series->data[i], NULL);
    }

  return n;
}

static void
take (AssayTalk *talk, Candidate *candidate)
{
  if (candidate->taken || talk->items->len >= ASSAY_TALK_MOST_SLIDES)
    return;
  candidate->taken = TRUE;
  assay_talk_insert (talk, -1, ASSAY_SLIDE_CHART, candidate->id);
}

/* The charts that show the figures behind @reason, those that show most of them first. */
static void
take_carriers (AssayTalk *talk, const AssayReason *reason, GArray *candidates)
{
  for (;;)
    {
      Candidate *best = NULL;
      guint most = 0;

      for (guint i = 0; i < candidates->len; i++)
        {
          Candidate *each = &g_array_index (candidates, Candidate, i);
          guint n = each->taken ? 0 : count_shared (reason, each->figure);

          if (n > most)
            {
              most = n;
              best = each;
            }
        }
      if (best == NULL || talk->items->len >= ASSAY_TALK_MOST_SLIDES)
        return;
      take (talk, best);
    }
}

static void
append_line (GString *text, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
append_line (GString *text, const char *format, ...)
{
  va_list arguments;

  if (text->len > 0)
    g_string_append_c (text, '\n');
  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
}

/* What the evidence says as a whole, whatever the project. */
static void
append_headline (GString *text, AssayStore *store, double today)
{
  AssayPage *overview = assay_store_find_page (store, "overview");
  g_autofree char *headline = overview != NULL ? assay_page_get_headline (overview, store, today) : NULL;

  if (headline != NULL)
    append_line (text, "%s", headline);
}

static void
add_title (AssayTalk *talk, const AssayAdvice *advice, const AssayProfile *profile, AssayStore *store, double today)
{
  AssayTalkItem *item = assay_talk_insert (talk, -1, ASSAY_SLIDE_TITLE, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *date = assay_date_format (today);

  append_headline (text, store, today);
  if (advice != NULL && profile->name != NULL)
    append_line (text, _ ("For “%s”: %s"), profile->name, advice->verdict);
  append_line (text, "%s", date);
  assay_talk_set (&item->title, talk->title, ASSAY_TALK_MOST_TITLE);
  assay_talk_set (&item->text, text->str, ASSAY_TALK_MOST_TEXT);
}

static void
add_reasons (AssayTalk *talk, const AssayAdvice *advice)
{
  AssayTalkItem *item = assay_talk_insert (talk, -1, ASSAY_SLIDE_TEXT, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  const AssayAlternative *leader = advice->decision->alternatives->pdata[advice->order[0]];
  g_autofree char *title = g_strdup_printf (_ ("What speaks for %s, and what against it"), leader->name);

  append_line (text, "%s", advice->sentence);
  for (guint i = 0; i < advice->reasons->len; i++)
    append_line (text, "+ %s.", ((AssayReason *) advice->reasons->pdata[i])->text);
  if (advice->counter != NULL)
    append_line (text, "− %s.", advice->counter->text);
  assay_talk_set (&item->title, title, ASSAY_TALK_MOST_TITLE);
  assay_talk_set (&item->text, text->str, ASSAY_TALK_MOST_TEXT);
  assay_talk_set (&item->notes, advice->confidence, ASSAY_TALK_MOST_TEXT);
}

AssayTalk *
assay_advice_talk (const AssayAdvice *advice, const AssayProfile *profile, AssayStore *store, double today)
{
  g_autofree char *question = assay_talk_question (store);
  g_autoptr (GArray) candidates = find_candidates (store, today);
  AssayTalk *talk = assay_talk_new (question);

  add_title (talk, advice, profile, store, today);
  if (advice != NULL && advice->kind != ASSAY_ADVICE_NONE)
    {
      add_reasons (talk, advice);
      assay_talk_insert (talk, -1, ASSAY_SLIDE_CHART, ASSAY_ADVICE_CHART);
    }
  for (guint i = 0; advice != NULL && i < advice->reasons->len; i++)
    take_carriers (talk, advice->reasons->pdata[i], candidates);
  if (advice != NULL && advice->counter != NULL)
    take_carriers (talk, advice->counter, candidates);
  for (guint i = 0; i < candidates->len; i++)
    take (talk, &g_array_index (candidates, Candidate, i));

  return talk;
}

static const AssayProfile *
find_profile (GPtrArray *profiles, const char *id)
{
  for (guint i = 0; i < profiles->len; i++)
    if (g_strcmp0 (((AssayProfile *) profiles->pdata[i])->id, id) == 0)
      return profiles->pdata[i];

  return NULL;
}

AssayAdvice *
assay_advice_first (AssayStore *store, double today, const char *wanted, AssayProfile **profile)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) profiles = assay_profiles_load (store, errors);
  const AssayProfile *found = wanted != NULL ? find_profile (profiles, wanted) : NULL;
  g_autoptr (AssayDecision) decision = NULL;

  if (found == NULL)
    found = find_profile (profiles, ASSAY_PROFILE_FIRST);
  *profile = found != NULL ? assay_profile_copy (found) : NULL;
  decision = found != NULL ? assay_decision_new (store, found, N_SAMPLES, SEED, today, NULL) : NULL;

  return decision != NULL ? assay_advice_new (decision, NULL, NULL) : NULL;
}

AssayFigure *
assay_advice_chart (const AssayAdvice *advice)
{
  AssayFigure *figure;

  if (advice->kind == ASSAY_ADVICE_NONE)
    return NULL;
  figure = assay_advice_figure_weights (advice);
  g_free (figure->notes);
  figure->notes = g_strdup (advice->confidence);

  return figure;
}

gboolean
assay_advice_slide_is (const AssaySlide *slide)
{
  return slide->figure != NULL && g_strcmp0 (slide->figure->id, ASSAY_ADVICE_CHART) == 0;
}
