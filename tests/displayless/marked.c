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
