/* The trace that all compared programs draw: log-normal latencies with one spike in ten thousand, evenly spaced in time.
 *
 *   bench-trace N COLUMNS ROWS
 *
 * writes the same numbers twice as doubles: COLUMNS holds all x, then all y; ROWS holds x, y, x, y ... */
#include <glib.h>
#include <math.h>
#include <stdio.h>

static double
latency (GRand *random)
{
  double u = 1 - g_rand_double (random), angle = 2 * G_PI * g_rand_double (random);
  double value = exp (0.4 * sqrt (-2 * log (u)) * cos (angle)) * 5;

  return g_rand_double (random) < 1e-4 ? value + 100 * g_rand_double (random) : value;
}

static gboolean
write_doubles (const char *path, const double *values, gsize n)
{
  FILE *file = fopen (path, "wb");
  gboolean well = file != NULL && fwrite (values, sizeof *values, n, file) == n;

  return file != NULL && fclose (file) == 0 && well;
}

int
main (int argc, char **argv)
{
  gsize n = argc == 4 ? g_ascii_strtoull (argv[1], NULL, 10) : 0;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree double *columns = g_new (double, 2 * n + 1);
  g_autofree double *rows = g_new (double, 2 * n + 1);

  if (n == 0)
    {
      g_printerr ("usage: bench-trace N COLUMNS ROWS\n");
      return 2;
    }
  for (gsize i = 0; i < n; i++)
    {
      columns[i] = rows[2 * i] = i * 60.0 / n;
      columns[n + i] = rows[2 * i + 1] = latency (random);
    }

  return write_doubles (argv[2], columns, 2 * n) && write_doubles (argv[3], rows, 2 * n) ? 0 : 1;
}
