#include "ui/talk-source.h"

#include "data/advice/advice-talk.h"
#include "data/advice/assessment.h"
#include "data/model/figure.h"
#include "data/model/settings.h"
#include "data/model/store.h"
#include "data/model/today.h"
#include "plots/export.h"
#include "ui/adviser.h"
#include "ui/session.h"

struct _AssayTalkSource
{
  AssayStore *store;
  double today;
  AssayTalk *talk;           /* NULL: follows from the advice */
  AssayAdvice *advice;       /* or NULL */
  AssayProfile *profile;     /* or NULL */
  char *wanted;              /* id of the profile that is advised without one, or NULL */
};

AssayTalkSource *
assay_talk_source_new (AssaySession *session, AssayAdviser *adviser, const AssayTalk *talk)
{
  AssayTalkSource *self = g_new0 (AssayTalkSource, 1);

  self->store = g_object_ref (assay_session_get_store (session));
  self->today = assay_session_get_today (session);
  self->wanted = assay_settings_get_string (assay_settings_get (), "profile");
  self->talk = talk != NULL ? assay_talk_copy (talk) : NULL;
  /* Advice that is being reckoned anew, or of another catalogue, is not today's verdict. */
  if (adviser != NULL && assay_adviser_get_advice (adviser) != NULL && !assay_adviser_is_busy (adviser)
           && assay_adviser_get_error (adviser) == NULL && assay_adviser_get_store (adviser) == self->store)
    {
      self->advice = assay_advice_ref (assay_adviser_get_advice (adviser));
      self->profile = assay_profile_copy (assay_adviser_get_profile (adviser));
    }

  return self;
}

void
assay_talk_source_free (AssayTalkSource *self)
{
  g_object_unref (self->store);
  g_clear_pointer (&self->talk, assay_talk_free);
  g_clear_pointer (&self->advice, assay_advice_unref);
  g_clear_pointer (&self->profile, assay_profile_free);
  g_free (self->wanted);
  g_free (self);
}

/* The verdict of the day; NULL: none, or a talk that was arranged doesn't show it. */
static AssayAdvice *
get_advice (const AssayTalkSource *self, AssayProfile **profile)
{
  if (self->talk != NULL && !assay_talk_has_chart (self->talk, ASSAY_ADVICE_CHART))
    return NULL;
  if (self->advice == NULL)
    return assay_advice_first (self->store, self->today, self->wanted, profile);
  *profile = assay_profile_copy (self->profile);

  return assay_advice_ref (self->advice);
}

static AssayTalk *
make_talk (const AssayTalkSource *self, AssayAdvice **advice)
{
  g_autoptr (AssayProfile) profile = NULL;

  *advice = get_advice (self, &profile);

  return self->talk != NULL ? assay_talk_copy (self->talk) : assay_advice_talk (*advice, profile, self->store, self->today);
}

AssayTalk *
assay_talk_source_make_talk (const AssayTalkSource *self)
{
  g_autoptr (AssayAdvice) advice = NULL;

  return make_talk (self, &advice);
}

AssayFigure *
assay_talk_source_make_advice (const AssayTalkSource *self)
{
  g_autoptr (AssayProfile) profile = NULL;
  g_autoptr (AssayAdvice) advice = get_advice (self, &profile);

  return advice != NULL ? assay_advice_chart (advice) : NULL;
}

/* @title takes the talk's. */
static GPtrArray *
make_slides (const AssayTalkSource *self, GPtrArray *lost, char **title, GError **error)
{
  g_autoptr (AssayAdvice) advice = NULL;
  g_autoptr (AssayTalk) talk = make_talk (self, &advice);
  g_autoptr (AssayFigure) chart = advice != NULL ? assay_advice_chart (advice) : NULL;

  *title = g_strdup (talk->title);

  return assay_talk_get_slides (talk, self->store, chart, self->today, lost, error);
}

GPtrArray *
assay_talk_source_make_slides (const AssayTalkSource *self, GPtrArray *lost, GError **error)
{
  g_autofree char *title = NULL;

  return make_slides (self, lost, &title, error);
}

GBytes *
assay_talk_source_make_deck (const AssayTalkSource *self, GError **error)
{
  g_autofree char *title = NULL;
  g_autoptr (GPtrArray) slides = make_slides (self, NULL, &title, error);
  g_autofree char *now = assay_now_iso ();

  return slides != NULL ? assay_deck_pdf (slides, title, now, error) : NULL;
}

GBytes *
assay_talk_source_make_page (const AssayTalkSource *self, GError **error)
{
  g_autofree char *title = NULL;
  g_autoptr (GPtrArray) slides = make_slides (self, NULL, &title, error);
  g_autoptr (GPtrArray) figures = slides != NULL ? assay_slides_get_figures (slides) : NULL;
  g_autoptr (AssayAssessment) assessment = figures != NULL ? assay_assessment_new (self->store, self->today) : NULL;
  g_autofree char *now = assay_now_iso ();

  return figures != NULL ? assay_web_page (self->store, assessment, figures, title, now) : NULL;
}
