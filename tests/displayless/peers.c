#include "peers.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>

/* Nobody outlives a test that is killed. */
static void
set_up_child (gpointer data G_GNUC_UNUSED)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* The settings of whoever runs the tests. */
static void
forget_proxies (void)
{
  static const char * const names[] = { "http_proxy", "https_proxy", "all_proxy", "no_proxy" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *capitals = g_ascii_strup (names[i], -1);

      g_unsetenv (names[i]);
      g_unsetenv (capitals);
    }
}

void
peer_start (Peer *self)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "displayless", "fault-server", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  forget_proxies ();
  g_subprocess_launcher_set_child_setup (launcher, set_up_child, NULL, NULL);
  self->process = g_subprocess_launcher_spawn (launcher, &error, program, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  self->port = (guint) g_ascii_strtoull (line, NULL, 10);
  g_assert_cmpuint (self->port, >, 0);
}

void
peer_stop (Peer *self)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->process);
}

char *
peer_address (const Peer *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

AssayHttp *
peer_http (AssayHttpOptions options)
{
  options.connect_timeout = options.connect_timeout > 0 ? options.connect_timeout : 1;
  options.stall_timeout = options.stall_timeout > 0 ? options.stall_timeout : 1;
  options.total_timeout = options.total_timeout > 0 ? options.total_timeout : 8;
  options.pace = options.pace > 0 ? options.pace : 0.001;
  options.backoff = options.backoff > 0 ? options.backoff : 0.02;

  return assay_http_new (&options);
}

char *
peer_text (GBytes *body)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (body, &length);

  return g_strndup (text, length);
}

char *
peer_fetch (AssayHttp *http, const Peer *self, const char *path, AssayHttpOutcome *outcome)
{
  g_autofree char *address = peer_address (self, path);
  const AssayHttpRequest request = { .address = address };
  g_autoptr (GError) error = NULL;

  assay_http_fetch (http, &request, outcome, NULL, &error);
  g_assert_no_error (error);

  return peer_text (outcome->body);
}

guint
peer_asked (const Peer *self, const char *path)
{
  g_autoptr (AssayHttp) http = peer_http ((AssayHttpOptions) { 0 });
  g_auto (AssayHttpOutcome) outcome = { 0 };
  g_autofree char *question = g_strconcat ("/asked", path, NULL);
  g_autofree char *text = peer_fetch (http, self, question, &outcome);

  return (guint) g_ascii_strtoull (text + strlen ("{\"n\": "), NULL, 10);
}

void
peer_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        peer_remove_folder (path);
      else
        g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

guint
peer_free_port (void)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;

  g_assert_true (g_socket_bind (socket, any, FALSE, NULL));
  address = g_socket_get_local_address (socket, NULL);
  g_socket_close (socket, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}
