#include "app/measure-report.h"

#include <math.h>
#include <unistd.h>

#include "data/model/language.h"
#include "data/model/reason.h"
#include "data/model/units.h"

/* A terminal that says nothing is so wide. */
#define COLUMNS 80

static gboolean
is_terminal (void)
{
  return isatty (STDERR_FILENO) != 0;
}

static guint
columns (void)
{
  const char *text = g_getenv ("COLUMNS");
  guint64 n = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 0;

  return n >= 20 && n < 1000 ? n : COLUMNS;
}

/* "1:20" */
static char *
format_left (double seconds)
{
  guint left = isfinite (seconds) ? (guint) ceil (seconds) : 0;

  return isfinite (seconds) ? g_strdup_printf (_ (", %u:%02u left"), left / 60, left % 60) : g_strdup ("");
}

void
assay_measure_show_progress (const AssayProgress *progress)
{
  g_autofree char *left = format_left (progress->left);
  g_autofree char *live = NULL, *line = NULL, *shown = NULL;

  if (!is_terminal ())
    return;
  live = progress->loading && isfinite (progress->throughput) ? g_strdup_printf (", %.0f/s", progress->throughput) : g_strdup ("");
  line = g_strdup_printf ("[%u/%u] %3.0f %%%s · %s%s%s%s", progress->item + 1, progress->n_items, progress->done * 100, left,
                          progress->run != NULL ? progress->run->title : "", progress->run != NULL ? " · " : "",
                          progress->doing != NULL ? progress->doing : "", live);
  shown = g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), (glong) columns () - 1));
  g_printerr ("\r\033[K%s", shown);
}

void
assay_measure_clear_progress (void)
{
  if (is_terminal ())
    g_printerr ("\r\033[K");
}

void
assay_measure_say (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  assay_measure_clear_progress ();
  g_printerr ("%s\n", text);
}

static char *
name_cell (const AssayRunCell *cell)
{
  g_autoptr (GString) name = g_string_new (cell->name);

  for (char **pair = cell->dimensions; pair != NULL && *pair != NULL; pair += 2)
    g_string_append_printf (name, ", %s %s", pair[0], pair[1]);

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* printf() counts bytes, and a terminal's columns are characters: "µs" has one more of the first. */
static void
add_column (GString *text, const char *value, guint width, gboolean right)
{
  guint length = g_utf8_strlen (value, -1), spaces = length < width ? width - length : 0;

  g_string_append_printf (text, "%*s%s%*s", right ? (int) spaces : 0, "", value, right ? 0 : (int) spaces, "");
}

static guint
longest_name (const AssayRun *run)
{
  guint longest = 0;

  for (guint i = 0; i < run->cells->len; i++)
    {
      g_autofree char *name = name_cell (g_ptr_array_index (run->cells, i));

      longest = MAX (longest, g_utf8_strlen (name, -1));
    }

  return longest;
}

static void
add_point (GString *text, const AssayRunPoint *point, guint width)
{
  const AssayUnit *unit = point->metric->metric->unit;
  g_autofree char *name = name_cell (point->cell);
  g_autofree char *value = assay_unit_format (unit, point->interval.estimate);
  g_autofree char *range = isfinite (point->interval.low) ? assay_unit_format_range (unit, point->interval.low, point->interval.high)
                                                          : g_strdup ("");

  g_string_append (text, "    ");
  add_column (text, name, width, FALSE);
  add_column (text, value, 16, TRUE);
  g_string_append (text, "   ");
  add_column (text, range, 28, FALSE);
  g_string_append_printf (text, _ (" %u starts%s\n"), point->interval.n, point->gate != NULL ? _ ("  (gated)") : "");
}

static void
add_gate (GString *text, const AssayRunPoint *point)
{
  g_autofree char *name = name_cell (point->cell);
  g_autofree char *reasons = assay_reason_join (point->gate);

  if (reasons != NULL)
    g_string_append_printf (text, _ ("  Gated: %s: %s\n"), name, reasons);
}

char *
assay_measure_describe (const AssayRun *run)
{
  g_autoptr (GPtrArray) points = assay_run_points (run);
  g_autofree char *finding = assay_run_finding (run);
  g_autoptr (GString) text = g_string_new (NULL);
  guint width = longest_name (run);

  g_string_append_printf (text, "%s (%s)%s\n", run->title, run->id, run->complete ? "" : _ (", stopped early"));
  if (finding != NULL)
    g_string_append_printf (text, "  %s\n", finding);
  for (guint i = 0; i < run->metrics->len; i++)
    {
      const AssayRunMetric *metric = g_ptr_array_index (run->metrics, i);

      g_string_append_printf (text, "  %s\n", metric->metric->name);
      for (guint j = 0; j < points->len; j++)
        {
          const AssayRunPoint *point = g_ptr_array_index (points, j);

          if (point->metric == metric && point->interval.n > 0)
            add_point (text, point, width);
        }
    }
  for (guint j = 0; j < points->len; j++)
    {
      const AssayRunPoint *point = g_ptr_array_index (points, j);

      if (point->metric->primary)
        add_gate (text, point);
    }
  for (guint i = 0; i < run->cells->len; i++)
    {
      const AssayRunCell *cell = g_ptr_array_index (run->cells, i);

      if (cell->excluded != NULL)
        g_string_append_printf (text, _ ("  Left out: %s\n"), cell->excluded);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
