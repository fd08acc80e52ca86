#include "ui/page-words.h"

#include "data/model/background.h"
#include "data/model/page.h"
#include "data/model/store.h"
#include "ui/page-view.h"
#include "ui/session.h"

typedef struct
{
  AssayStore *store;
  AssayPage *page;         /* borrowed from @store */
  double today;
  char *headline, *subtitle;
} Words;

static void
words_free (Words *self)
{
  g_object_unref (self->store);
  g_free (self->headline);
  g_free (self->subtitle);
  g_free (self);
}

static void
say_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  Words *self = data;

  self->headline = assay_page_get_headline (self->page, self->store, self->today);
  self->subtitle = assay_page_get_subtitle (self->page, self->store, self->today);
  g_task_return_boolean (task, TRUE);
}

static void
said_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  GWeakRef *place = data;
  const Words *words = g_task_get_task_data (G_TASK (result));
  g_autoptr (AssayPageView) view = g_weak_ref_get (place);

  if (view != NULL)
    {
      assay_page_view_set_headline (view, words->headline);
      assay_page_view_set_subtitle (view, words->subtitle);
    }
  g_weak_ref_clear (place);
  g_free (place);
}

void
assay_page_words_fill (AssayPageView *view, AssaySession *session, const char *page)
{
  AssayStore *store = assay_session_get_store (session);
  AssayPage *found = assay_store_find_page (store, page);
  g_autoptr (GTask) task = NULL;
  GWeakRef *place;
  Words *words;

  if (found == NULL)
    return;
  place = g_new0 (GWeakRef, 1);
  g_weak_ref_init (place, view);
  words = g_new0 (Words, 1);
  *words = (Words) { .store = g_object_ref (store), .page = found, .today = assay_session_get_today (session) };
  task = g_task_new (NULL, NULL, said_cb, place);
  g_task_set_source_tag (task, assay_page_words_fill);
  g_task_set_task_data (task, words, (GDestroyNotify) words_free);
  assay_background_run (task, say_in_thread);
}
