#include "marked.h"

#include <string.h>

char **
marked_environ (char **mark)
{
  g_autofree char *value = g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());

  *mark = g_strconcat ("ASSAY_TEST_MARK=", value, NULL);

  return g_environ_setenv (g_get_environ (), "ASSAY_TEST_MARK", value, TRUE);
}

/* A zombie has no environment any more: it doesn't count. */
static gboolean
carries (const char *pid, const char *mark)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "environ", NULL);
  g_autofree char *text = NULL;
  gsize length;

  return g_file_get_contents (path, &text, &length, NULL) && memmem (text, length, mark, strlen (mark)) != NULL;
}

guint
marked_count (const char *mark)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc", 0, NULL);
  const char *entry;
  guint n = 0;

  while ((entry = g_dir_read_name (folder)) != NULL)
    n += g_ascii_isdigit (*entry) && carries (entry, mark);

  return n;
}

void
marked_assert_none (const char *mark, double seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  while (marked_count (mark) > 0 && g_get_monotonic_time () < end)
    g_usleep (10000);
  g_assert_cmpuint (marked_count (mark), ==, 0);
}

guint
marked_open_files (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

static void
set_up (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  self->environ = marked_environ (&self->mark);
  self->files = marked_open_files ();
}

static void
tear_down (Marked *self, G_GNUC_UNUSED gconstpointer data)
{
  marked_assert_none (self->mark, 0);
  g_assert_cmpuint (marked_open_files (), ==, self->files);
  g_strfreev (self->environ);
  g_free (self->mark);
}

void
marked_add (const char *path, gconstpointer data, void (*test) (Marked *, gconstpointer))
{
  g_test_add (path, Marked, data, set_up, test, tear_down);
}

/* @command: mode and number of the faulty program, "lines 3". */
AssayChild *
marked_start_with (Marked *self, const char *command, AssayChildSpec spec)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "displayless", "faulty", NULL);
  g_autofree char *line = g_strconcat (program, " ", command, NULL);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);
  g_autoptr (GError) error = NULL;
  AssayChild *child;

  spec.name = "Fault";
  spec.argv = (const char * const *) argv;
  spec.environ = (const char * const *) self->environ;
  child = assay_child_start (&spec, &error);
  g_assert_no_error (error);
  g_assert_nonnull (child);

  return child;
}

AssayChild *
marked_start (Marked *self, const char *command)
{
  return marked_start_with (self, command, (AssayChildSpec) { 0 });
}

void
marked_expect_line (AssayChild *child, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = assay_child_read_line (child, MARKED_LONG, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, expected);
}
