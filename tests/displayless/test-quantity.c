/* Numbers with units as tools print them. */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "data/model/error.h"
#include "data/sources/quantity.h"
#include "data/sources/words.h"

#define COUNT ASSAY_QUANTITY_COUNT
#define RATE ASSAY_QUANTITY_RATE
#define TIME ASSAY_QUANTITY_TIME
#define BYTES ASSAY_QUANTITY_BYTES
#define SHARE ASSAY_QUANTITY_SHARE
#define RATIO ASSAY_QUANTITY_RATIO
#define KIB 1024.0

typedef struct
{
  const char *text;
  AssayQuantity wanted;
  double value;   /* NAN: absent */
} Good;

static const Good good[] = {
  /* wrk, HttpArena and TechEmpower */
  { "944us", TIME, 944e-6 },
  { "944µs", TIME, 944e-6 },
  { "944\316\274s", TIME, 944e-6 },
  { "130.81us", TIME, 130.81e-6 },
  { "2.95 ms", TIME, 2.95e-3 },
  { "2.95\302\240ms", TIME, 2.95e-3 },
  { "2.95\342\200\257ms", TIME, 2.95e-3 },
  { "  2.95ms \r\n", TIME, 2.95e-3 },
  { "1.52s", TIME, 1.52 },
  { "0.0075 secs", TIME, 0.0075 },
  { "3.946 seconds", TIME, 3.946 },
  { "1.50m", TIME, 90 },
  { "2 min", TIME, 120 },
  { "2h", TIME, 7200 },
  { "1d", TIME, 86400 },
  { "12ns", TIME, 12e-9 },
  { "0.00us", TIME, 0 },
  { "0", TIME, 0 },
  { "-3ms", TIME, -3e-3 },
  { "+3ms", TIME, 3e-3 },
  { "1.5e-3s", TIME, 1.5e-3 },
  { "464MiB", BYTES, 464 * KIB * KIB },
  { "491.6MiB", BYTES, 491.6 * KIB * KIB },
  { "5.2GiB", BYTES, 5.2 * KIB * KIB * KIB },
  { "1TiB", BYTES, KIB * KIB * KIB * KIB },
  { "251Gi", BYTES, 251 * KIB * KIB * KIB },
  { "12KiB", BYTES, 12 * KIB },
  { "12kB", BYTES, 12e3 },
  { "12KB", BYTES, 12e3 },
  { "1.5MB", BYTES, 1.5e6 },
  { "340000 bytes", BYTES, 340000 },
  { "1B", BYTES, 1 },
  { "0", BYTES, 0 },
  { "1.1GB/s", RATE, 1.1e9 },
  { "585.38MB/s", RATE, 585.38e6 },
  { "2MiB/s", RATE, 2 * KIB * KIB },
  { "12066.15", RATE, 12066.15 },
  { "1.72k", RATE, 1720 },
  { "87.3k", RATE, 87300 },
  { "1.2M", RATE, 1.2e6 },
  { "87.3k/s", RATE, 87300 },
  { "1,136,117 req/s", RATE, 1136117 },
  { "5068.80 requests/sec", RATE, 5068.8 },
  { "12 ops/ms", RATE, 12e3 },
  { "3 ops/us", RATE, 3e6 },
  { "120 ops/min", RATE, 2 },
  { "6394%", SHARE, 6394 },
  { "6644.3%", SHARE, 6644.3 },
  { "57.9 %", SHARE, 57.9 },
  { "0%", SHARE, 0 },
  { "1,136,117", COUNT, 1136117 },
  { "12,345.5", COUNT, 12345.5 },
  { "1,000", COUNT, 1000 },
  { "54500.8", COUNT, 54500.8 },
  { "-1", COUNT, -1 },
  { "87.3k", COUNT, 87300 },
  { "1.2M", COUNT, 1.2e6 },
  { "3K", COUNT, 3000 },
  { "1e+06", COUNT, 1e6 },
  { "4.8033792e+07", COUNT, 48033792 },
  { "0.09900000000000002", COUNT, 0.09900000000000002 },
  { "5E3", COUNT, 5000 },
  { "00012", COUNT, 12 },
  { "2.5x", RATIO, 2.5 },
  { "2.5×", RATIO, 2.5 },
  { "2.5", RATIO, 2.5 },
  /* absent */
  { "", TIME, NAN },
  { "   ", COUNT, NAN },
  { "N/A", RATE, NAN },
  { "n/a ", BYTES, NAN },
  { "NA", COUNT, NAN },
  { "-", TIME, NAN },
  { "–", SHARE, NAN },
  { "NaN", COUNT, NAN },
  { "nan", TIME, NAN },
  { "+Inf", COUNT, NAN },
  { "-Inf", COUNT, NAN },
  { "Infinity", COUNT, NAN },
  { "null", COUNT, NAN },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      double value = 7;
      gboolean read = assay_quantity_parse (good[i].text, good[i].wanted, &value, &error);

      g_test_message ("“%s”", good[i].text);
      g_assert_no_error (error);
      g_assert_true (read);
      if (isnan (good[i].value))
        g_assert_true (isnan (value));
      else
        g_assert_cmpfloat_with_epsilon (value, good[i].value, 1e-12 * fabs (good[i].value) + G_MINDOUBLE);
    }
}

typedef struct
{
  const char *text;
  AssayQuantity wanted;
  const char *message;   /* NULL: any */
} Bad;

static const Bad bad[] = {
  { "464MiB", TIME, "“464MiB” is no time such as 2.5ms" },
  { "944us", BYTES, "“944us” is no amount of memory such as 464MiB" },
  { "944us", RATE, "“944us” is no rate such as 87.3k or 1.1GB/s" },
  { "1.1GB/s", BYTES, NULL },
  { "12", TIME, "“12” is no time such as 2.5ms" },
  { "12", BYTES, NULL },
  { "12", SHARE, "“12” is no share such as 57.9%" },
  { "57.9%", COUNT, "“57.9%” is no number such as 1,136" },
  { "12ms", COUNT, NULL },
  { "12 M s", TIME, NULL },
  { "12MS", TIME, NULL },
  { "12Ms", TIME, NULL },
  { "ms", TIME, NULL },
  { "1.2.3ms", TIME, NULL },
  { "1,5ms", TIME, NULL },
  { "1,5", COUNT, NULL },
  { "1234,567", COUNT, NULL },
  { "12,3456", COUNT, NULL },
  { "1,,000", COUNT, NULL },
  { ",000", COUNT, NULL },
  { "1.000.000", COUNT, NULL },
  { "0x10", COUNT, NULL },
  { "--3", COUNT, NULL },
  { "+-3", COUNT, NULL },
  { "5.", COUNT, NULL },
  { ".5", COUNT, NULL },
  { "1e", COUNT, NULL },
  { "1e+", COUNT, NULL },
  { "1e999", COUNT, NULL },
  { "1e308T", COUNT, NULL },
  { "3 of 4", COUNT, NULL },
  { "infinite", COUNT, NULL },
  { "nano", COUNT, NULL },
  { "12", ASSAY_QUANTITY_DATE, "“12” is no date" },
  { "12", ASSAY_QUANTITY_TEXT, NULL },
  { "1111111111111111111111111111111111111111111111111111111111111111111111", COUNT, NULL },
  { "<!DOCTYPE html><html><head><title>404 Not Found</title></head></html>", COUNT,
    "“<!DOCTYPE html><html><head><title>404 No…” is no number such as 1,136" },
  { "\033[31mred\n\tand more", COUNT, "“ [31mred  and more” is no number such as 1,136" },
  { "\xff\xfe", COUNT, "“\357\277\275\357\277\275” is no number such as 1,136" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = g_strescape (bad[i].text, NULL);   /* one line of valid text, whatever it is */
      double value = 7;

      g_test_message ("“%s”", shown);
      g_assert_false (assay_quantity_parse (bad[i].text, bad[i].wanted, &value, &error));
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
      g_assert_true (isnan (value));
      if (bad[i].message != NULL)
        g_assert_cmpstr (error->message, ==, bad[i].message);
    }
}

static void
test_factors (void)
{
  double factor;

  g_assert_true (assay_quantity_factor ("ops/ms", RATE, &factor) && factor == 1e3);
  g_assert_true (assay_quantity_factor ("ns/op", TIME, &factor) && factor == 1e-9);
  g_assert_true (assay_quantity_factor ("hr/op", TIME, &factor) && factor == 3600);
  g_assert_false (assay_quantity_factor ("ops/ms", TIME, &factor));
  g_assert_true (isnan (factor));
  g_assert_false (assay_quantity_factor ("", TIME, &factor));
  g_assert_false (assay_quantity_factor ("parsecs", TIME, &factor));
}

/* A locale with decimal commas changes nothing; where the machine has none, the first run was the same. */
static void
test_locale (void)
{
  const char * const locales[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "C" };
  guint i = 0;
  double value;

  while (setlocale (LC_ALL, locales[i]) == NULL)
    i++;
  g_assert_true (assay_quantity_parse ("2.5ms", TIME, &value, NULL) && value == 2.5 * 1e-3);
  g_assert_false (assay_quantity_parse ("2,5ms", TIME, &value, NULL));
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_long (void)
{
  g_autofree char *text = g_strnfill (10 * 1000 * 1000, 'x');
  g_autoptr (GError) error = NULL;
  double value;

  g_assert_false (assay_quantity_parse (text, COUNT, &value, &error));
  g_assert_cmpuint (g_utf8_strlen (error->message, -1), <, 100);
}

static void
test_cut (void)
{
  const struct { const char *text; gssize length; guint most; const char *cut; } cases[] = {
    { "", -1, 5, "" },
    { "short", -1, 5, "short" },
    { "longer", -1, 5, "longe…" },
    { "longer", 4, 5, "long" },
    { "äöüäöü", -1, 3, "äöü…" },
    { "😀😀😀", -1, 3, "😀😀😀" },
    { "😀😀😀😀", -1, 3, "😀😀😀…" },
    { "a\0b", 3, 5, "a\357\277\275b" },
    { "a\tb\342\200\256c", -1, 9, "a b c" },
    { "abc", -1, 0, "…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cut = assay_words_cut (cases[i].text, cases[i].length, cases[i].most);

      g_assert_cmpstr (cut, ==, cases[i].cut);
    }
}

static void
test_dates (void)
{
  const struct { const char *text, *date; } cases[] = {
    { "2026-08-21", "2026-08-21" },
    { "2026-08-21T18:27:24.0000000+00:00", "2026-08-21" },
    { "2026-11-23 05:09:59.047208", "2026-11-23" },
    { "2026-02-11 23:25:12 UTC", "2026-02-11" },
    { "2026-08-211", NULL },
    { "2026-08-21x", NULL },
    { "2026-13-21T18:27:24", NULL },
    { "2026-08", NULL },
    { "yesterday, perhaps", NULL },
    { "", NULL },
    { NULL, NULL },
  };
  const struct { double seconds; const char *day; } days[] = {
    { 0, "1970-01-01" }, { 1795410604.306, "2026-11-23" }, { 253402300799, "9999-12-31" },
    { -1, NULL }, { 1e300, NULL }, { NAN, NULL }, { INFINITY, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = assay_words_date (cases[i].text);

      g_assert_cmpstr (date, ==, cases[i].date);
    }
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *day = assay_words_day (days[i].seconds);

      g_assert_cmpstr (day, ==, days[i].day);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantity/good", test_good);
  g_test_add_func ("/quantity/bad", test_bad);
  g_test_add_func ("/quantity/factors", test_factors);
  g_test_add_func ("/quantity/locale", test_locale);
  g_test_add_func ("/quantity/long", test_long);
  g_test_add_func ("/words/cut", test_cut);
  g_test_add_func ("/words/dates", test_dates);

  return g_test_run ();
}
