#include "data/sources/token.h"

#include <string.h>

#include "data/model/language.h"
#include "data/sources/address.h"
#include "data/sources/feed.h"
#include "data/sources/secret.h"

struct _AssayTokens
{
  GPtrArray *sources;      /* of AssaySource, those to be asked for; the last is asked for next */
  GHashTable *headers;     /* AssaySource -> char**: name, value, NULL */
  char *problem;
};

static void
free_headers (gpointer headers)
{
  for (char **header = headers; *header != NULL; header++)
    memset (*header, 0, strlen (*header));
  g_strfreev (headers);
}

void
assay_tokens_free (AssayTokens *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->sources);
  g_hash_table_unref (self->headers);
  g_free (self->problem);
  g_free (self);
}

static void ask_next (GTask *task);

static void
looked_up_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  AssayTokens *self = g_task_get_task_data (task);
  AssaySource *source = g_ptr_array_steal_index (self->sources, self->sources->len - 1);
  g_autoptr (GError) error = NULL;
  char *token = assay_secret_lookup_finish (result, &error);

  if (token != NULL)
    {
      char *headers[] = { g_strdup ("Authorization"), g_strdup_printf ("%s %s", source->token, token), NULL };

      g_hash_table_insert (self->headers, source, g_memdup2 (headers, sizeof headers));
    }
  else if (error != NULL && self->problem == NULL)
    self->problem = g_strdup_printf (_ ("%s is asked without a token: %s"), _ (source->publisher), error->message);
  assay_secret_free (token);
  ask_next (task);
}

/* One after the other, because a keyring may ask its owner. */
static void
ask_next (GTask *task)
{
  AssayTokens *self = g_task_get_task_data (task);

  if (self->sources->len > 0)
    {
      const AssaySource *source = self->sources->pdata[self->sources->len - 1];

      assay_secret_lookup_async (source->id, g_task_get_cancellable (task), looked_up_cb, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
assay_tokens_load_async (GPtrArray *feeds, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  AssayTokens *self = g_new0 (AssayTokens, 1);

  self->sources = g_ptr_array_new ();
  self->headers = g_hash_table_new_full (NULL, NULL, NULL, free_headers);
  for (guint i = 0; i < feeds->len; i++)
    {
      const AssaySource *source = ((AssayFeed *) feeds->pdata[i])->source;

      if (source->token != NULL && !g_ptr_array_find (self->sources, source, NULL))
        g_ptr_array_add (self->sources, (gpointer) source);
    }
  g_task_set_source_tag (task, assay_tokens_load_async);
  /* a cancelled one has what was found until then */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, NULL);
  ask_next (task);
}

AssayTokens *
assay_tokens_load_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_get_task_data (G_TASK (result));
}

static gboolean
is_here (const char *base)
{
  g_autoptr (AssayAddress) address = assay_address_parse (base, NULL);

  return address != NULL && address->reach == ASSAY_REACH_LOOPBACK;
}

const char * const *
assay_tokens_get_headers (const AssayTokens *self, const AssaySource *source, const char *base)
{
  return base == NULL || is_here (base) ? g_hash_table_lookup (self->headers, source) : NULL;
}

const char *
assay_tokens_get_problem (const AssayTokens *self)
{
  return self->problem;
}
