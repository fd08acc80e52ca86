#include "data/measure/capture.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"

#define MOST_COMPLAINT 160   /* characters: one line of a list */

static gboolean
read_all (AssayChild *child, const char *name, gint64 end, GString *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  for (;;)
    {
      double left = MAX (end - g_get_monotonic_time (), 0) / 1e6;
      g_autofree char *line = assay_child_read_line (child, left, cancellable, &local);

      if (line == NULL)
        break;
      if (text->len + strlen (line) > ASSAY_CAPTURE_MOST)
        {
          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("%s prints without end"), name);
          return FALSE;
        }
      g_string_append_printf (text, "%s\n", line);
    }
  /* The end of its output is told as an error too; how it ended, the caller asks. */
  if (g_error_matches (local, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD))
    return TRUE;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _ ("%s doesn't answer"), name);
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

char *
assay_capture (const AssayChildSpec *spec, double seconds, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + (gint64) (seconds * 1e6);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (AssayChild) child = assay_child_start (spec, error);

  if (child == NULL || !read_all (child, spec->name, end, text, cancellable, error))
    return NULL;
  if (!assay_child_wait (child, MAX (end - g_get_monotonic_time (), 0) / 1e6, cancellable, NULL, error))
    return NULL;

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : assay_child_errors (child);
}

char *
assay_capture_complaint (const GError *error)
{
  g_auto (GStrv) lines = g_strsplit (error->message, "\n", -1);

  for (guint i = g_strv_length (lines); i > 0; i--)
    {
      char *line = g_strstrip (lines[i - 1]);

      if (*line == '\0')
        continue;
      if (g_utf8_strlen (line, -1) > MOST_COMPLAINT)
        strcpy (g_utf8_offset_to_pointer (line, MOST_COMPLAINT - 3), "…");
      return g_strdup (line);
    }

  return g_strdup (_ ("it says nothing"));
}
