/* One command of Assay's on a computer elsewhere, over OpenSSH's ssh: by its keys or the agent's, never a password, to a host whose key is known. Every
 * function here blocks: call it in a task thread. */
#pragma once

#include "data/measure/remote.h"

G_BEGIN_DECLS

/* What the other side may take and say; the reader of its lines may change it on the way. */
typedef struct
{
  double seconds;     /* from now to its end, s */
  double silence;     /* without a line, s */
  gsize bytes;        /* of all lines */
} AssayRemoteLimits;

/* One line of its standard output; FALSE with @error ends the conversation. */
typedef gboolean (*AssayRemoteLine) (const char *line, gpointer data, GError **error);

/* Runs @words (NULL-terminated, quoted here for a POSIX shell) behind the machine's command and hands on its lines. When it is cancelled the other side
 * sees its standard input end, and what it still says within a few seconds is handed on; then, and after every other end, nothing is left of it on this
 * side, and on the other nothing that heeds the end of its input. FALSE with %G_IO_ERROR_CANCELLED, %G_IO_ERROR_TIMED_OUT, the reader's error, or
 * %ASSAY_ERROR_NETWORK that says in which way it failed and what to do. */
gboolean assay_remote_ask     (const AssayRemote *self, const char * const *words, AssayRemoteLimits *limits, AssayRemoteLine each, gpointer data,
                               GCancellable *cancellable, GError **error);
/* The arguments with which ssh connects to it, for @remote_command; transfer full. */
char   **assay_remote_ssh_argv (const AssayRemote *self, const char *remote_command);

G_END_DECLS
