#include "ui/talk-source.h"

#include "data/advice/advice-talk.h"
#include "data/advice/assessment.h"
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
};

AssayTalkSource *
assay_talk_source_new (AssaySession *session, AssayAdviser *adviser, const AssayTalk *talk)
{
  AssayTalkSource *self = g_new0 (AssayTalkSource, 1);

  self->store = g_object_ref (assay_session_get_store (session));
  self->today = assay_session_get_today (session);
  if (talk != NULL)
    self->talk = assay_talk_copy (talk);
  /* Advice that is being reckoned anew, or of another catalogue, is not today's verdict. */
  else if (adviser != NULL && assay_adviser_get_advice (adviser) != NULL && !assay_adviser_is_busy (adviser)
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
  g_free (self);
}

AssayTalk *
assay_talk_source_make_talk (const AssayTalkSource *self)
{
  if (self->talk != NULL)
    return assay_talk_copy (self->talk);
  if (self->advice != NULL)
    return assay_advice_talk (self->advice, self->profile, self->store, self->today);

  return assay_advice_talk_first (self->store, self->today);
}

GPtrArray *
assay_talk_source_make_slides (const AssayTalkSource *self, GPtrArray *lost, GError **error)
{
  g_autoptr (AssayTalk) talk = assay_talk_source_make_talk (self);

  return assay_talk_get_slides (talk, self->store, self->today, lost, error);
}

GBytes *
assay_talk_source_make_deck (const AssayTalkSource *self, GError **error)
{
  g_autoptr (AssayTalk) talk = assay_talk_source_make_talk (self);
  g_autoptr (GPtrArray) slides = assay_talk_get_slides (talk, self->store, self->today, NULL, error);
  g_autofree char *now = assay_now_iso ();

  return slides != NULL ? assay_deck_pdf (slides, talk->title, now, error) : NULL;
}

GBytes *
assay_talk_source_make_page (const AssayTalkSource *self, GError **error)
{
  g_autoptr (AssayTalk) talk = assay_talk_source_make_talk (self);
  g_autoptr (GPtrArray) slides = assay_talk_get_slides (talk, self->store, self->today, NULL, error);
  g_autoptr (GPtrArray) figures = slides != NULL ? assay_slides_get_figures (slides) : NULL;
  g_autoptr (AssayAssessment) assessment = figures != NULL ? assay_assessment_new (self->store, self->today) : NULL;
  g_autofree char *now = assay_now_iso ();

  return figures != NULL ? assay_web_page (self->store, assessment, figures, talk->title, now) : NULL;
}
