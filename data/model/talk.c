#include "data/model/talk.h"

#include "data/model/chart.h"
#include "data/model/error.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/subject.h"

static void
item_free (AssayTalkItem *self)
{
  g_free (self->chart);
  g_free (self->title);
  g_free (self->text);
  g_free (self->notes);
  g_free (self);
}

AssayTalk *
assay_talk_new (const char *title)
{
  AssayTalk *self = g_new (AssayTalk, 1);

  self->title = g_strdup (title);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);

  return self;
}

AssayTalk *
assay_talk_copy (const AssayTalk *self)
{
  AssayTalk *copy = assay_talk_new (self->title);

  for (guint i = 0; i < self->items->len; i++)
    {
      const AssayTalkItem *from = self->items->pdata[i];
      AssayTalkItem *item = assay_talk_insert (copy, -1, from->kind, from->chart);

      item->title = g_strdup (from->title);
      item->text = g_strdup (from->text);
      item->notes = g_strdup (from->notes);
      item->hidden = from->hidden;
    }

  return copy;
}

void
assay_talk_free (AssayTalk *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static gboolean
item_equal (const AssayTalkItem *a, const AssayTalkItem *b)
{
  return a->kind == b->kind && a->hidden == b->hidden && g_strcmp0 (a->chart, b->chart) == 0 && g_strcmp0 (a->title, b->title) == 0
         && g_strcmp0 (a->text, b->text) == 0 && g_strcmp0 (a->notes, b->notes) == 0;
}

gboolean
assay_talk_equal (const AssayTalk *self, const AssayTalk *other)
{
  if (g_strcmp0 (self->title, other->title) != 0 || self->items->len != other->items->len)
    return FALSE;
  for (guint i = 0; i < self->items->len; i++)
    if (!item_equal (self->items->pdata[i], other->items->pdata[i]))
      return FALSE;

  return TRUE;
}

AssayTalkItem *
assay_talk_insert (AssayTalk *self, int position, AssaySlideKind kind, const char *chart)
{
  AssayTalkItem *item = g_new0 (AssayTalkItem, 1);

  item->kind = kind;
  item->chart = g_strdup (chart);
  g_ptr_array_insert (self->items, position, item);

  return item;
}

void
assay_talk_remove (AssayTalk *self, guint position)
{
  g_return_if_fail (position < self->items->len);

  g_ptr_array_remove_index (self->items, position);
}

void
assay_talk_move (AssayTalk *self, guint from, guint to)
{
  AssayTalkItem *item;

  g_return_if_fail (from < self->items->len && to < self->items->len);

  item = g_ptr_array_steal_index (self->items, from);
  g_ptr_array_insert (self->items, to, item);
}

void
assay_talk_set (char **field, const char *text, glong most)
{
  char *copy = text != NULL && *text != '\0' ? g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), most)) : NULL;

  g_free (*field);
  *field = copy;
}

char *
assay_talk_question (AssayStore *store)
{
  GPtrArray *subjects = assay_store_get_subjects (store);
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = 0; i < subjects->len; i++)
    {
      const AssaySubject *subject = g_ptr_array_index (subjects, i);

      if (subject->compared)
        g_string_append_printf (title, "%s%s", title->len > 0 ? _ (" or ") : "", subject->name);
    }
  g_string_append_c (title, '?');

  return g_strdup (title->str);
}

gboolean
assay_talk_has_chart (const AssayTalk *self, const char *chart)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_strcmp0 (((const AssayTalkItem *) self->items->pdata[i])->chart, chart) == 0)
      return TRUE;

  return FALSE;
}

AssaySlide *
assay_talk_get_slide (const AssayTalkItem *item, AssayStore *store, AssayFigure *extra, double today, GError **error)
{
  g_autoptr (AssayFigure) figure = NULL;
  AssayChart *chart;

  if (item->kind != ASSAY_SLIDE_CHART)
    return assay_slide_new_words (item->kind, item->title, item->text, item->notes);
  if (extra != NULL && g_strcmp0 (extra->id, item->chart) == 0)
    return assay_slide_new_chart (extra, item->title, item->notes);
  chart = assay_store_find_chart (store, item->chart);
  if (chart != NULL)
    figure = assay_chart_get_figure (chart, store, today, NULL);
  if (figure != NULL)
    return assay_slide_new_chart (figure, item->title, item->notes);
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, chart == NULL ? _ ("the catalogue has no chart “%s”") : _ ("the chart “%s” has no data"), item->chart);

  return NULL;
}

GPtrArray *
assay_talk_get_slides (const AssayTalk *self, AssayStore *store, AssayFigure *extra, double today, GPtrArray *lost, GError **error)
{
  g_autoptr (GPtrArray) slides = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_slide_unref);

  for (guint i = 0; i < self->items->len; i++)
    {
      const AssayTalkItem *item = self->items->pdata[i];
      g_autoptr (GError) reason = NULL;
      AssaySlide *slide = item->hidden ? NULL : assay_talk_get_slide (item, store, extra, today, &reason);

      if (slide != NULL)
        g_ptr_array_add (slides, slide);
      else if (reason != NULL && lost != NULL)
        g_ptr_array_add (lost, g_strdup_printf (_ ("slide %u: %s"), i + 1, reason->message));
    }
  if (slides->len > 0)
    return g_steal_pointer (&slides);

  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("the talk has no slide that can be shown"));
  return NULL;
}
