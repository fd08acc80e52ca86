/* Package URLs, version numbers, and what placeholders stand for. */
#include "data/measure/toolbox-private.h"

#include <string.h>

#include "data/measure/environment.h"

#define PREFIX "pkg:"

char *
assay_package_type (const char *purl)
{
  const char *type = g_str_has_prefix (purl, PREFIX) ? purl + strlen (PREFIX) : purl;

  return g_strndup (type, strcspn (type, "/"));
}

char *
assay_package_name (const char *purl)
{
  const char *name = strchr (purl, '/');
  g_autofree char *bare = g_strndup (name != NULL ? name + 1 : purl, name != NULL ? strcspn (name + 1, "@?#") : strlen (purl));
  g_autofree char *unescaped = g_uri_unescape_string (bare, NULL);

  if (unescaped == NULL || !g_utf8_validate (unescaped, -1, NULL))
    return g_steal_pointer (&bare);

  return g_steal_pointer (&unescaped);
}

static guint64
next_number (const char **text)
{
  char *end;
  guint64 number;

  while (**text != '\0' && !g_ascii_isdigit (**text))
    (*text)++;
  number = g_ascii_strtoull (*text, &end, 10);
  *text = end;

  return number;
}

int
assay_version_compare (const char *a, const char *b)
{
  while (*a != '\0' || *b != '\0')
    {
      guint64 x = next_number (&a), y = next_number (&b);

      if (x != y)
        return x < y ? -1 : 1;
    }

  return 0;
}

#define RUN "{run}/"

static gboolean
has_files (const char *folder, char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], RUN))
      {
        g_autofree char *path = g_build_filename (folder, "_run", words[i] + strlen (RUN), NULL);

        if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
          return FALSE;
      }

  return TRUE;
}

GHashTable *
assay_toolbox_values (AssayWorkloads *workloads, char **words)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  char **folders = assay_workloads_get_folders (workloads);

  g_hash_table_insert (values, g_strdup ("home"), g_strdup (g_get_home_dir ()));
  for (guint i = 0; folders[i] != NULL; i++)
    if (i == 0 || has_files (folders[i], words))
      g_hash_table_insert (values, g_strdup ("run"), g_build_filename (folders[i], "_run", NULL));

  return values;
}

char *
assay_toolbox_folder (void)
{
  g_autofree char *folder = assay_environment_folder ();

  return g_strdup (g_file_test (folder, G_FILE_TEST_IS_DIR) ? folder : "/");
}
