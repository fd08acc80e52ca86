#include "data/measure/load.h"

#include "data/measure/child.h"
#include "data/measure/load-lines.h"
#include "data/measure/load/settings.h"
#include "data/model/language.h"

/* Between two lines of the generator, s: it may spend 30 opening connections. */
#define SILENCE 45.0
/* For it to end after its result, s. */
#define PATIENCE 1.0

static AssayChild *
start_generator (const AssayLoadSpec *spec, GError **error)
{
  g_autofree char *text = assay_load_settings_write (spec, error);
  g_autofree char *path = assay_helper_path ("assay-load");
  const char *argv[] = { path, text, NULL };
  AssayChildSpec child = { .name = _ ("the load generator"), .argv = argv, .cpus = spec->cpus, .keep_stdin = TRUE };

  return text == NULL ? NULL : assay_child_start (&child, error);
}

/* The lines up to the result; FALSE with @error. */
static gboolean
read_lines (AssayChild *child, AssayLoadProgress progress, gpointer data, GCancellable *cancellable, GArray *intervals,
            AssayLoadResult *result, GError **error)
{
  for (;;)
    {
      g_autofree char *line = assay_child_read_line (child, SILENCE, cancellable, error);
      AssayLoadInterval interval;

      if (line == NULL)
        return FALSE;
      switch (assay_load_line_read (line, &interval, result, error))
        {
        case ASSAY_LOAD_LINE_INTERVAL:
          g_array_append_val (intervals, interval);
          if (progress != NULL)
            progress (&interval, data);
          break;

        case ASSAY_LOAD_LINE_RESULT:
          return TRUE;

        case ASSAY_LOAD_LINE_BAD:
        default:
          return FALSE;
        }
    }
}

gboolean
assay_load_run (const AssayLoadSpec *spec, AssayLoadProgress progress, gpointer data, GCancellable *cancellable,
                AssayLoadResult *result, GError **error)
{
  g_autoptr (AssayChild) child = NULL;
  g_autoptr (GArray) intervals = g_array_new (FALSE, FALSE, sizeof (AssayLoadInterval));

  *result = (AssayLoadResult) { 0 };
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  child = start_generator (spec, error);
  if (child == NULL || !read_lines (child, progress, data, cancellable, intervals, result, error))
    return FALSE;

  result->intervals = g_steal_pointer (&intervals);
  assay_child_stop (child, PATIENCE, NULL, NULL);

  return TRUE;
}

void
assay_load_result_clear (AssayLoadResult *result)
{
  g_clear_pointer (&result->failure, g_free);
  g_clear_pointer (&result->latency, assay_histogram_free);
  g_clear_pointer (&result->blind, assay_histogram_free);
  g_clear_pointer (&result->intervals, g_array_unref);
}
