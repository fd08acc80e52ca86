/* A child process with all its descendants, under a supervisor that ends them all whatever happens. */
#pragma once

#include <gio/gio.h>

#include "data/measure/types.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;              /* what messages call it: "Express" */
  const char * const *argv;      /* NULL-terminated */
  const char * const *environ;   /* NULL-terminated "NAME=value"; NULL: the caller's */
  const char *folder;            /* working directory; NULL: the caller's */
  const char *cpus;              /* CPUs it may use, "0,2-3"; NULL: all */
  guint cpu_seconds;             /* fuse on CPU time a process, s; 0: none */
  guint files;                   /* RLIMIT_NOFILE; 0: the caller's */
  gboolean keep_stdin;           /* its standard input stays open until assay_child_stop(), which closing tells it to end */
} AssayChildSpec;

/* Of the whole tree, from start to end. */
typedef struct
{
  double wall;                   /* s */
  double cpu;                    /* s, user and system, of all that were waited for */
  guint64 peak;                  /* largest resident set of one process, bytes */
  int status;                    /* exit status, or 128 + signal */
} AssayChildUsage;

/* Starts @spec under the supervisor program: own session and process group, subreaper, parent-death signal, limits, affinity. Not yet a
 * statement that it runs: a program that can't be executed ends with status 127 and a message. NULL with @error when the
 * supervisor itself can't be started. */
AssayChild *assay_child_start     (const AssayChildSpec *spec, GError **error);
/* The next line of its standard output without the newline (transfer full); NULL with @error at the end (%ASSAY_ERROR_WORKLOAD, with the
 * exit status and the last of its standard error), after @timeout seconds (%G_IO_ERROR_TIMED_OUT), when cancelled, or when it floods: a line
 * over 1 MiB. Output nobody asks for is read and dropped beyond 1 MiB. */
char       *assay_child_read_line (AssayChild *self, double timeout, GCancellable *cancellable, GError **error);
/* The leader's process id; 0 once it has ended. */
GPid        assay_child_get_pid   (AssayChild *self);
gboolean    assay_child_is_alive  (AssayChild *self);
/* The end of its standard error, at most 4 KiB of valid UTF-8; transfer full. */
char       *assay_child_errors    (AssayChild *self);
/* Ends the tree: closes standard input, after @patience seconds SIGTERM, after another SIGKILL; waits until nobody is left. @usage may be NULL.
 * %FALSE with @error if it ended by itself with a failure before it was asked to (the usage is filled all the same). */
gboolean    assay_child_stop      (AssayChild *self, double patience, AssayChildUsage *usage, GError **error);
/* Waits until it has ended by itself, then as assay_child_stop(). */
gboolean    assay_child_wait      (AssayChild *self, double timeout, GCancellable *cancellable, AssayChildUsage *usage, GError **error);
/* Kills what still lives. */
void        assay_child_free      (AssayChild *self);

/* Where a helper program of ours is: $ASSAY_HELPERS, beside the running program, or the installed folder; transfer full. */
char       *assay_helper_path     (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayChild, assay_child_free)

G_END_DECLS
