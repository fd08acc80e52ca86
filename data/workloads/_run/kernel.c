/* PROGRAM SIZE SECONDS LEAST: the part that all C kernels share. */
#include "kernel.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static long long
now (clockid_t clock)
{
  struct timespec t;

  clock_gettime (clock, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int
measure (int argc, char **argv, void (*prepare) (int size), void (*run) (void), const char *(*check) (void))
{
  if (argc != 4)
    {
      fprintf (stderr, "usage: %s SIZE SECONDS LEAST\n", argv[0]);
      return 2;
    }

  long least = atol (argv[3]);
  prepare (atoi (argv[1]));
  printf ("{\"event\":\"start\",\"runtime\":\"c\",\"version\":\"%s\"}\n", __VERSION__);
  fflush (stdout);

  long long end = now (CLOCK_MONOTONIC) + (long long) (atof (argv[2]) * 1e9);
  for (long i = 0; i < least || now (CLOCK_MONOTONIC) < end; i++)
    {
      long long cpu = now (CLOCK_PROCESS_CPUTIME_ID), start = now (CLOCK_MONOTONIC);
      run ();
      long long ns = now (CLOCK_MONOTONIC) - start, used = now (CLOCK_PROCESS_CPUTIME_ID) - cpu;
      printf ("{\"i\":%ld,\"ns\":%lld,\"cpu\":%lld}\n", i, ns, used);
      fflush (stdout);
    }

  printf ("{\"event\":\"done\",\"checksum\":\"%s\"}\n", check ());
  return 0;
}
