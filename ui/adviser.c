#include "ui/adviser-private.h"

#include "data/advice/profile-steps.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "ui/session.h"

#define N_SAMPLES 10000
#define SEED 1

struct _AssayAdviser
{
  GObject parent_instance;

  AssaySession *session;
  AssayStore *store;
  GPtrArray *profiles;
  AssayProfile *profile;
  char *wanted;               /* id of the profile to be edited once the profiles are there, or NULL */
  AssayProfileSteps *steps;   /* all states of the profiles that were edited */
  char *saved;                /* the profile as it was chosen or saved, written out */
  AssayRecord *record;

  AssayAdvice *advice;
  GError *error;
  gboolean stale;             /* more than weights changed since @advice */
  GCancellable *running;      /* NULL: nothing is reckoned */
  gboolean waiting;           /* the profile changed since what is being reckoned */
};

G_DEFINE_FINAL_TYPE (AssayAdviser, assay_adviser, G_TYPE_OBJECT)

enum { CHANGED, PROFILE_CHANGED, PROFILES_CHANGED, SAID, N_SIGNALS };

static guint signals[N_SIGNALS];

typedef struct
{
  AssayStore *store;
  AssayProfile *profile;
  AssayDecision *before;      /* the same evidence, or NULL */
  double today;
  guint n_samples;
  guint64 seed;
} Order;

static void
order_free (Order *self)
{
  g_object_unref (self->store);
  assay_profile_free (self->profile);
  g_clear_pointer (&self->before, assay_decision_unref);
  g_free (self);
}

static void
reckon_in_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  g_autoptr (AssayDecision) decision = NULL;
  AssayAdvice *advice;
  GError *error = NULL;

  if (order->before != NULL)
    decision = assay_decision_reweigh (order->before, order->store, order->profile, &error);
  else
    decision = assay_decision_new (order->store, order->profile, order->n_samples, order->seed, order->today, &error);
  advice = decision != NULL ? assay_advice_new (decision, cancellable, &error) : NULL;
  if (advice != NULL)
    g_task_return_pointer (task, advice, (GDestroyNotify) assay_advice_unref);
  else
    g_task_return_error (task, error);
}

static void start (AssayAdviser *self);

static void
reckoned_cb (GObject *source, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayAdviser *self = ASSAY_ADVISER (source);
  g_autoptr (GError) error = NULL;
  AssayAdvice *advice = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_object (&self->running);
  if (advice != NULL)
    {
      g_clear_pointer (&self->advice, assay_advice_unref);
      self->advice = advice;
      g_clear_error (&self->error);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
      self->stale = TRUE;
    }
  if (self->waiting)
    start (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* At most one is on its way and one waits: the newest wish. */
static void
start (AssayAdviser *self)
{
  g_autoptr (GTask) task = NULL;
  Order *order;

  if (self->store == NULL || self->profile == NULL)
    return;
  self->waiting = self->running != NULL;
  if (self->waiting)
    return;

  order = g_new0 (Order, 1);
  order->store = g_object_ref (self->store);
  order->profile = assay_profile_copy (self->profile);
  order->today = assay_session_get_today (self->session);
  order->n_samples = self->record != NULL ? self->record->n_samples : N_SAMPLES;
  order->seed = self->record != NULL ? self->record->seed : SEED;
  if (!self->stale && self->advice != NULL)
    order->before = assay_decision_ref (self->advice->decision);
  self->stale = FALSE;
  self->running = g_cancellable_new ();
  task = g_task_new (self, self->running, reckoned_cb, NULL);
  g_task_set_source_tag (task, start);
  /* One that was cancelled says so only when its thread has ended. */
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  g_task_run_in_thread (task, reckon_in_thread);
}

/* What is reckoned of other evidence is of no use any more. */
static void
renew (AssayAdviser *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  self->stale = TRUE;
  start (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
assay_adviser_edited (AssayAdviser *self, AssayEdit edit)
{
  g_return_if_fail (ASSAY_IS_ADVISER (self));

  assay_profile_steps_note (self->steps, self->profile, self->saved, edit == ASSAY_EDIT_WEIGHTS, g_get_monotonic_time ());
  if (edit == ASSAY_EDIT_WEIGHTS)
    {
      start (self);
      return;
    }
  renew (self);
  g_signal_emit (self, signals[PROFILE_CHANGED], 0);
}

gboolean
assay_adviser_is_modified (AssayAdviser *self)
{
  g_autofree char *now = self->profile != NULL ? assay_profile_write (self->profile, NULL) : NULL;

  return g_strcmp0 (now, self->saved) != 0;
}

static void
keep_saved (AssayAdviser *self)
{
  g_free (self->saved);
  self->saved = assay_profile_write (self->profile, NULL);
}

/* Takes over @record, which may be NULL: draws are made as they were for it. */
static void
edit_profile (AssayAdviser *self, AssayProfile *profile, AssayRecord *record)
{
  g_clear_pointer (&self->profile, assay_profile_free);
  g_clear_pointer (&self->record, assay_record_free);
  self->profile = profile;
  self->record = record;
  keep_saved (self);
  assay_profile_steps_note (self->steps, profile, self->saved, FALSE, g_get_monotonic_time ());
  renew (self);
  g_signal_emit (self, signals[PROFILE_CHANGED], 0);
}

void
assay_adviser_set_profile (AssayAdviser *self, const AssayProfile *profile)
{
  g_return_if_fail (ASSAY_IS_ADVISER (self));

  edit_profile (self, assay_profile_copy (profile), NULL);
}

gboolean
assay_adviser_step (AssayAdviser *self, int direction)
{
  char *saved = NULL;
  AssayProfile *profile = assay_profile_steps_go (self->steps, direction, &saved);

  if (profile == NULL)
    return FALSE;
  /* Draws are made as for the record only as long as it is the record's profile. */
  if (g_strcmp0 (profile->id, self->profile->id) != 0)
    g_clear_pointer (&self->record, assay_record_free);
  assay_profile_free (self->profile);
  g_free (self->saved);
  self->profile = profile;
  self->saved = saved;
  renew (self);
  g_signal_emit (self, signals[PROFILE_CHANGED], 0);

  return TRUE;
}

static AssayProfile *
find_profile (AssayAdviser *self, const char *id)
{
  for (guint i = 0; self->profiles != NULL && i < self->profiles->len; i++)
    if (g_strcmp0 (((AssayProfile *) self->profiles->pdata[i])->id, id) == 0)
      return self->profiles->pdata[i];

  return NULL;
}

void
assay_adviser_choose (AssayAdviser *self, const char *profile)
{
  AssayProfile *found;

  g_return_if_fail (ASSAY_IS_ADVISER (self));

  g_free (self->wanted);
  self->wanted = self->profiles == NULL ? g_strdup (profile) : NULL;
  found = find_profile (self, profile);
  if (found != NULL)
    assay_adviser_set_profile (self, found);
}

void
assay_adviser_set_record (AssayAdviser *self, AssayRecord *record)
{
  edit_profile (self, assay_profile_copy (record->profile), record);
}

char *
assay_adviser_describe_changes (AssayAdviser *self)
{
  g_autoptr (GPtrArray) changes = NULL;

  if (self->record == NULL || self->advice == NULL || self->stale || self->running != NULL)
    return NULL;
  changes = assay_record_compare (self->record, self->advice);
  if (changes->len == 0)
    return g_strdup_printf (_ ("Nothing has changed since the record of %.10s"), self->record->date);
  g_ptr_array_add (changes, NULL);

  return g_strjoinv ("\n", (char **) changes->pdata);
}

void
assay_adviser_set_saved (AssayAdviser *self, const AssayProfile *saved)
{
  AssayProfile *mine = self->profile;

  g_free (mine->id);
  g_free (mine->name);
  g_free (mine->path);
  mine->id = g_strdup (saved->id);
  mine->name = g_strdup (saved->name);
  mine->path = g_strdup (saved->path);
  mine->bundled = FALSE;
  keep_saved (self);
  g_signal_emit (self, signals[PROFILE_CHANGED], 0);
}

void
assay_adviser_set_profiles (AssayAdviser *self, GPtrArray *profiles)
{
  g_autofree char *wanted = g_steal_pointer (&self->wanted);
  AssayProfile *first;

  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  self->profiles = profiles;
  first = find_profile (self, wanted != NULL ? wanted : ASSAY_PROFILE_FIRST);
  if (first == NULL)
    first = find_profile (self, ASSAY_PROFILE_FIRST);
  if (first == NULL && profiles->len > 0)
    first = profiles->pdata[0];
  g_signal_emit (self, signals[PROFILES_CHANGED], 0);
  if (self->profile == NULL && first != NULL)
    assay_adviser_set_profile (self, first);
}

void
assay_adviser_say (AssayAdviser *self, const char *text)
{
  g_signal_emit (self, signals[SAID], 0, text);
}

/* The profile is the same, what it is held against is not. */
static void
store_changed_cb (AssayAdviser *self)
{
  AssayStore *store = assay_session_get_store (self->session);

  if (store == NULL || !g_set_object (&self->store, store))
    return;
  assay_adviser_do (self, ASSAY_FILE_LIST, NULL);
  if (self->profile == NULL)
    return;
  renew (self);
  g_signal_emit (self, signals[PROFILE_CHANGED], 0);
}

AssayStore *
assay_adviser_get_store (AssayAdviser *self)
{
  return self->store;
}

GPtrArray *
assay_adviser_get_profiles (AssayAdviser *self)
{
  return self->profiles;
}

AssayProfile *
assay_adviser_get_profile (AssayAdviser *self)
{
  return self->profile;
}

AssayAdvice *
assay_adviser_get_advice (AssayAdviser *self)
{
  return self->advice;
}

const GError *
assay_adviser_get_error (AssayAdviser *self)
{
  return self->error;
}

gboolean
assay_adviser_is_busy (AssayAdviser *self)
{
  return self->running != NULL;
}

void
assay_adviser_stop (AssayAdviser *self)
{
  self->waiting = FALSE;
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
}

static void
assay_adviser_finalize (GObject *object)
{
  AssayAdviser *self = ASSAY_ADVISER (object);

  g_clear_object (&self->running);
  g_clear_pointer (&self->advice, assay_advice_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->record, assay_record_free);
  g_clear_pointer (&self->profile, assay_profile_free);
  g_clear_pointer (&self->steps, assay_profile_steps_free);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_free (self->saved);
  g_free (self->wanted);

  G_OBJECT_CLASS (assay_adviser_parent_class)->finalize (object);
}

static void
assay_adviser_class_init (AssayAdviserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = assay_adviser_finalize;

  signals[CHANGED] = g_signal_new ("changed", ASSAY_TYPE_ADVISER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PROFILE_CHANGED] = g_signal_new ("profile-changed", ASSAY_TYPE_ADVISER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PROFILES_CHANGED] = g_signal_new ("profiles-changed", ASSAY_TYPE_ADVISER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAID] = g_signal_new ("said", ASSAY_TYPE_ADVISER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
assay_adviser_init (AssayAdviser *self)
{
  self->steps = assay_profile_steps_new ();
}

AssayAdviser *
assay_adviser_new (AssaySession *session)
{
  AssayAdviser *self = g_object_new (ASSAY_TYPE_ADVISER, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);

  return self;
}
