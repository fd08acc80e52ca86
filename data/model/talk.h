/* A talk as it is arranged: a document of slides in their order, that people edit and share. A chart is named by its id, so the talk shows today's figures. */
#pragma once

#include <gio/gio.h>

#include "data/model/slide.h"

G_BEGIN_DECLS

/* Characters of a title or an id; of a text or notes; slides of a talk. */
#define ASSAY_TALK_MOST_TITLE 200
#define ASSAY_TALK_MOST_TEXT 4000
#define ASSAY_TALK_MOST_SLIDES 200
/* What files of talks are called, and what type they are. */
#define ASSAY_TALK_SUFFIX ".assay-talk"
#define ASSAY_TALK_TYPE "application/vnd.assay.talk+json"

typedef struct
{
  AssaySlideKind kind;
  char *chart;               /* of a chart its id; else NULL */
  char *title;               /* of a chart what is said instead of its finding, or NULL: its finding */
  char *text;                /* of words: paragraphs, a line each, or NULL */
  char *notes;               /* for the speaker; NULL: a chart's own, else none */
  gboolean hidden;           /* kept, and left out when it is shown */
} AssayTalkItem;

/* The caller's own: a window edits it and hands copies to threads. */
struct _AssayTalk
{
  char *title;
  GPtrArray *items;          /* of AssayTalkItem */
};

/* Without slides; @title is copied. */
AssayTalk     *assay_talk_new      (const char *title);
AssayTalk     *assay_talk_copy     (const AssayTalk *self);
void           assay_talk_free     (AssayTalk *self);
gboolean       assay_talk_equal    (const AssayTalk *self, const AssayTalk *other);
/* A new slide at @position (-1: at the end), to be filled; @chart is copied, NULL of words. Transfer none. */
AssayTalkItem *assay_talk_insert   (AssayTalk *self, int position, AssaySlideKind kind, const char *chart);
void           assay_talk_remove   (AssayTalk *self, guint position);
/* From one place to another, both within the slides. */
void           assay_talk_move     (AssayTalk *self, guint from, guint to);
/* Takes a copy of @text in place of *@field, a member of an item, cut to @most characters; NULL if it is empty. */
void           assay_talk_set      (char **field, const char *text, glong most);

/* talk-read.c: from text; NULL with ASSAY_ERROR_FORMAT or ASSAY_ERROR_INVALID naming @name and the field of the first mistake; @errors (may be NULL) gets all. */
AssayTalk     *assay_talk_read     (const char *name, const char *text, gsize length, GPtrArray *errors, GError **error);
/* Whether @text, the beginning of a file, looks like a talk's: then it is read as one, and its mistakes are told. */
gboolean       assay_talk_is_one   (const char *text, gsize length);

/* talk-files.c: the document that assay_talk_read() reads as the same; transfer full, @length may be NULL. */
char          *assay_talk_write    (const AssayTalk *self, gsize *length);
/* From a file; mistakes as above, and the error may be one of reading. Blocking. */
AssayTalk     *assay_talk_load     (GFile *file, GPtrArray *errors, GError **error);
/* Whole or not at all. Blocking. */
gboolean       assay_talk_save     (const AssayTalk *self, GFile *file, GError **error);

/* "Python or Node.js?": the sides of the comparison as a question; transfer full. */
char          *assay_talk_question (AssayStore *store);
/* Whether a slide shows the chart @chart. */
gboolean       assay_talk_has_chart  (const AssayTalk *self, const char *chart);

/* The slide of @item; NULL with ASSAY_ERROR_INVALID if its chart isn't in @store or has no data. @extra is a figure that no catalogue has, found by its id; or NULL.
 * @today is a julian day. Transfer full. */
AssaySlide    *assay_talk_get_slide  (const AssayTalkItem *item, AssayStore *store, AssayFigure *extra, double today, GError **error);
/* Of AssaySlide, those that are shown, in their order. What can't be is left out and told in @lost (of char*, may be NULL). Fails with %ASSAY_ERROR_INVALID if none
 * is left. Transfer full. */
GPtrArray     *assay_talk_get_slides (const AssayTalk *self, AssayStore *store, AssayFigure *extra, double today, GPtrArray *lost, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayTalk, assay_talk_free)

G_END_DECLS
