/* Imports as files: kept, listed, forgotten, and never outside their folder. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "data/sources/imports.h"

static char *folder;

static guint
count (GPtrArray *errors)
{
  g_autoptr (GPtrArray) imports = assay_imports_list (folder, errors);

  return imports->len;
}

static void
test_keep (void)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) imports = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count (errors), ==, 0);
  g_assert_true (assay_imports_add (folder, "import-b", "{}", 2, &error));
  g_assert_true (assay_imports_add (folder, "import-a", "{\"figures\": []}", 15, &error));
  g_assert_true (assay_imports_add (folder, "import-b", "{ }", 3, &error));
  g_assert_no_error (error);
  imports = assay_imports_list (folder, errors);
  g_assert_cmpuint (imports->len, ==, 2);
  g_assert_cmpuint (errors->len, ==, 0);
  g_assert_cmpstr (((AssayImported *) imports->pdata[0])->id, ==, "import-a");
  g_assert_cmpuint (((AssayImported *) imports->pdata[0])->length, ==, 15);
  g_assert_cmpstr (((AssayImported *) imports->pdata[1])->text, ==, "{ }");

  g_assert_true (assay_imports_remove (folder, "import-b", &error));
  g_assert_no_error (error);
  g_assert_false (assay_imports_remove (folder, "import-b", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (count (errors), ==, 1);
}

/* A name from outside becomes no way out. */
static void
test_names (void)
{
  static const char * const names[] = { "", ".", "..", "../import", "a/b", ".hidden", "-a", "a b", "ä" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) added = NULL, removed = NULL;

      g_assert_false (assay_imports_add (folder, names[i], "{}", 2, &added));
      g_assert_error (added, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_false (assay_imports_remove (folder, names[i], &removed));
      g_assert_error (removed, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

/* What can't be read is told, and the rest is there. */
static void
test_unreadable (void)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_build_filename (folder, "import-c.json", NULL);
  g_autofree char *other = g_build_filename (folder, "notes.txt", NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (other, "x", 1, NULL));
  g_assert_cmpuint (count (errors), ==, 1);
  g_assert_cmpuint (errors->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (errors, 0), "import-c.json"));
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_cmpint (g_unlink (other), ==, 0);
}

static void
test_no_folder (void)
{
  g_autofree char *file = g_build_filename (folder, "import-a.json", NULL);
  g_autofree char *below = g_build_filename (file, "imports", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (assay_imports_add (below, "import-a", "{}", 2, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_assert_nonnull (strstr (error->message, below));
}

int
main (int argc, char **argv)
{
  g_autofree char *file = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("assay-imports-XXXXXX", NULL);
  g_test_add_func ("/imports/keep", test_keep);
  g_test_add_func ("/imports/names", test_names);
  g_test_add_func ("/imports/unreadable", test_unreadable);
  g_test_add_func ("/imports/no-folder", test_no_folder);
  status = g_test_run ();
  file = g_build_filename (folder, "import-a.json", NULL);
  g_unlink (file);
  g_rmdir (folder);
  g_free (folder);

  return status;
}
