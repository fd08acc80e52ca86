/* What a process tree has used so far, from the kernel's own counters, and what the whole machine went through meanwhile. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* CPU seconds of @pid and all its descendants, those that ended and were waited for included. The living are read from their CPU clocks
 * (nanoseconds), the ended from their parents' counts, which the kernel keeps in clock ticks (10 ms). NAN if @pid is gone.
 * Whoever left the tree, because its parent ended before it, is counted only when the child is stopped (AssayChildUsage). */
double   assay_account_cpu    (GPid pid);
/* Proportional set size of @pid and all its descendants, bytes: what several share is counted once. 0 if @pid is gone. */
guint64  assay_account_pss    (GPid pid);
/* @pid and all its descendants, of GPid, parents before children; empty if @pid is gone; transfer full. */
GArray  *assay_account_tree   (GPid pid);

/* The whole machine's counters at one moment. */
typedef struct
{
  gint64 time;         /* monotonic, us */
  gint64 real;         /* wall clock, us: a step shows as a difference of the two */
  double busy, steal;  /* CPU seconds since boot, of all cores: at work; taken by the hypervisor. NAN if unreadable */
  double pressure;     /* seconds in which some task waited for a CPU (/proc/pressure/cpu); NAN if unreadable */
  double energy;       /* J, all packages (RAPL); NAN if unreadable */
} AssayMoment;

void     assay_moment_take    (AssayMoment *self);

/* What happened between two moments. */
typedef struct
{
  double seconds;
  double foreign;      /* CPU of others as a share of all cores: (busy - own) / (seconds x cores), 0 .. 1; NAN */
  double steal;        /* share of all cores; NAN */
  double pressure;     /* share of the time; NAN */
  double energy;       /* J; NAN, also when the counter started anew */
  double step;         /* s by which the wall clock was stepped */
} AssayDisturbance;

/* @own: CPU seconds that our own processes used between the two. */
void     assay_disturbance_between (const AssayMoment *from, const AssayMoment *to, double own, AssayDisturbance *self);

/* Waits until others use less than @share of the cores over 0.3 s, at most @seconds; FALSE if it never got quiet or was cancelled.
 * @cancellable: a GCancellable or NULL. Others are all but this process. */
gboolean assay_wait_for_quiet (double share, double seconds, gpointer cancellable);

G_END_DECLS
