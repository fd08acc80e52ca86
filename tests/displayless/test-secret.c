/* Tokens in the keyring: libsecret's own file of secrets stands for the desktop's. */
#include <string.h>

#include "data/model/error.h"
#include "data/sources/credential.h"
#include "data/sources/feed.h"
#include "data/sources/imports.h"
#include "data/sources/refresh.h"
#include "data/sources/secret.h"
#include "data/sources/service.h"
#include "data/sources/token.h"
#include "peers.h"
#include "tests/displayless/shipped.h"

static char *folder;

/* What came of one question. */
typedef struct
{
  GMainLoop *loop;
  char *token;
  gboolean done;
  GError *error;
} Answer;

static void
lookup_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Answer *self = data;

  self->token = assay_secret_lookup_finish (result, &self->error);
  g_main_loop_quit (self->loop);
}

static void
store_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Answer *self = data;

  self->done = assay_secret_store_finish (result, &self->error);
  g_main_loop_quit (self->loop);
}

static void
clear_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Answer *self = data;

  self->done = assay_secret_clear_finish (result, &self->error);
  g_main_loop_quit (self->loop);
}

static void
assert_token (const char *source, const char *expected)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Answer answer = { .loop = loop };

  assay_secret_lookup_async (source, NULL, lookup_cb, &answer);
  g_main_loop_run (loop);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (answer.token, ==, expected);
  assay_secret_free (answer.token);
}

static GError *
store (const char *source, const char *token)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Answer answer = { .loop = loop };

  assay_secret_store_async (source, token, NULL, store_cb, &answer);
  g_main_loop_run (loop);
  g_assert_cmpint (answer.done, ==, answer.error == NULL);

  return answer.error;
}

static void
clear (const char *source)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Answer answer = { .loop = loop };

  assay_secret_clear_async (source, NULL, clear_cb, &answer);
  g_main_loop_run (loop);
  g_assert_no_error (answer.error);
  g_assert_true (answer.done);
}

static void
test_token (void)
{
  assert_token ("one", NULL);
  clear ("one");
  g_assert_no_error (store ("one", "first secret"));
  g_assert_no_error (store ("two", "other secret"));
  assert_token ("one", "first secret");
  g_assert_no_error (store ("one", "second secret"));
  assert_token ("one", "second secret");
  clear ("one");
  assert_token ("one", NULL);
  assert_token ("two", "other secret");
}

/* Nothing of it can be read in what is stored. */
static void
test_file (void)
{
  g_autofree char *path = g_build_filename (folder, "keyring", NULL), *content = NULL;
  gsize length = 0;

  g_assert_no_error (store ("three", "plainly visible"));
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_null (memmem (content, length, "plainly visible", strlen ("plainly visible")));
}

static void
test_no_token (void)
{
  static const char * const tokens[] = { "", "secret\nX: y", "secret\r" };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (GError) error = store ("four", tokens[i]);

      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
      g_assert_null (strstr (error->message, "secret"));
    }
  assert_token ("four", NULL);
}

static void
tokens_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  AssayTokens **tokens = data;

  *tokens = assay_tokens_load_finish (result);
}

static AssayTokens *
load_tokens (const char *source)
{
  AssayFeed feed = { .source = assay_source_find (source) };
  g_autoptr (GPtrArray) feeds = g_ptr_array_new ();
  AssayTokens *tokens = NULL;

  g_ptr_array_add (feeds, &feed);
  assay_tokens_load_async (feeds, NULL, tokens_cb, &tokens);
  while (tokens == NULL)
    g_main_context_iteration (NULL, TRUE);

  return tokens;
}

/* Only where the source is itself, or a test's server on this machine, and only where it takes one. */
static void
test_headers (void)
{
  static const char * const strangers[] = {
    "https://example.org", "https://api.github.com.example.org", "http://127.0.0.1.example.org", "http://192.168.0.1", "https://10.0.0.1:8080", "here",
  };
  static const char * const own[] = { NULL, "http://127.0.0.1:8080", "http://localhost:8080/path", "http://[::1]:8080" };
  AssayTokens *tokens, *others;

  g_assert_no_error (store ("repository", "secret"));
  g_assert_no_error (store ("packages", "secret"));
  tokens = load_tokens ("repository");
  others = load_tokens ("packages");
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      const char * const *headers = assay_tokens_get_headers (tokens, assay_source_find ("repository"), own[i]);

      g_assert_cmpstr (headers[0], ==, "Authorization");
      g_assert_cmpstr (headers[1], ==, "Bearer secret");
      g_assert_null (headers[2]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    g_assert_null (assay_tokens_get_headers (tokens, assay_source_find ("repository"), strangers[i]));
  g_assert_null (assay_tokens_get_headers (tokens, assay_source_find ("packages"), NULL));
  g_assert_null (assay_tokens_get_headers (others, assay_source_find ("packages"), NULL));
  g_assert_null (assay_tokens_get_problem (tokens));
  assay_tokens_free (tokens);
  assay_tokens_free (others);
  clear ("repository");
}

/* "Authorization" as the service's server would see it, or NULL; transfer full. */
static char *
authorization (const char *address)
{
  AssayFeed feed = { .token = TRUE };
  char **headers = assay_credential_headers (&feed, address, NULL, NULL);
  char *value = headers != NULL ? g_strdup (headers[1]) : NULL;

  assay_credential_headers_free (headers);

  return value;
}

static char *
read_file (const char *path)
{
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

/* A service that is removed takes what it fetched and its secret along, and brings them back, once. */
static void
test_service_comes_back (void)
{
  const AssayService service = { .name = "Till", .server = "https://till.example.org", .query = "up", .metric = "throughput", .subject = "Till", .secret = "hush" };
  g_autoptr (AssayStore) store = load_shipped ();
  g_autofree char *fetched = assay_refresh_folder (), *data = g_build_filename (fetched, "feed-till.json", NULL);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "assay", "feeds", "till.json", NULL);
  g_autofree char *id = NULL, *before = NULL, *after = NULL, *gone = NULL, *kept = NULL;
  g_autoptr (AssayServiceRemoved) removed = NULL;
  g_autoptr (GError) error = NULL;

  id = assay_service_add (&service, store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "till");
  g_assert_true (assay_imports_add (fetched, "feed-till", "{}", 2, NULL));
  before = read_file (path);

  removed = assay_service_take_away ("Till", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (assay_service_removed_get_id (removed), ==, "till");
  gone = authorization (service.server);
  g_assert_null (gone);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (data, G_FILE_TEST_EXISTS));
  g_assert_null (assay_service_take_away ("Till", NULL));

  g_assert_true (assay_service_bring_back (removed, &error));
  g_assert_no_error (error);
  after = read_file (path);
  kept = authorization (service.server);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (kept, ==, "Bearer hush");
  g_assert_true (g_file_test (data, G_FILE_TEST_EXISTS));
  g_assert_false (assay_service_bring_back (removed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_true (assay_service_remove ("till", NULL));
}

/* The library keeps to its first keyring, so another one needs another process. */
static void
test_no_keyring (void)
{
  g_autoptr (GMainLoop) loop = NULL;
  Answer answer = { 0 };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  g_setenv ("SECRET_BACKEND", "service", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all", TRUE);
  loop = g_main_loop_new (NULL, FALSE);
  answer.loop = loop;
  assay_secret_lookup_async ("one", NULL, lookup_cb, &answer);
  g_main_loop_run (loop);
  g_assert_null (answer.token);
  g_assert_nonnull (answer.error);
  g_assert_true (g_str_has_prefix (answer.error->message, "the desktop's keyring: "));
  g_clear_error (&answer.error);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("assay-XXXXXX", NULL);
  path = g_build_filename (folder, "keyring", NULL);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  g_test_add_func ("/secret/token", test_token);
  g_test_add_func ("/secret/file", test_file);
  g_test_add_func ("/secret/no-token", test_no_token);
  g_test_add_func ("/secret/headers", test_headers);
  g_test_add_func ("/secret/service-comes-back", test_service_comes_back);
  g_test_add_func ("/secret/no-keyring", test_no_keyring);
  status = g_test_run ();
  peer_remove_folder (folder);
  g_free (folder);

  return status;
}
