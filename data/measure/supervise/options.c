#include "data/measure/supervise/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option names[] = {
  { "cpus", required_argument, NULL, 'p' },
  { "cpu-seconds", required_argument, NULL, 's' },
  { "files", required_argument, NULL, 'f' },
  { 0 },
};

static bool
read_number (const char **text, unsigned long most, unsigned long *value)
{
  char *end;

  if (**text < '0' || **text > '9')
    return false;
  errno = 0;
  *value = strtoul (*text, &end, 10);
  *text = end;

  return errno == 0 && *value <= most;
}

/* "0,2-3", as the kernel and taskset write it. */
static bool
read_cpus (const char *text, cpu_set_t *cpus)
{
  CPU_ZERO (cpus);
  for (;; text++)
    {
      unsigned long first, last;

      if (!read_number (&text, CPU_SETSIZE - 1, &first))
        return false;
      last = first;
      if (*text == '-' && (text++, !read_number (&text, CPU_SETSIZE - 1, &last)))
        return false;
      for (unsigned long cpu = first; cpu <= last; cpu++)
        CPU_SET (cpu, cpus);
      if (*text != ',')
        return *text == '\0' && last >= first;
    }
}

static bool
read_limit (const char *text, rlim_t *limit)
{
  unsigned long value;

  if (!read_number (&text, 1UL << 30, &value) || *text != '\0')
    return false;
  *limit = value;

  return true;
}

static bool
read_option (int name, Options *self)
{
  switch (name)
    {
    case 'p':
      self->placed = read_cpus (optarg, &self->cpus);
      return self->placed;
    case 's':
      return read_limit (optarg, &self->cpu_seconds);
    case 'f':
      return read_limit (optarg, &self->files);
    default:
      return false;
    }
}

bool
options_read (int argc, char **argv, Options *self)
{
  bool good = true;
  int name;

  memset (self, 0, sizeof *self);
  while (good && (name = getopt_long (argc, argv, "+", names, NULL)) != -1)
    good = read_option (name, self);
  self->command = argv + optind;
  if (good && *self->command != NULL)
    return true;

  fprintf (stderr, "usage: %s [--cpus LIST] [--cpu-seconds N] [--files N] -- PROGRAM [ARGUMENT...]\n"
                   "Runs the program for Assay, which talks to it over file descriptor 3.\n", argv[0]);
  return false;
}
