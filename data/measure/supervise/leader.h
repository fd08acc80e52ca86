/* The program that is supervised, from fork to exec. */
#pragma once

#include <sys/types.h>

#include "data/measure/supervise/options.h"

/* Starts it with its standard error into @errors, in a session of its own, with the signals as a shell would leave them. What goes wrong on
 * the way to the program is written there and ends it with status 127. Returns its process id, -1 with errno if there is none. */
pid_t leader_start (const Options *options, int errors);
