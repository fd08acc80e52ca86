#include "workload-fixture.h"

#include <glib/gstdio.h>

static char *user;

void
workload_fixture_remove (const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

      for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
        {
          g_autofree char *below = g_build_filename (path, name, NULL);

          workload_fixture_remove (below);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
workload_fixture_begin (void)
{
  g_autofree char *data = NULL;
  g_autofree char *cache = NULL;

  user = g_dir_make_tmp ("assay-user-XXXXXX", NULL);
  data = g_build_filename (user, "data", NULL);
  cache = g_build_filename (user, "cache", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
}

void
workload_fixture_end (void)
{
  workload_fixture_remove (user);
  g_clear_pointer (&user, g_free);
}

void
workload_fixture_set_up (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = NULL;

  self->root = g_dir_make_tmp ("assay-XXXXXX", NULL);
  self->workloads = g_build_filename (self->root, "workloads", NULL);
  self->bin = g_build_filename (self->root, "bin", NULL);
  g_assert_cmpint (g_mkdir (self->workloads, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (self->bin, 0700), ==, 0);
  path = g_strconcat (self->bin, ":/usr/bin:/bin", NULL);
  g_setenv ("PATH", path, TRUE);
}

void
workload_fixture_tear_down (WorkloadFixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "assay", NULL);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "assay", NULL);

  if (g_file_test (own, G_FILE_TEST_EXISTS))
    workload_fixture_remove (own);
  if (g_file_test (cache, G_FILE_TEST_EXISTS))
    workload_fixture_remove (cache);
  workload_fixture_remove (self->root);
  g_free (self->root);
  g_free (self->workloads);
  g_free (self->bin);
}

static void
write_below (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

void
workload_fixture_write (WorkloadFixture *self, const char *name, const char *text)
{
  write_below (self->workloads, name, text);
}

char *
workload_fixture_program (WorkloadFixture *self, const char *name, const char *script)
{
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);
  char *path = g_build_filename (self->bin, name, NULL);

  write_below (self->bin, name, text);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);

  return path;
}

AssayWorkloads *
workload_fixture_load (WorkloadFixture *self)
{
  const char * const folders[] = { self->workloads, NULL };
  AssayWorkloads *workloads = assay_workloads_load (folders);
  GPtrArray *errors = assay_workloads_get_errors (workloads);

  for (guint i = 0; i < errors->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (errors, i));
  g_assert_cmpuint (errors->len, ==, 0);

  return workloads;
}
