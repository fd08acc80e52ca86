/* Any text as what the kernel, the load generator, a runtime's probe, a server and a program under test say. */

/* How these are read is nobody else's business, so their files are taken in whole. */
#include "data/measure/server.c"
#include "data/measure/toolbox-probe.c"
#include "data/measure/trial-run.c"

#include "data/measure/load-lines.h"
#include "data/measure/load/settings.h"
#include "data/measure/proc-text.h"
#include "tests/fuzz/fuzz.h"

#define CPUS 1024

static void
check_kernel (const char *text)
{
  AssayProcStat stat;
  guint64 busy, steal, total, bytes;
  g_autofree char *model = assay_proc_cpuinfo (text, "model name"), *release = assay_proc_release (text, "PRETTY_NAME");
  g_autoptr (GArray) cpus = assay_cpus_parse (text, CPUS), again = NULL;
  g_autofree char *list = cpus != NULL ? assay_cpus_format (cpus) : NULL;

  assay_proc_stat_parse (text, &stat);
  assay_proc_machine_parse (text, &busy, &steal);
  assay_proc_pressure_parse (text, &total);
  assay_proc_kilobytes (text, "Pss", &bytes);
  g_assert_true (model == NULL || strchr (model, '\n') == NULL);
  g_assert_true (release == NULL || strchr (release, '\n') == NULL);
  if (cpus == NULL)
    return;
  g_assert_cmpuint (cpus->len, <=, CPUS);
  again = assay_cpus_parse (list, CPUS);
  g_assert_nonnull (again);
  g_assert_cmpmem (cpus->data, cpus->len * sizeof (guint), again->data, again->len * sizeof (guint));
}

static void
check_load (const char *text)
{
  AssayLoadInterval interval;
  AssayLoadResult result = { 0 };
  g_autoptr (GError) error = NULL;
  AssayLoadLine line = assay_load_line_read (text, &interval, &result, &error);

  g_assert_true ((line == ASSAY_LOAD_LINE_BAD) == (error != NULL));
  if (line == ASSAY_LOAD_LINE_RESULT)
    assay_load_result_clear (&result);
}

static void
check_settings (const char *text)
{
  AssayLoadSettings settings;
  g_autoptr (GError) error = NULL;
  g_autofree char *again = NULL;

  if (!assay_load_settings_read (&settings, text, &error))
    {
      assert_shown (error->message);
      return;
    }
  again = assay_load_settings_write (&settings.spec, &error);
  g_assert_no_error (error);
  assay_load_settings_clear (&settings);
}

static void
check_histogram (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayHistogram) histogram = assay_histogram_from_text (text, &error);
  g_autoptr (AssayHistogram) again = NULL;
  g_autofree char *written = NULL;

  g_assert_true ((histogram == NULL) == (error != NULL));
  if (histogram == NULL)
    return;
  if (assay_histogram_count (histogram) > 0)
    g_assert_cmpfloat (assay_histogram_percentile (histogram, 0.99), <=, assay_histogram_max (histogram));
  written = assay_histogram_to_text (histogram);
  again = assay_histogram_from_text (written, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (assay_histogram_count (histogram), ==, assay_histogram_count (again));
}

static void
check_probe (const char *text)
{
  const AssayRuntime runtime = { .id = (char *) "node", .name = (char *) "Node.js" };
  AssayProbe *probe = g_new0 (AssayProbe, 1);

  probe->runtime = &runtime;
  probe->packages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  understand (probe, text);
  assert_shown (probe->version);
  assay_probe_free (probe);
}

static void
check_programs (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (Output) output = { 0 };
  AssayServer server = { .name = (char *) "Server" };

  output_init (&output);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!output.done && !take_line (&output, "program", lines[i], &error))
        assert_shown (error->message);
      g_clear_error (&error);
      if (g_utf8_validate (lines[i], -1, NULL))   /* see child-read.c */
        g_assert_true ((read_port (&server, lines[i], &error) == 0) == (error != NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  check_kernel (text);
  check_load (text);
  check_settings (text);
  check_histogram (text);
  check_probe (text);
  check_programs (text);

  return 0;
}
