/* What the kernel's files say, read from their text so that tests can bring their own. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of /proc/PID/stat, see proc(5); times in clock ticks. */
typedef struct
{
  char state;                    /* 'Z': ended, not waited for */
  GPid parent, session;
  guint64 own_ticks;             /* user and system */
  guint64 waited_ticks;          /* of children that were waited for */
} AssayProcStat;

/* FALSE if @text is no such line. A program's name may hold spaces, parentheses and newlines: only the last ")" ends it. */
gboolean assay_proc_stat_parse     (const char *text, AssayProcStat *self);
/* The kB after "Name:" at the beginning of a line ("Pss:" of smaps_rollup, "MemTotal:" of meminfo) in bytes; FALSE if there is none. */
gboolean assay_proc_kilobytes      (const char *text, const char *name, guint64 *bytes);
/* The text after "name<tab>: " of the first such line of /proc/cpuinfo; transfer full, or NULL. */
char    *assay_proc_cpuinfo        (const char *text, const char *name);
/* Of the first line of /proc/stat, in clock ticks: what was at work, and what the hypervisor took. */
gboolean assay_proc_machine_parse  (const char *text, guint64 *busy, guint64 *steal);
/* "some ... total=" of /proc/pressure/cpu, us. */
gboolean assay_proc_pressure_parse (const char *text, guint64 *total);
/* VALUE of the line NAME=VALUE of /etc/os-release, quotes removed; transfer full, or NULL. */
char    *assay_proc_release        (const char *text, const char *name);
/* "0,2-3" as a list of CPU numbers below @most, ascending; NULL if it is none. Of guint; transfer full. */
GArray  *assay_cpus_parse          (const char *text, guint most);
/* And back; transfer full. */
char    *assay_cpus_format         (GArray *cpus);

G_END_DECLS
