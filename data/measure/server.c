#include "data/measure/server.h"

#include "data/measure/client.h"
#include "data/model/error.h"
#include "data/model/json.h"
#include "data/model/language.h"

/* One question, s. */
#define ANSWER 30.0
/* Between two tries of the first question, us: a server that listens late answers at most that much later than it could. */
#define PAUSE 5000
/* How long a server that broke off may take to end, s. */
#define LAST_MOMENT 0.5
/* Servers were seen to take up to 1.4 s from the end of standard input. */
#define STOP 5.0
/* Of a text in a message. */
#define SHORT 120

struct _AssayServer
{
  char *name, *ready;
  AssayChild *child;
  AssayClient *client;
  guint16 port;
  double start_up;
};

static char *
shorten (const char *text)
{
  return g_utf8_strlen (text, -1) <= SHORT ? g_strdup (text) : g_strdup_printf ("%.*s…", (int) (g_utf8_offset_to_pointer (text, SHORT) - text), text);
}

/* 0 with @error unless the line is a checked JSON object of the event "ready" with a port. */
static guint16
read_port (AssayServer *self, const char *line, GError **error)
{
  g_autoptr (JsonNode) root = assay_json_parse (self->name, line, strlen (line), NULL);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *event = object != NULL ? json_object_get_member (object, "event") : NULL;
  JsonNode *port = object != NULL ? json_object_get_member (object, "port") : NULL;
  g_autofree char *shown = shorten (line);

  if (event == NULL || json_node_get_value_type (event) != G_TYPE_STRING || !g_str_equal (json_node_get_string (event), "ready"))
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s: its first line doesn't say that it is ready: “%s”"), self->name, shown);
  else if (port == NULL || json_node_get_value_type (port) != G_TYPE_INT64
           || json_node_get_int (port) < 1 || json_node_get_int (port) > G_MAXUINT16)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s listens on no port: its ready line is “%s”"), self->name, shown);
  else
    return (guint16) json_node_get_int (port);

  return 0;
}

static void
set_late (AssayServer *self, double patience, GError **error)
{
  g_autofree char *errors = assay_child_errors (self->child);

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s: didn't get ready within %g s%s%s"), self->name, patience,
               *errors != '\0' ? _ ("; the end of its output: ") : "", errors);
}

static gboolean
await_ready (AssayServer *self, double patience, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;

  self->ready = assay_child_read_line (self->child, patience, cancellable, &reason);
  if (self->ready != NULL)
    {
      assay_child_drop_output (self->child);
      self->port = read_port (self, self->ready, error);
      return self->port != 0;
    }
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    set_late (self, patience, error);
  else
    g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

/* Replaces @error by the server's end if it ended in this moment: that is the cause of all others. */
static void
blame_end (AssayServer *self, GError **error)
{
  g_autoptr (GError) end = NULL;
  AssayChildUsage usage;

  if (error == NULL || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (assay_child_wait (self->child, LAST_MOMENT, NULL, &usage, &end))
    g_set_error (&end, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s ended with status 0"), self->name);
  if (g_error_matches (end, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return;
  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&end));
}

/* The last try's reason in a sentence about the server. */
static void
set_unanswered (AssayServer *self, AssayAsked asked, double patience, const GError *reason, GError **error)
{
  g_autoptr (GError) sentence = NULL;

  if (reason->domain == G_IO_ERROR)
    sentence = g_error_copy (reason);
  else if (asked == ASSAY_ASK_REFUSED)
    g_set_error (&sentence, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s listens on no port: nobody took a connection on its port %u within %g s"),
                 self->name, self->port, patience);
  else
    g_set_error (&sentence, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s: its first request failed: %s"), self->name, reason->message);
  blame_end (self, &sentence);
  g_propagate_error (error, g_steal_pointer (&sentence));
}

/* A port may have nobody behind it yet, or somebody who goes again: then it is tried again until the time is up. */
static gboolean
await_answer (AssayServer *self, const AssayRequest *request, double patience, GCancellable *cancellable, GError **error)
{
  const AssayRequest root = { .method = (char *) "GET", .path = (char *) "/" };
  gint64 started = assay_child_get_started (self->child);
  gint64 deadline = started + (gint64) (patience * G_USEC_PER_SEC);

  for (;;)
    {
      g_autoptr (GError) reason = NULL;
      AssayAnswer answer;
      double left = (double) (deadline - g_get_monotonic_time ()) / G_USEC_PER_SEC;
      AssayAsked asked = assay_client_ask (self->client, request != NULL ? request : &root, left, &answer, cancellable, &reason);
      gint64 now = g_get_monotonic_time ();

      assay_answer_clear (&answer);
      self->start_up = (double) (now - started) / G_USEC_PER_SEC;
      if (asked == ASSAY_ASKED)
        return TRUE;
      if (asked == ASSAY_ASK_FAILED || now + PAUSE >= deadline || !assay_child_is_alive (self->child) || g_cancellable_is_cancelled (cancellable))
        {
          set_unanswered (self, asked, patience, reason, error);
          return FALSE;
        }
      g_usleep (PAUSE);
    }
}

AssayServer *
assay_server_start (const AssayChildSpec *spec, const AssayRequest *request, double patience, GCancellable *cancellable, GError **error)
{
  g_autoptr (AssayServer) self = g_new0 (AssayServer, 1);
  AssayChildSpec own;

  g_return_val_if_fail (spec != NULL && patience > 0, NULL);

  own = *spec;
  own.keep_stdin = TRUE;
  self->name = g_strdup (spec->name);
  self->child = assay_child_start (&own, error);
  if (self->child == NULL || !await_ready (self, patience, cancellable, error))
    return NULL;
  self->client = assay_client_new (self->port);

  return await_answer (self, request, patience, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

guint16
assay_server_get_port (AssayServer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->port;
}

AssayChild *
assay_server_get_child (AssayServer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->child;
}

const char *
assay_server_get_ready (AssayServer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->ready;
}

double
assay_server_get_start_up (AssayServer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->start_up;
}

gboolean
assay_server_ask (AssayServer *self, const AssayRequest *request, AssayAnswer *answer, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (self != NULL && request != NULL && answer != NULL, FALSE);

  if (assay_client_ask (self->client, request, ANSWER, answer, cancellable, &reason) == ASSAY_ASKED)
    return TRUE;
  if (reason->domain != G_IO_ERROR)
    g_prefix_error (&reason, "%s: %s %s: ", self->name, request->method != NULL ? request->method : "GET", request->path);
  blame_end (self, &reason);
  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

gboolean
assay_server_verify (AssayServer *self, const AssayRequest *request, const AssayExpectation *expect, AssayAnswer *answer,
                     GCancellable *cancellable, GError **error)
{
  if (!assay_server_ask (self, request, answer, cancellable, error))
    return FALSE;
  if (assay_answer_check (answer, expect, error))
    return TRUE;

  g_prefix_error (error, "%s ", self->name);
  return FALSE;
}

gboolean
assay_server_stop (AssayServer *self, AssayChildUsage *usage, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return assay_child_stop (self->child, STOP, usage, error);
}

void
assay_server_free (AssayServer *self)
{
  if (self == NULL)
    return;

  assay_client_free (self->client);
  assay_child_free (self->child);
  g_free (self->ready);
  g_free (self->name);
  g_free (self);
}
