/* What the files of a child share: starting it, its state as the supervisor reports it, reading its lines. */
#pragma once

#include "data/measure/child.h"
#include "data/measure/supervise/protocol.h"

G_BEGIN_DECLS

struct _AssayChild
{
  char *name;
  char *mark;               /* "ASSAY_TREE=...", in the environment of each of its processes */
  GPid supervisor;          /* 0 once waited for */
  int control;              /* our end of the pair; -1 once closed */
  int input, output;        /* of its standard input and output; -1 if there is none (any more) */
  GString *text;            /* of its output, as read */
  gsize taken;              /* of it, given away as lines: moving the rest for each line would cost more than reading it */
  gsize scanned;            /* of it, without a newline behind what is taken */
  SuperviseReport report;   /* the last one */
  gint64 started;           /* ns, monotonic */
  gboolean begun, told, ended, gone;     /* reported so far */
  gboolean dropped, asked;               /* asked: it was told to end */
};

/* Opens the pipes and starts the supervisor; FALSE with @error. */
gboolean assay_child_spawn   (AssayChild *self, const AssayChildSpec *spec, GError **error);
/* Takes the supervisor's reports that are there; never blocks. */
void     assay_child_listen  (AssayChild *self);
/* Waits until @deadline (monotonic, us) for *@flag, one of the child's own; FALSE if it wasn't set by then or @cancellable was. */
gboolean assay_child_await   (AssayChild *self, const gboolean *flag, gint64 deadline, GCancellable *cancellable);
void     assay_child_request (AssayChild *self, char request);
/* Kills whoever carries the mark or belongs to the leader's session, when the supervisor can't any more. */
void     assay_child_sweep   (AssayChild *self);
/* "Express ended with status 1: the last of its standard error" as %ASSAY_ERROR_WORKLOAD. */
void     assay_child_set_end (AssayChild *self, GError **error);
/* The moment @seconds from now; monotonic, us. Never overflows. */
gint64   assay_child_deadline (double seconds);

G_END_DECLS
