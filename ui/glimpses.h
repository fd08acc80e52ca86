/* Small pictures of slides, drawn in a thread one after the other, and what the catalogue says of them. */
#pragma once

#include "data/model/talk.h"
#include "ui/types.h"

G_BEGIN_DECLS

typedef struct
{
  char *title;               /* what it is called in a list */
  char *own_title, *own_notes;  /* of a chart: its finding and notes as they are without the talk's; else NULL */
  char *problem;             /* why it can't be shown today, or that it is cut; NULL: nothing is wrong */
  GdkTexture *texture;       /* NULL if it can't be shown */
} AssayGlimpse;

#define ASSAY_TYPE_GLIMPSES (assay_glimpses_get_type ())
G_DECLARE_FINAL_TYPE (AssayGlimpses, assay_glimpses, ASSAY, GLIMPSES, GObject)

/* Pictures @width pixels wide; at most @most of them are kept. Emits "ready" when one more is there, and when the catalogue changed: all are to be asked for again. */
AssayGlimpses      *assay_glimpses_new (AssaySession *session, int width, guint most);
/* A figure that no catalogue has, for assay_talk_get_slide(); NULL at first. */
void                assay_glimpses_set_extra (AssayGlimpses *self, AssayFigure *extra);
AssayFigure        *assay_glimpses_get_extra (AssayGlimpses *self);
/* NULL while it is being drawn; transfer none, until the main loop runs again. */
const AssayGlimpse *assay_glimpses_get (AssayGlimpses *self, const AssayTalkItem *item);

G_END_DECLS
