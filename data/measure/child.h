/* A child process with all its descendants, under a supervisor that ends them all whatever happens (supervise/main.c says who kills whom).
 * One child is for one thread at a time; different ones may be used by different threads at once. */
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
  guint cpu_seconds;             /* fuse on CPU time a process, s; 0: none. Nothing that is measured may have one: with a limit on CPU time
                                  * (RLIMIT_CPU) Linux counts it by the scheduler's ticks, and its CPU clocks advance in steps of 4 ms */
  guint files;                   /* RLIMIT_NOFILE; 0: the caller's */
  gboolean keep_stdin;           /* its standard input stays open until assay_child_stop(), which closing tells it to end */
} AssayChildSpec;

/* Of the whole tree, from start to end. */
typedef struct
{
  double wall;                   /* s, until the leader ended */
  double cpu;                    /* s, user and system, of all that were waited for */
  guint64 peak;                  /* largest resident set of one process, bytes */
  int status;                    /* the leader's exit status, or 128 + signal */
} AssayChildUsage;

/* The longest line that is read, bytes. */
#define ASSAY_CHILD_LINE (1024 * 1024)

/* Starts @spec under the supervisor program: own session and process group, subreaper, parent-death signal, limits, affinity. Not yet a
 * statement that it runs: a program that can't be executed ends with status 127 and says why on standard error. NULL with @error when the
 * supervisor itself can't be started. What is left when the leader has ended gets 0.2 s, then SIGKILL. */
AssayChild *assay_child_start     (const AssayChildSpec *spec, GError **error);
/* The next line of its standard output without the newline, valid UTF-8 (transfer full); NULL with @error at the end (%ASSAY_ERROR_WORKLOAD,
 * with the exit status and the last of its standard error), after @timeout seconds (%G_IO_ERROR_TIMED_OUT), when cancelled, or
 * when it floods (%ASSAY_ERROR_WORKLOAD): a line over %ASSAY_CHILD_LINE. Output waits in a pipe (1 MiB where the system allows) for
 * its reader; a writer that fills it is held up, so whoever stops reading says so with assay_child_drop_output(). */
char       *assay_child_read_line (AssayChild *self, double timeout, GCancellable *cancellable, GError **error);
/* From now on the supervisor reads its standard output and drops it. Stopping and waiting do that by themselves. */
void        assay_child_drop_output (AssayChild *self);
/* Whether its standard output may still have lines: after an error that isn't its end, it has. */
gboolean    assay_child_has_output (AssayChild *self);
/* Closes its standard input, if that was kept: it is told to end, and may go on talking. */
void        assay_child_end_input (AssayChild *self);
/* The leader's process id; 0 once it has ended. */
GPid        assay_child_get_pid   (AssayChild *self);
gboolean    assay_child_is_alive  (AssayChild *self);
/* When it was started: monotonic clock, us. */
gint64      assay_child_get_started (AssayChild *self);
/* The end of its standard error, at most 4 KiB of valid UTF-8 without surrounding space; transfer full. */
char       *assay_child_errors    (AssayChild *self);
/* Ends the tree: closes standard input if that was kept, after @patience seconds SIGTERM, after another SIGKILL; waits until nobody is left.
 * @usage may be NULL. %FALSE with @error if it ended by itself with a failure before it was asked to (the usage is filled all the same), or
 * if the kernel can't end it. */
gboolean    assay_child_stop      (AssayChild *self, double patience, AssayChildUsage *usage, GError **error);
/* Waits until it has ended by itself, then as assay_child_stop(). %FALSE too when it failed, timed out or was cancelled: in both of these it
 * still runs and @usage is all zero. */
gboolean    assay_child_wait      (AssayChild *self, double timeout, GCancellable *cancellable, AssayChildUsage *usage, GError **error);
/* Kills what still lives and waits until nobody is left. */
void        assay_child_free      (AssayChild *self);

/* Where a helper program of ours is: $ASSAY_HELPERS, beside the running program, or the installed folder; transfer full. */
char       *assay_helper_path     (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayChild, assay_child_free)

G_END_DECLS
