/* How folders of workloads are read: bounded, and never through a link, which could lead anywhere. */
#include "data/measure/workload-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/model/error.h"
#include "data/model/json.h"
#include "data/model/language.h"

gboolean
assay_workload_is_entry (const char *name)
{
  return *name != '.' && strcmp (name, "node_modules") != 0 && strcmp (name, "__pycache__") != 0;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
tell (GPtrArray *errors, const char *folder, const char *name, const char *what)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *shown = g_filename_display_name (path);

  g_ptr_array_add (errors, g_strdup_printf ("%s: $: %s", shown, what));
}

GPtrArray *
assay_workload_names (const char *folder, GPtrArray *errors)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    tell (errors, folder, NULL, _ ("is no folder that can be read"));
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!assay_workload_is_entry (name))
        continue;
      if (names->len == ASSAY_WORKLOAD_MAX_ENTRIES)
        {
          tell (errors, folder, NULL, _ ("holds too many files; the rest is left out"));
          break;
        }
      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        tell (errors, folder, name, _ ("is a link; workloads are files"));
      else
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);

  return names;
}

static gboolean
read_all (int fd, char *text, gsize length, GError **error)
{
  gsize done = 0;

  while (done < length)
    {
      gssize n = read (fd, text + done, length - done);

      if (n > 0)
        done += n;
      else if (n == 0 || errno != EINTR)
        {
          g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, n == 0 ? _ ("changed while it was read") : g_strerror (errno));
          return FALSE;
        }
    }

  return TRUE;
}

/* Opened first and looked at then: what is looked at is what is read. */
char *
assay_workload_text (const char *path, gsize most, gsize *length, GError **error)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  g_autofree char *text = NULL;
  gboolean done = FALSE;
  struct stat info;

  if (fd < 0)
    {
      g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD,
                           errno == ENOENT ? _ ("can't be found") : errno == ELOOP ? _ ("is a link") : _ ("can't be read"));
      return NULL;
    }
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("is no file"));
  else if ((guint64) info.st_size > most)
    g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("is larger than %lu bytes"), (gulong) most);
  else
    {
      *length = info.st_size;
      text = g_malloc (*length + 1);
      text[*length] = '\0';
      done = read_all (fd, text, *length, error);
    }
  close (fd);

  return done ? g_steal_pointer (&text) : NULL;
}

JsonNode *
assay_workload_json (AssayReader *reader, const char *path)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *text = assay_workload_text (path, ASSAY_WORKLOAD_MAX_JSON, &length, &error);
  JsonNode *node;

  if (text == NULL)
    {
      g_ptr_array_add (reader->errors, g_strdup_printf ("%s: $: %s", reader->file, error->message));
      return NULL;
    }
  node = assay_json_parse (reader->file, text, length, &error);
  if (node == NULL)
    g_ptr_array_add (reader->errors, g_strdup (error->message));

  return node;
}
