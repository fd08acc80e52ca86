/* All descendants of this process, by the kernel's own lists of children. */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

/* Sends @number to every descendant. As a subreaper we inherit whoever loses its parent, so that also those are reached that made a session of
 * their own or forked twice. Returns how many there were, zombies included. */
size_t tree_signal (int number);

/* One round of ending everybody: first all are stopped until no new one shows up, so that nobody can fork faster than it is killed. */
void   tree_kill   (void);
