#include "ui/session.h"

#include "data/advice/assessment.h"
#include "data/measure/measured.h"
#include "data/model/background.h"
#include "data/model/error.h"
#include "data/model/language.h"
#include "data/model/memory.h"
#include "data/model/store.h"
#include "data/model/today.h"
#include "ui/bench.h"
#include "ui/refresher.h"

struct _AssaySession
{
  GObject parent_instance;

  GCancellable *cancellable;
  AssayBench *bench;
  AssayRefresher *refresher;
  AssayStore *store;
  AssayAssessment *assessment;
  GError *error;
  double today;
};

G_DEFINE_FINAL_TYPE (AssaySession, assay_session, G_TYPE_OBJECT)

enum
{
  STORE_CHANGED,
  ASSESSMENT_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  AssayStore *store;
  double today;
} Weighing;

static void
weighing_free (Weighing *weighing)
{
  g_object_unref (weighing->store);
  g_free (weighing);
}

static void
weigh_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  const Weighing *weighing = data;

  g_task_return_pointer (task, assay_assessment_new (weighing->store, weighing->today),
                         (GDestroyNotify) assay_assessment_unref);
}

static void
tell (AssaySession *self)
{
  assay_refresher_set_store (self->refresher, self->store);
  g_signal_emit (self, signals[STORE_CHANGED], 0);
}

static gpointer
release (gpointer store)
{
  g_object_unref (store);
  assay_memory_give_back ();

  return NULL;
}

/* Takes over a catalogue that has been replaced. With what was imported it may be hundreds of thousands of figures, and freeing these takes time. */
static void
release_in_thread (AssayStore *store)
{
  if (store != NULL)
    g_thread_unref (g_thread_new ("release", release, store));
}

/* A catalogue that was loaded again takes the place of the old one only here, together with its verdicts. */
static void
weighed_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssaySession *self = ASSAY_SESSION (source);
  const Weighing *weighing = g_task_get_task_data (G_TASK (result));
  g_autoptr (AssayAssessment) assessment = g_task_propagate_pointer (G_TASK (result), NULL);
  AssayStore *old;

  if (assessment == NULL)
    return;

  g_clear_pointer (&self->assessment, assay_assessment_unref);
  self->assessment = g_steal_pointer (&assessment);
  old = self->store != weighing->store ? g_steal_pointer (&self->store) : NULL;
  if (g_set_object (&self->store, weighing->store))
    tell (self);
  release_in_thread (old);
  g_signal_emit (self, signals[ASSESSMENT_CHANGED], 0);
}

static void
weigh (AssaySession *self, AssayStore *store)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, weighed_cb, NULL);
  Weighing *weighing = g_new (Weighing, 1);

  *weighing = (Weighing) { .store = g_object_ref (store), .today = self->today };
  g_task_set_source_tag (task, weigh);
  g_task_set_task_data (task, weighing, (GDestroyNotify) weighing_free);
  assay_background_run (task, weigh_in_thread);
}

static gboolean
is_empty (AssayStore *store)
{
  return assay_store_get_charts (store)->len == 0 && assay_store_get_statements (store)->len == 0;
}

static GError *
empty_error (AssayStore *store)
{
  GPtrArray *errors = assay_store_get_errors (store);

  return g_error_new_literal (ASSAY_ERROR, ASSAY_ERROR_FORMAT,
                              errors->len > 0 ? g_ptr_array_index (errors, 0) : _ ("The catalogue holds no charts and no claims."));
}

static void
show (AssaySession *self, AssayStore *store, GError *error)
{
  g_clear_pointer (&self->assessment, assay_assessment_unref);
  g_clear_error (&self->error);
  self->error = error;
  g_set_object (&self->store, store);
  tell (self);
}

/* The first time the catalogue is shown before its verdicts are there. */
static void
loaded_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssaySession) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayStore) store = assay_measured_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (store != NULL && is_empty (store))
    error = empty_error (store);
  if (error != NULL || self->assessment == NULL)
    show (self, store, g_steal_pointer (&error));
  if (store != NULL)
    weigh (self, store);
}

void
assay_session_load (AssaySession *self)
{
  g_return_if_fail (ASSAY_IS_SESSION (self));

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  self->today = assay_today ();
  assay_measured_load_async (self->cancellable, loaded_cb, g_object_ref (self));
}

AssayStore *
assay_session_get_store (AssaySession *self)
{
  g_return_val_if_fail (ASSAY_IS_SESSION (self), NULL);

  return self->store;
}

AssayAssessment *
assay_session_get_assessment (AssaySession *self)
{
  g_return_val_if_fail (ASSAY_IS_SESSION (self), NULL);

  return self->assessment;
}

AssayBench *
assay_session_get_bench (AssaySession *self)
{
  g_return_val_if_fail (ASSAY_IS_SESSION (self), NULL);

  return self->bench;
}

AssayRefresher *
assay_session_get_refresher (AssaySession *self)
{
  g_return_val_if_fail (ASSAY_IS_SESSION (self), NULL);

  return self->refresher;
}

const GError *
assay_session_get_error (AssaySession *self)
{
  g_return_val_if_fail (ASSAY_IS_SESSION (self), NULL);

  return self->error;
}

double
assay_session_get_today (AssaySession *self)
{
  g_return_val_if_fail (ASSAY_IS_SESSION (self), 0);

  return self->today;
}

static void
assay_session_dispose (GObject *object)
{
  AssaySession *self = ASSAY_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->refresher != NULL)
    assay_refresher_stop (self->refresher);
  g_clear_object (&self->refresher);
  g_clear_object (&self->bench);
  g_clear_object (&self->store);
  g_clear_pointer (&self->assessment, assay_assessment_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (assay_session_parent_class)->dispose (object);
}

static void
assay_session_class_init (AssaySessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = assay_session_dispose;

  signals[STORE_CHANGED] = g_signal_new ("store-changed", ASSAY_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ASSESSMENT_CHANGED] = g_signal_new ("assessment-changed", ASSAY_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
assay_session_init (AssaySession *self)
{
  self->bench = assay_bench_new ();
  self->refresher = assay_refresher_new ();
  g_signal_connect_object (self->refresher, "kept", G_CALLBACK (assay_session_load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bench, "measured", G_CALLBACK (assay_session_load), self, G_CONNECT_SWAPPED);
}

AssaySession *
assay_session_new (void)
{
  return g_object_new (ASSAY_TYPE_SESSION, NULL);
}
