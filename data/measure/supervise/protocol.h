/* What the program and assay-supervise say to each other: packets over one SOCK_SEQPACKET pair. Both are built together. */
#pragma once

#include <stdint.h>

/* The supervisor's open files: 0 and 1 become the leader's standard input and output, 2 stays its own. */
#define SUPERVISE_CONTROL 3  /* its end of the pair; when the other end closes, everybody is killed */
#define SUPERVISE_OUTPUT 4   /* read end of the leader's standard output, for SUPERVISE_DROP */

/* The last of the leader's standard error that is kept, bytes. */
#define SUPERVISE_TAIL 4096

/* Names in each process's environment the tree that it belongs to, so that what outlives a killed supervisor can be found. */
#define SUPERVISE_MARK "ASSAY_TREE"

/* Requests, one byte each. */
#define SUPERVISE_DROP 'd'   /* from now on read standard output and drop it */
#define SUPERVISE_ERRORS 'e' /* report SUPERVISE_TOLD */
#define SUPERVISE_TERM 't'   /* SIGTERM to everybody */
#define SUPERVISE_KILL 'k'   /* SIGKILL to everybody until nobody is left */

typedef enum
{
  SUPERVISE_STARTED = 1,     /* pid, time */
  SUPERVISE_TOLD,            /* errors so far */
  SUPERVISE_ENDED,           /* the leader has: status, time, errors */
  SUPERVISE_GONE,            /* nobody is left: status, cpu, peak, errors; the supervisor exits */
} SuperviseKind;

typedef struct
{
  int32_t kind;
  int32_t pid;               /* the leader */
  int32_t status;            /* as waitpid() gives it */
  uint32_t length;           /* of errors */
  int64_t time;              /* ns, CLOCK_MONOTONIC */
  int64_t cpu;               /* ns, user and system, of all that were waited for */
  int64_t peak;              /* bytes, largest resident set of one process */
  char errors[SUPERVISE_TAIL];
} SuperviseReport;
