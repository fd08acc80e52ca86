#include "data/model/language.h"

#include <gio/gio.h>
#include <locale.h>
#include <string.h>

/* In the build tree, from the folder of the running program: what stands there is marked as built. */
static char *
look_beside (void)
{
  static const char * const places[] = { "../po", "../../po" };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (program != NULL ? program : "");

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *place = g_canonicalize_filename (places[i], folder);
      g_autofree char *mark = g_build_filename (place, "built", NULL);

      if (g_file_test (mark, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&place);
    }

  return NULL;
}

static char *
find_locales (void)
{
  const char *given = g_getenv ("ASSAY_LOCALES");
  char *built;

  if (given != NULL)
    return g_strdup (given);
  built = look_beside ();

  return built != NULL ? built : g_strdup (ASSAY_DATADIR "/locale");
}

const char *
assay_language_words (const char *text)
{
  return text != NULL && *text != '\0' ? g_dgettext (GETTEXT_PACKAGE, text) : text;
}

static gboolean
is_format (const char *option)
{
  return g_str_equal (option, "-f") || g_str_equal (option, "--format");
}

gboolean
assay_language_is_for_programs (int argc, char **argv)
{
  static const char * const marks[] = { "--format=json", "-fjson", "--follow", NULL };

  for (int i = 2; i < argc; i++)
    {
      gboolean written = g_str_equal (argv[i - 1], "-o") || g_str_equal (argv[i - 1], "--output");

      if (g_strv_contains (marks, argv[i]) || (is_format (argv[i - 1]) && g_str_equal (argv[i], "json")) ||
          (written && (g_str_equal (argv[i], "-") || g_str_has_suffix (argv[i], ".json") || g_str_has_suffix (argv[i], ".csv"))))
        return TRUE;
    }

  return FALSE;
}

void
assay_language_set (void)
{
  g_autofree char *locales = find_locales ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locales);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* What the catalogue says of itself: the locale names what was wished for, which may be what no catalogue is there for. */
char *
assay_language_tag (void)
{
  static const char mark[] = "Language: ";
  const char *header = g_dgettext (GETTEXT_PACKAGE, ""), *language = strstr (header, mark);
  char *tag;

  language = language != NULL ? language + strlen (mark) : "en";
  tag = g_strndup (language, strspn (language, G_CSET_A_2_Z G_CSET_a_2_z "_"));

  return *tag != '\0' ? g_strdelimit (tag, "_", '-') : (g_free (tag), g_strdup ("en"));
}
