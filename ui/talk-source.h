/* Where slides come from: a talk that was arranged, or the one that follows from the verdict of the moment. Made in the UI thread, used in another. */
#pragma once

#include "data/model/talk.h"
#include "ui/types.h"

G_BEGIN_DECLS

typedef struct _AssayTalkSource AssayTalkSource;

/* @talk is copied; NULL: the talk that the advice makes. That is @adviser's, or without one (NULL, or none yet) the first profile's. @session has a catalogue. Transfer full. */
AssayTalkSource *assay_talk_source_new        (AssaySession *session, AssayAdviser *adviser, const AssayTalk *talk);
void             assay_talk_source_free       (AssayTalkSource *self);
/* In a thread. Transfer full. */
AssayTalk       *assay_talk_source_make_talk  (const AssayTalkSource *self);
/* The chart on whose slide weights are moved; NULL where nobody is advised. In a thread. Transfer full. */
AssayFigure     *assay_talk_source_make_advice (const AssayTalkSource *self);
/* The same as slides: see assay_talk_get_slides(). */
GPtrArray       *assay_talk_source_make_slides (const AssayTalkSource *self, GPtrArray *lost, GError **error);
/* The slides as a PDF, with the talk's title. In a thread. Transfer full. */
GBytes          *assay_talk_source_make_deck  (const AssayTalkSource *self, GError **error);
/* Its charts and all claims as a web page. In a thread. Transfer full. */
GBytes          *assay_talk_source_make_page  (const AssayTalkSource *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayTalkSource, assay_talk_source_free)

G_END_DECLS
