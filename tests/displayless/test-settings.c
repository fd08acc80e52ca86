/* Settings with their schema, without it, and with a file that holds nonsense. */
#include <glib/gstdio.h>

#include "data/model/settings.h"

static char *schemas;   /* the folder of the build that has them compiled */
static char *keyfile;

static void
changed_cb (AssaySettings *settings G_GNUC_UNUSED, const char *key, gpointer data)
{
  g_string_append_printf (data, "%s;", key);
}

/* What holds without the schema is what holds with it. */
static void
test_defaults_agree (void)
{
  g_autoptr (AssaySettings) with = assay_settings_new (schemas), without = assay_settings_new (NULL);
  g_autoptr (GSettingsSchemaSource) source = g_settings_schema_source_new_from_directory (schemas, NULL, TRUE, NULL);
  g_autoptr (GSettingsSchema) schema = g_settings_schema_source_lookup (source, ASSAY_APP_ID, FALSE);
  g_auto (GStrv) keys = g_settings_schema_list_keys (schema);

  g_assert_true (assay_settings_are_kept (with));
  g_assert_false (assay_settings_are_kept (without));
  g_assert_cmpuint (g_strv_length (keys), ==, g_strv_length ((char **) assay_settings_keys ()));
  for (char **key = keys; *key != NULL; key++)
    {
      g_autoptr (GVariant) stored = assay_settings_get_value (with, *key), own = assay_settings_get_value (without, *key);

      g_assert_nonnull (own);
      g_assert_cmpvariant (stored, own);
    }
}

static void
check_changes (AssaySettings *settings)
{
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autofree char *style = NULL;
  g_auto (GStrv) silent = NULL;

  g_signal_connect (settings, "changed", G_CALLBACK (changed_cb), changes);
  g_assert_true (assay_settings_set_string (settings, "style", "dark"));
  g_assert_true (assay_settings_set_string (settings, "style", "dark"));
  g_assert_true (assay_settings_set_int (settings, "window-width", 900));
  g_assert_true (assay_settings_set_boolean (settings, "welcomed", TRUE));
  g_assert_true (assay_settings_set (settings, "silent-sources", g_variant_new_strv ((const char *[]) { "one", "two" }, 2)));
  g_assert_true (assay_settings_set (settings, "refreshed", g_variant_new_int64 (G_GINT64_CONSTANT (5000000000))));
  g_assert_cmpstr (changes->str, ==, "style;window-width;welcomed;silent-sources;refreshed;");

  style = assay_settings_get_string (settings, "style");
  silent = assay_settings_get_strings (settings, "silent-sources");
  g_assert_cmpstr (style, ==, "dark");
  g_assert_cmpint (assay_settings_get_int (settings, "window-width"), ==, 900);
  g_assert_true (assay_settings_get_boolean (settings, "welcomed"));
  g_assert_cmpstr (silent[1], ==, "two");
  g_assert_cmpint (assay_settings_get_int64 (settings, "refreshed"), ==, 5000000000);
  g_signal_handlers_disconnect_by_data (settings, changes);
}

static void
test_changes_without_schema (void)
{
  AssaySettings *settings = assay_settings_new (NULL);

  check_changes (settings);
  g_assert_finalize_object (settings);
}

/* And another one that is made later reads the same. */
static void
test_changes_are_kept (void)
{
  g_autoptr (AssaySettings) settings = assay_settings_new (schemas);
  g_autoptr (AssaySettings) later = NULL;
  g_autofree char *style = NULL;

  check_changes (settings);
  later = assay_settings_new (schemas);
  style = assay_settings_get_string (later, "style");
  g_assert_cmpstr (style, ==, "dark");
  g_assert_cmpint (assay_settings_get_int (later, "window-width"), ==, 900);
}

static void
test_out_of_range (void)
{
  g_autoptr (AssaySettings) settings = assay_settings_new (schemas);

  g_assert_false (assay_settings_set_string (settings, "style", "mauve"));
  g_assert_false (assay_settings_set_int (settings, "window-width", -5));
  g_assert_cmpint (assay_settings_get_int (settings, "window-width"), ==, 900);
}

/* Somebody else wrote what is no choice, out of range, of another type or no value at all. */
static void
test_stored_nonsense (void)
{
  static const char text[] = "[io/github/assay/Assay]\nstyle='mauve'\nwindow-width=12\nwelcomed='perhaps'\nbudget=))\nnumbers='space'\n";
  g_autoptr (AssaySettings) settings = NULL;
  g_autofree char *style = NULL, *budget = NULL, *numbers = NULL;

  g_assert_true (g_file_set_contents (keyfile, text, -1, NULL));
  settings = assay_settings_new (schemas);
  /* The backend reads it again when its monitor tells it to. */
  for (guint i = 0; i < 1000; i++)
    {
      g_clear_pointer (&numbers, g_free);
      numbers = assay_settings_get_string (settings, "numbers");
      if (g_str_equal (numbers, "space"))
        break;
      g_main_context_iteration (NULL, FALSE);
      g_usleep (5000);
    }
  style = assay_settings_get_string (settings, "style");
  budget = assay_settings_get_string (settings, "budget");
  g_assert_cmpstr (numbers, ==, "space");
  g_assert_cmpstr (style, ==, "system");
  g_assert_cmpstr (budget, ==, "quick");
  g_assert_cmpint (assay_settings_get_int (settings, "window-width"), ==, 1280);
  g_assert_false (assay_settings_get_boolean (settings, "welcomed"));
}

static void
test_folder_without_schemas (void)
{
  g_autoptr (AssaySettings) settings = assay_settings_new (g_get_tmp_dir ());

  g_assert_false (assay_settings_are_kept (settings));
  g_assert_cmpint (assay_settings_get_int (settings, "window-height"), ==, 800);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("assay-settings-XXXXXX", NULL);
  g_autofree char *parent = g_build_filename (folder, "glib-2.0", "settings", NULL);
  int status;

  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  schemas = g_test_build_filename (G_TEST_BUILT, "..", "data", NULL);
  keyfile = g_build_filename (parent, "keyfile", NULL);
  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);

  g_test_add_func ("/settings/defaults-agree", test_defaults_agree);
  g_test_add_func ("/settings/changes-without-schema", test_changes_without_schema);
  g_test_add_func ("/settings/changes-are-kept", test_changes_are_kept);
  g_test_add_func ("/settings/out-of-range", test_out_of_range);
  g_test_add_func ("/settings/stored-nonsense", test_stored_nonsense);
  g_test_add_func ("/settings/folder-without-schemas", test_folder_without_schemas);
  status = g_test_run ();

  g_unlink (keyfile);
  g_rmdir (parent);
  g_free (schemas);
  g_free (keyfile);

  return status;
}
