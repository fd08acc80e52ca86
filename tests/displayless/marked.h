/* Processes that a test can recognise: each carries a variable of its own in its environment. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A new environment for a child: the test's own with a mark that only it and what it starts carry; transfer full. */
char **marked_environ    (char **mark);
/* How many living processes carry @mark. */
guint  marked_count      (const char *mark);
/* Waits at most @seconds until nobody does. */
void   marked_assert_none (const char *mark, double seconds);
/* Open files of this process. */
guint  marked_open_files (void);

G_END_DECLS
