/* Who has to wait, for what, and how long: a host's next turn, a free slot, a time. */
#include "data/sources/http-private.h"

#include "data/model/error.h"
#include "data/model/language.h"

#define GLANCE 20000                   /* us between two looks whether a wait for a slot was cancelled */
#define MOST_HOLD (7 * 24 * 3600)      /* s that a server's wish to be left alone is obeyed */

gboolean
assay_http_sleep (gint64 until, GCancellable *cancellable, GError **error)
{
  GPollFD cancelled = { -1, 0, 0 };
  gboolean watched = g_cancellable_make_pollfd (cancellable, &cancelled);
  gint64 left;

  while (!g_cancellable_is_cancelled (cancellable) && (left = until - g_get_monotonic_time ()) > 0)
    {
      gint64 most = watched ? G_MAXINT : GLANCE / 1000;

      g_poll (&cancelled, watched ? 1 : 0, (int) MIN (left / 1000 + 1, most));
    }
  if (watched)
    g_cancellable_release_fd (cancellable);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* The time of the next request; call it with the lock. */
static gint64 *
find_turn (AssayHttp *self, const AssayAddress *address)
{
  gint64 *turn = g_hash_table_lookup (self->hosts, address->origin);

  if (turn == NULL)
    {
      turn = g_new0 (gint64, 1);
      g_hash_table_insert (self->hosts, g_strdup (address->origin), turn);
    }

  return turn;
}

static gboolean
fail_wait (AssayHttpHop *hop, gint64 wait, GError **error)
{
  hop->wait = (wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK, _ ("%s: its server asked not to be asked for another %ld s"),
               hop->address->shown, (glong) hop->wait);

  return FALSE;
}

gboolean
assay_http_pace (AssayHttp *self, AssayHttpHop *hop, GCancellable *cancellable, GError **error)
{
  gint64 now = g_get_monotonic_time (), *turn, start;

  g_mutex_lock (&self->lock);
  turn = find_turn (self, hop->address);
  start = MAX (now, *turn);
  if (start < hop->end)
    *turn = start + (gint64) (self->options.pace * G_USEC_PER_SEC);
  g_mutex_unlock (&self->lock);

  return start < hop->end ? assay_http_sleep (start, cancellable, error) : fail_wait (hop, start - now, error);
}

void
assay_http_hold_off (AssayHttp *self, const AssayAddress *address, gint64 seconds)
{
  gint64 *turn;

  g_mutex_lock (&self->lock);
  turn = find_turn (self, address);
  *turn = MAX (*turn, g_get_monotonic_time () + MIN (seconds, MOST_HOLD) * G_USEC_PER_SEC);
  g_mutex_unlock (&self->lock);
}

/* Call it with the lock. */
static AssayHttpSlot *
find_free (AssayHttp *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->slots); i++)
    if (!self->slots[i].busy)
      return &self->slots[i];

  return NULL;
}

/* A condition can't be waited for together with a cancellable, whose callbacks must not take our lock: so we look now and then. */
AssayHttpSlot *
assay_http_take_slot (AssayHttp *self, const AssayAddress *address, gint64 end, GCancellable *cancellable, GError **error)
{
  AssayHttpSlot *slot;

  g_mutex_lock (&self->lock);
  while ((slot = find_free (self)) == NULL && !g_cancellable_is_cancelled (cancellable) && g_get_monotonic_time () < end)
    g_cond_wait_until (&self->freed, &self->lock, g_get_monotonic_time () + GLANCE);
  if (slot != NULL)
    slot->busy = TRUE;
  g_mutex_unlock (&self->lock);
  if (slot == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK, _ ("%s: other transfers left no time for it"), address->shown);

  return slot;
}

void
assay_http_give_slot (AssayHttp *self, AssayHttpSlot *slot)
{
  g_mutex_lock (&self->lock);
  slot->busy = FALSE;
  g_cond_signal (&self->freed);
  g_mutex_unlock (&self->lock);
}
