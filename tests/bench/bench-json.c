/* What the strict scan and the reading of the catalogue cost: CPU time, the median of several rounds. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "data/model/json.h"
#include "data/model/store.h"

#define ROUNDS 9
#define MEGABYTE 1000000
#define LARGE (10 * MEGABYTE)
/* Ten times the text may cost a little more a byte, as it leaves the caches; a quadratic scan would cost ten times as much. */
#define MAX_RATIO 6
#define MAX_SHARE 0.5

static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec + now.tv_nsec * 1e-9;
}

/* Rows such as those of the catalogue, so that keys, strings and numbers come as often as there. */
static GString *
make_rows (gsize length)
{
  GString *text = g_string_new ("{\"figures\": [");

  for (guint i = 0; text->len < length; i++)
    g_string_append_printf (text, "%s\n    {\"metric\": \"throughput\", \"subject\": \"subject-%u\", \"value\": %u.%02u,"
                            " \"date\": \"2025-06-08\", \"origin\": \"the-lab\", \"quality\": \"one run, 15 s\"}",
                            i == 0 ? "" : ",", i, i * 7, i % 100);
  g_string_append (text, "\n]}");

  return text;
}

/* One object with as many keys as fit: the work of the duplicate check. */
static GString *
make_keys (gsize length)
{
  GString *text = g_string_new ("{\"\": 0");

  for (guint i = 0; text->len < length; i++)
    g_string_append_printf (text, ",\n\"key-%u\": %u", i, i);
  g_string_append_c (text, '}');

  return text;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median_check (const GString *text)
{
  double seconds[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = cpu_seconds ();

      if (!assay_json_check ("bench", text->str, text->len, G_MAXSIZE, NULL))
        g_error ("the document is refused");
      seconds[i] = cpu_seconds () - start;
    }
  qsort (seconds, ROUNDS, sizeof (double), compare_doubles);

  return seconds[ROUNDS / 2];
}

static gboolean
print_verdict (gboolean good)
{
  g_print ("   %s\n", good ? "PASS" : "FAIL");

  return good;
}

static gboolean
print_scan (const char *name, GString *(*make) (gsize length))
{
  g_autoptr (GString) small = make (MEGABYTE);
  g_autoptr (GString) large = make (LARGE);
  double of_small = median_check (small) / small->len, of_large = median_check (large) / large->len;

  g_print ("scan, %-5s  1 MB %5.2f ns/byte   10 MB %5.2f ns/byte   ratio %.2f", name, of_small * 1e9, of_large * 1e9,
           of_large / of_small);

  return print_verdict (of_large / of_small <= MAX_RATIO);
}

/* The scan stands in front of json-glib's parser: what it adds to its time. */
static gboolean
print_share (void)
{
  g_autoptr (GString) rows = make_rows (MEGABYTE);
  double scan = median_check (rows), seconds[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new_immutable ();
      double start = cpu_seconds ();

      if (!json_parser_load_from_data (parser, rows->str, rows->len, NULL))
        g_error ("json-glib refuses the document");
      seconds[i] = cpu_seconds () - start;
    }
  qsort (seconds, ROUNDS, sizeof (double), compare_doubles);
  g_print ("scan against json-glib's parser, 1 MB of rows  %.2f ms, %.2f ms   ratio %.2f", scan * 1e3,
           seconds[ROUNDS / 2] * 1e3, scan / seconds[ROUNDS / 2]);

  return print_verdict (scan / seconds[ROUNDS / 2] <= MAX_SHARE);
}

static void
print_load (void)
{
  const char * const no_folders[] = { NULL };
  double start = cpu_seconds (), first, seconds[ROUNDS];

  g_object_unref (assay_store_load (no_folders));
  first = cpu_seconds () - start;
  for (guint i = 0; i < ROUNDS; i++)
    {
      start = cpu_seconds ();
      g_object_unref (assay_store_load (no_folders));
      seconds[i] = cpu_seconds () - start;
    }
  qsort (seconds, ROUNDS, sizeof (double), compare_doubles);

  g_print ("bundled catalogue  first load %.1f ms   later ones %.1f ms (no bound)\n", first * 1e3,
           seconds[ROUNDS / 2] * 1e3);
}

int
main (void)
{
  gboolean share = print_share ();
  gboolean rows = print_scan ("rows", make_rows);
  gboolean keys = print_scan ("keys", make_keys);

  print_load ();

  return share && rows && keys ? EXIT_SUCCESS : EXIT_FAILURE;
}
