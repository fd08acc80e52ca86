/* How assay-supervise is called. */
#pragma once

#include <sched.h>
#include <stdbool.h>
#include <sys/resource.h>

typedef struct
{
  bool placed;          /* --cpus 0,2-3 */
  cpu_set_t cpus;
  rlim_t cpu_seconds;   /* --cpu-seconds N; 0: no fuse */
  rlim_t files;         /* --files N; 0: the caller's */
  char **command;       /* after --, NULL-terminated */
} Options;

/* False, with the reason on standard error, if the arguments make no sense. */
bool options_read (int argc, char **argv, Options *self);
