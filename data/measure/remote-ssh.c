#include "data/measure/remote-ssh.h"

#include <string.h>

#include "data/measure/child.h"
#include "data/measure/remote-key.h"
#include "data/model/error.h"
#include "data/model/language.h"

/* How long the other side may go on talking after it was told to end, s: it keeps what is finished. */
#define LAST_WORDS 20
#define SSH_FAILED 255
#define NOT_FOUND 127
#define NOT_EXECUTABLE 126
#define MISUSED 2

/* Over the user's own settings for the host, of which names, jumps and keys stay. */
static const char * const settings[] = {
  "BatchMode=yes", "PasswordAuthentication=no", "KbdInteractiveAuthentication=no", "StrictHostKeyChecking=yes", "UpdateHostKeys=no",
  "ConnectTimeout=10", "ConnectionAttempts=1", "ServerAliveInterval=5", "ServerAliveCountMax=3", "LogLevel=ERROR",
  "RequestTTY=no", "RemoteCommand=none", "EscapeChar=none", "PermitLocalCommand=no", "ForwardAgent=no", "ForwardX11=no", "Tunnel=no",
  "ClearAllForwardings=yes", "ControlMaster=no", "ControlPath=none", "ForkAfterAuthentication=no", "StdinNull=no",
};

/* As ssh reads a file's name in a setting: it takes quotes, escapes and "%" for more than they are. */
static char *
quote_setting (const char *path)
{
  GString *text = g_string_new ("\"");

  for (const char *c = path; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *c);
      if (*c == '%')
        g_string_append_c (text, '%');
    }
  g_string_append_c (text, '"');

  return g_string_free (text, FALSE);
}

char **
assay_remote_ssh_argv (const AssayRemote *self, const char *remote_command)
{
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_autofree char *known = assay_remote_known_hosts (), *quoted = quote_setting (known);
  g_autofree char *files = g_strdup_printf ("UserKnownHostsFile=%s ~/.ssh/known_hosts ~/.ssh/known_hosts2", quoted);
  g_autofree char *port = g_strdup_printf ("Port=%u", self->port);

  g_strv_builder_add (argv, "ssh");
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    g_strv_builder_add_many (argv, "-o", settings[i], NULL);
  g_strv_builder_add_many (argv, "-o", files, NULL);
  if (self->port > 0)
    g_strv_builder_add_many (argv, "-o", port, NULL);
  if (self->identity != NULL)
    {
      g_autofree char *path = quote_setting (self->identity), *identity = g_strconcat ("IdentityFile=", path, NULL);

      g_strv_builder_add_many (argv, "-o", identity, "-o", "IdentitiesOnly=yes", NULL);
    }
  g_strv_builder_add_many (argv, "--", self->destination, remote_command, NULL);

  return g_strv_builder_end (argv);
}

static char *
quote_words (const AssayRemote *self, const char * const *words)
{
  GString *text = g_string_new (NULL);

  for (guint part = 0; part < 2; part++)
    for (char **word = part == 0 ? self->command : (char **) words; *word != NULL; word++)
      {
        g_autofree char *quoted = g_shell_quote (*word);

        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", quoted);
      }

  return g_string_free (text, FALSE);
}

static AssayChild *
start (const AssayRemote *self, const char * const *words, GError **error)
{
  g_autofree char *command = quote_words (self, words);
  g_auto (GStrv) argv = assay_remote_ssh_argv (self, command);
  g_auto (GStrv) variables = g_environ_unsetenv (g_environ_unsetenv (g_get_environ (), "SSH_ASKPASS"), "DISPLAY");
  const AssayChildSpec spec = { .name = "ssh", .argv = (const char * const *) argv, .environ = (const char * const *) variables, .keep_stdin = TRUE };

  return assay_child_start (&spec, error);
}

/* The last thing that was said, as one line. */
static char *
last_line (const char *text)
{
  const char *end = strrchr (text, '\n');

  return g_strstrip (g_strdup (end != NULL ? end + 1 : text));
}

/* What ssh itself complains of. */
static void
explain_connection (const AssayRemote *self, const char *errors, GCancellable *cancellable, GError **error)
{
  g_autofree char *last = last_line (errors);

  if (strstr (errors, "HOST IDENTIFICATION HAS CHANGED") != NULL)
    assay_remote_explain_changed_key (self, cancellable, error);
  else if (strstr (errors, "Host key verification failed") != NULL)
    assay_remote_explain_unknown_key (self, cancellable, error);
  else if (strstr (errors, "Permission denied") != NULL || strstr (errors, "Too many authentication failures") != NULL)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK,
                 _("%s: %s takes none of your keys (%s). Bring one there with ssh-copy-id, load it with ssh-add, or name it for the machine; passwords "
                 "are never asked for"), self->name, self->destination, last);
  else if (*errors == '\0')
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK, _("%s: the connection to %s broke off"), self->name, self->destination);
  else
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK, "%s: %s", self->name, last);
}

static void
explain_end (const AssayRemote *self, int status, const char *errors, GCancellable *cancellable, GError **error)
{
  g_autofree char *command = g_strjoinv (" ", self->command), *last = last_line (errors);

  if (status == SSH_FAILED)
    explain_connection (self, errors, cancellable, error);
  else if (status == NOT_FOUND && strstr (errors, "“ssh”") != NULL && g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK,
                 _("there is no ssh in the Flatpak, and it doesn't see this computer's: measure other machines with an Assay that is installed without it"));
  else if (status == NOT_FOUND && strstr (errors, "“ssh”") != NULL)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK, _("there is no ssh here: install the package openssh-client (%s)"), last);
  else if (status == NOT_FOUND || status == NOT_EXECUTABLE)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK,
                 _("%s: there is no “%s” there that a shell finds (%s). Install Assay %s there, or name its command for the machine"), self->name, command, last,
                 ASSAY_VERSION);
  else if (status == MISUSED)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK,
                 _("%s: the Assay there doesn't understand this one, which is %s (%s). Install the same version there"), self->name, ASSAY_VERSION, last);
  else
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK, "%s: %s", self->name, *last != '\0' ? last : _("it failed without a word"));
}

/* A conversation under way. */
typedef struct
{
  const AssayRemote *remote;
  AssayChild *child;
  AssayRemoteLimits *limits;
  gint64 begun;            /* monotonic, us */
  gint64 told;             /* to end; 0: not yet */
  gsize bytes;
} Talk;

/* Seconds that the next line may take. */
static double
patience (const Talk *talk)
{
  gint64 now = g_get_monotonic_time ();

  if (talk->told > 0)
    return LAST_WORDS - (now - talk->told) / 1e6;

  return MIN (talk->limits->silence, talk->limits->seconds - (now - talk->begun) / 1e6);
}

static gboolean
fail_late (const Talk *talk, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _("%s: it doesn't go on, and was ended"), talk->remote->name);

  return FALSE;
}

/* Whether the end of its output is a good one. */
static gboolean
end (Talk *talk, GCancellable *cancellable, GError **error)
{
  AssayChildUsage usage = { 0 };
  g_autoptr (GError) problem = NULL;
  g_autofree char *errors = NULL;

  if (!assay_child_wait (talk->child, MAX (patience (talk), 1), NULL, &usage, &problem) && usage.status == 0)
    return fail_late (talk, error);
  if (usage.status == 0)
    return TRUE;
  errors = assay_child_errors (talk->child);
  explain_end (talk->remote, usage.status, errors, cancellable, error);

  return FALSE;
}

/* TRUE with a NULL @line at the end of its output. */
static gboolean
next_line (Talk *talk, GCancellable *cancellable, char **line, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *line = NULL;
  if (talk->told == 0 && g_cancellable_is_cancelled (cancellable))
    {
      talk->told = g_get_monotonic_time ();
      assay_child_end_input (talk->child);
    }
  if (patience (talk) <= 0)
    return fail_late (talk, error);
  *line = assay_child_read_line (talk->child, patience (talk), talk->told > 0 ? NULL : cancellable, &problem);
  if (*line != NULL || !assay_child_has_output (talk->child))
    return TRUE;
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return next_line (talk, cancellable, line, error);
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return fail_late (talk, error);
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static gboolean
converse (Talk *talk, AssayRemoteLine each, gpointer data, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      g_autofree char *line = NULL;

      if (!next_line (talk, cancellable, &line, error))
        return FALSE;
      if (line == NULL)
        return end (talk, talk->told > 0 ? NULL : cancellable, error);
      talk->bytes += strlen (line) + 1;
      if (talk->bytes > talk->limits->bytes)
        {
          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK, _("%s: it says more than %u MiB, and was ended"), talk->remote->name,
                       (guint) (talk->limits->bytes / (1024 * 1024)));
          return FALSE;
        }
      if (!each (line, data, error))
        return FALSE;
    }
}

gboolean
assay_remote_ask (const AssayRemote *self, const char * const *words, AssayRemoteLimits *limits, AssayRemoteLine each, gpointer data,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (AssayChild) child = NULL;
  Talk talk = { .remote = self, .limits = limits, .begun = g_get_monotonic_time () };
  gboolean good;

  if (!assay_remote_check (self, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  child = start (self, words, error);
  if (child == NULL)
    return FALSE;
  talk.child = child;
  good = converse (&talk, each, data, cancellable, error);
  if (!good && assay_child_is_alive (child))
    assay_child_stop (child, 1, NULL, NULL);
  if (!g_cancellable_is_cancelled (cancellable))
    return good;
  if (error != NULL)
    g_clear_error (error);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
