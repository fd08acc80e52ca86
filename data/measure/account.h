/* What a process tree has used so far, from the kernel's own counters. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* CPU seconds of @pid and all its descendants, those that ended and were waited for included (nanosecond clocks for the living). NAN if @pid is gone. */
double   assay_account_cpu    (GPid pid);
/* Proportional set size of @pid and all its descendants, bytes; 0 if @pid is gone. */
guint64  assay_account_pss    (GPid pid);
/* @pid and all its descendants, of GPid; transfer full. */
GArray  *assay_account_tree   (GPid pid);

/* The whole machine's counters at one moment. */
typedef struct
{
  gint64 time;         /* monotonic, us */
  gint64 real;         /* wall clock, us: a step shows as a difference of the two */
  double busy, steal;  /* CPU seconds since boot, of all cores */
  double pressure;     /* seconds in which some task waited for a CPU (/proc/pressure/cpu); NAN if unreadable */
  double energy;       /* J, package (RAPL); NAN if unreadable */
} AssayMoment;

void     assay_moment_take    (AssayMoment *self);

/* What happened between two moments. */
typedef struct
{
  double seconds;
  double foreign;      /* CPU of others as a share of all cores: (busy - own) / (seconds x cores) */
  double steal;        /* share of all cores */
  double pressure;     /* share of the time; NAN */
  double energy;       /* J; NAN */
  double step;         /* s by which the wall clock was stepped */
} AssayDisturbance;

/* @own: CPU seconds that our own processes used between the two. */
void     assay_disturbance_between (const AssayMoment *from, const AssayMoment *to, double own, AssayDisturbance *self);

/* Waits until others use less than @share of the cores over 0.3 s, at most @seconds; FALSE if it never got quiet or was cancelled. */
gboolean assay_wait_for_quiet (double share, double seconds, gpointer cancellable);

G_END_DECLS
