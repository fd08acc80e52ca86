/* Processes that a test can recognise: each carries a variable of its own in its environment. */
#pragma once

#include "data/measure/child.h"

G_BEGIN_DECLS

/* Longer than anything in these tests takes on a busy machine, s. */
#define MARKED_LONG 20.0

/* What each test starts its children with, and what was open before. */
typedef struct
{
  char *mark;
  char **environ;
  guint files;
} Marked;

/* Adds a test after which nobody must be left and nothing open. */
void   marked_add         (const char *path, gconstpointer data, void (*test) (Marked *, gconstpointer));
/* A new environment for a child: the test's own with a mark that only it and what it starts carry; transfer full. */
char **marked_environ     (char **mark);
/* How many living processes carry @mark. */
guint  marked_count       (const char *mark);
/* Waits at most @seconds until nobody does. */
void   marked_assert_none (const char *mark, double seconds);
/* Open files of this process. */
guint  marked_open_files  (void);

/* Starts the faulty program, which must succeed; @command: its mode and number, "lines 3". The spec's name, argv and environ are filled. */
AssayChild *marked_start_with (Marked *self, const char *command, AssayChildSpec spec);
AssayChild *marked_start      (Marked *self, const char *command);
void        marked_expect_line (AssayChild *child, const char *expected);

G_END_DECLS
