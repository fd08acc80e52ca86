#include "data/sources/secret.h"

#include <libsecret/secret.h>
#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"

static const SecretSchema schema = {
  .name = ASSAY_APP_ID,
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "source", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

/* The keyring's own words, with what they are about. */
static gboolean
fail (GError *problem, GError **error)
{
  if (problem == NULL)
    return TRUE;
  g_propagate_prefixed_error (error, problem, _ ("the desktop's keyring: "));

  return FALSE;
}

static void
free_token (gpointer token)
{
  assay_secret_free (token);
}

static void
looked_up_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *problem = NULL, *error = NULL;
  char *token = secret_password_lookup_finish (result, &problem);

  if (fail (problem, &error))
    g_task_return_pointer (task, token, free_token);
  else
    g_task_return_error (task, error);
}

void
assay_secret_lookup_async (const char *source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, assay_secret_lookup_async);
  secret_password_lookup (&schema, cancellable, looked_up_cb, task, "source", source, NULL);
}

char *
assay_secret_lookup_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
stored_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *problem = NULL, *error = NULL;

  secret_password_store_finish (result, &problem);
  if (fail (problem, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
check_token (const char *source, const char *token, GError **error)
{
  if (*token != '\0' && strpbrk (token, "\r\n") == NULL)
    return TRUE;
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("the token for “%s” is empty or has a line break in it"), source);

  return FALSE;
}

void
assay_secret_store_async (const char *source, const char *token, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *label = g_strdup_printf (_ ("Assay: %s"), source);
  GError *error = NULL;

  g_task_set_source_tag (task, assay_secret_store_async);
  if (!check_token (source, token, &error))
    g_task_return_error (task, error);
  else
    secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, token, cancellable, stored_cb, g_steal_pointer (&task),
                           "source", source, NULL);
}

gboolean
assay_secret_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cleared_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *problem = NULL, *error = NULL;

  secret_password_clear_finish (result, &problem);
  if (fail (problem, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
assay_secret_clear_async (const char *source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, assay_secret_clear_async);
  secret_password_clear (&schema, cancellable, cleared_cb, task, "source", source, NULL);
}

gboolean
assay_secret_clear_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
assay_secret_lookup (const char *source, GCancellable *cancellable, GError **error)
{
  GError *problem = NULL;
  char *token = secret_password_lookup_sync (&schema, cancellable, &problem, "source", source, NULL);

  fail (problem, error);

  return token;
}

gboolean
assay_secret_store (const char *source, const char *token, GCancellable *cancellable, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Assay: %s"), source);
  GError *problem = NULL;

  if (!check_token (source, token, error))
    return FALSE;
  secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, token, cancellable, &problem, "source", source, NULL);

  return fail (problem, error);
}

gboolean
assay_secret_clear (const char *source, GCancellable *cancellable, GError **error)
{
  GError *problem = NULL;

  secret_password_clear_sync (&schema, cancellable, &problem, "source", source, NULL);

  return fail (problem, error);
}

void
assay_secret_free (char *token)
{
  secret_password_free (token);
}
