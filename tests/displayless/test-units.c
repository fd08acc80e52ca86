#include <math.h>
#include <string.h>

#include "data/model/units.h"

#define NB "\u202f"   /* narrow no-break space */

typedef struct
{
  const char *unit;    /* NULL: a bare number */
  double value;
  const char *text, *brief;
} Format;

static const Format formats[] = {
  { NULL, 0, "0", "0" },
  { NULL, -0.0, "0", "0" },
  { NULL, 1234567.8, "1,234,568", "1.23M" },
  { NULL, -1234.4, "−1,234", "−1,234" },
  { NULL, 0.00031, "0.00031", "0.00031" },
  { NULL, 0.00000123, "0.00000123", "1.23µ" },
  { NULL, 999.96, "1,000", "1,000" },
  { NULL, 9999, "9,999", "9,999" },
  { NULL, 10000, "10,000", "10k" },
  { NULL, 999600, "999,600", "1M" },
  { NULL, 2.5e12, "2,500,000,000,000", "2.5T" },
  { NULL, NAN, "–", "–" },
  { NULL, INFINITY, "∞", "∞" },
  { NULL, -INFINITY, "−∞", "−∞" },
  { "packages", 1300000, "1,300,000" NB "packages", "1.3M" },
  { "packages", NAN, "–", "–" },
  { "req/s", 1136117.23, "1,136,117" NB "req/s", "1.14M" },
  { "req/s", 830000, "830,000" NB "req/s", "830k" },
  { "ms", 26.5, "26.5" NB "ms", "26.5" },
  { "ms", 26.543, "26.54" NB "ms", "26.5" },
  { "ms", 2954, "2.954" NB "s", "2,954" },
  { "ms", 0.25, "250" NB "µs", "0.25" },
  { "ms", 0, "0" NB "ms", "0" },
  { "us", 1000, "1" NB "ms", "1,000" },
  { "s", 2.95, "2.95" NB "s", "2.95" },
  { "s", 0.000000042, "42" NB "ns", "42n" },
  { "s", 119, "119" NB "s", "119" },
  { "s", 300, "5" NB "min", "300" },
  { "h", 36, "36" NB "h", "36" },
  { "months", 36, "36" NB "months", "36" },
  { "bytes", 512, "512" NB "B", "512" },
  { "bytes", 1536, "1.5" NB "KiB", "1.5Ki" },
  { "MiB", 5324.8, "5.2" NB "GiB", "5,325" },
  { "MiB", 0.5, "512" NB "KiB", "0.5" },
  { "%", 57.9, "57.9" NB "%", "57.9" },
  { "% of respondents", 48.24, "48.24" NB "%", "48.2" },
  { "ratio", 3.2, "3.2×", "3.2" },
  { "ratio", 2.4567, "2.46×", "2.46" },
  { "rank", 2, "2", "2" },
  { "date", 739371, "30 Apr 2025", "30 Apr 2025" },
  { "date", 739252, "1 Jan 2025", "2025" },
  { "date", 739283, "1 Feb 2025", "Feb 2025" },
  { "date", NAN, "–", "–" },
};

static void
test_formats (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const AssayUnit *unit = assay_unit_find (formats[i].unit);
      g_autofree char *text = assay_unit_format (unit, formats[i].value);
      g_autofree char *brief = assay_unit_short (unit, formats[i].value);

      g_assert_true ((unit == NULL) == (formats[i].unit == NULL));
      g_assert_cmpstr (text, ==, formats[i].text);
      g_assert_cmpstr (brief, ==, formats[i].brief);
    }
}

/* The largest and the smallest double must fit the buffers as well. */
static void
test_extremes (void)
{
  guint n;
  const AssayUnit *units = assay_unit_table (&n);
  const double values[] = { G_MAXDOUBLE, -G_MAXDOUBLE, G_MINDOUBLE, -G_MINDOUBLE, 4.9e-324 };

  for (guint i = 0; i < n; i++)
    for (guint v = 0; v < G_N_ELEMENTS (values); v++)
      {
        g_autofree char *text = assay_unit_format (&units[i], values[v]);
        g_autofree char *brief = assay_unit_short (&units[i], values[v]);
        g_autofree char *range = assay_unit_format_range (&units[i], -values[v], values[v]);

        g_assert_true (g_utf8_validate (text, -1, NULL) && *text != '\0');
        g_assert_true (g_utf8_validate (brief, -1, NULL) && *brief != '\0');
        g_assert_true (g_utf8_validate (range, -1, NULL) && *range != '\0');
      }
}

static void
test_ranges (void)
{
  const struct { const char *unit; double low, high; const char *text; } cases[] = {
    { "%", 15, 20, "15–20" NB "%" },
    { "ms", 0.9, 1200, "0.0009–1.2" NB "s" },
    { "ratio", 2, 3, "2–3×" },
    { "ratio", 0.0881, 1.01, "0.088–1×" },
    { "ratio", 2.512, 42.44, "2.5–42×" },
    { "ratio", 1.083, 1.129, "1.08–1.13×" },
    { "packages", 1000, 2000, "1,000–2,000" NB "packages" },
    { "date", 739371, 739372, "30 Apr 2025–1 May 2025" },
    { NULL, 1, 2, "1–2" },
    { "%", NAN, 2, "––2" NB "%" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = assay_unit_format_range (assay_unit_find (cases[i].unit), cases[i].low, cases[i].high);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Marks show three digits; an axis has one letter for its thousands. */
static void
test_labels (void)
{
  const struct { const char *unit; double value, greatest; const char *label, *tick; } cases[] = {
    { "ms", 294.6, 300, "295" NB "ms", "295" },
    { "req/s", 2834803, 3e6, "2,834,803" NB "req/s", "2.83M" },
    { "req/s", 5000, 5000, "5,000" NB "req/s", "5,000" },
    { "req/s", 5000, 20000, "5,000" NB "req/s", "5k" },
    { "%", 67.74, 70, "67.7" NB "%", "67.7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AssayUnit *unit = assay_unit_find (cases[i].unit);
      g_autofree char *label = assay_unit_label (unit, cases[i].value);
      g_autofree char *tick = assay_unit_tick (unit, cases[i].value, cases[i].greatest);

      g_assert_cmpstr (label, ==, cases[i].label);
      g_assert_cmpstr (tick, ==, cases[i].tick);
    }
}

static void
test_table (void)
{
  guint n;
  const AssayUnit *units = assay_unit_table (&n);

  g_assert_cmpuint (n, >, 20);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (assay_unit_find (units[i].id) == &units[i]);
      g_assert_cmpfloat (units[i].factor, >, 0);
    }
  g_assert_null (assay_unit_find ("furlong"));
  g_assert_null (assay_unit_find (""));
  g_assert_null (assay_unit_find (NULL));
}

typedef struct
{
  const char *text;
  const char *first, *last;   /* NULL: no date */
  const char *words;
} Date;

static const Date dates[] = {
  { "2026", "1 Jan 2026", "31 Dec 2026", "2026" },
  { "2026-Q1", "1 Jan 2026", "31 Mar 2026", "Q1 2026" },
  { "2026-Q3", "1 Jul 2026", "30 Sep 2026", "Q3 2026" },
  { "2026-Q4", "1 Oct 2026", "31 Dec 2026", "Q4 2026" },
  { "2024-02", "1 Feb 2024", "29 Feb 2024", "Feb 2024" },
  { "2026-12", "1 Dec 2026", "31 Dec 2026", "Dec 2026" },
  { "2026-08-21", "21 Aug 2026", "21 Aug 2026", "21 Aug 2026" },
  { "2024-02-29", "29 Feb 2024", "29 Feb 2024", "29 Feb 2024" },
  { "9999", "1 Jan 9999", "31 Dec 9999", "9999" },
  { "0001-01-01", "1 Jan 1", "1 Jan 1", "1 Jan 1" },
  { "2023-02-29", NULL, NULL, "2023-02-29" },
  { "2026-00", NULL, NULL, "2026-00" },
  { "2026-13", NULL, NULL, "2026-13" },
  { "2026-04-31", NULL, NULL, "2026-04-31" },
  { "2026-04-00", NULL, NULL, "2026-04-00" },
  { "2026-Q0", NULL, NULL, "2026-Q0" },
  { "2026-Q5", NULL, NULL, "2026-Q5" },
  { "2026-q1", NULL, NULL, "2026-q1" },
  { "0000", NULL, NULL, "0000" },
  { "", NULL, NULL, "" },
  { "26", NULL, NULL, "26" },
  { "20260821", NULL, NULL, "20260821" },
  { "2026-8-21", NULL, NULL, "2026-8-21" },
  { "2026-08-21T10:00", NULL, NULL, "2026-08-21T10:00" },
  { " 2026", NULL, NULL, " 2026" },
  { "2026 ", NULL, NULL, "2026 " },
  { "-026", NULL, NULL, "-026" },
  { "soon", NULL, NULL, "soon" },
};

static void
test_dates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *first = assay_date_format (assay_date_parse (dates[i].text));
      g_autofree char *last = assay_date_format (assay_date_parse_end (dates[i].text));
      g_autofree char *words = assay_date_describe (dates[i].text);
      double day = assay_date_parse (dates[i].text);
      g_autofree char *iso = assay_date_iso (day);

      g_assert_true (isnan (day) ? iso == NULL : assay_date_parse (iso) == day);
      g_assert_cmpstr (first, ==, dates[i].first == NULL ? "–" : dates[i].first);
      g_assert_cmpstr (last, ==, dates[i].last == NULL ? "–" : dates[i].last);
      g_assert_cmpstr (words, ==, dates[i].words);
    }
  g_assert_true (isnan (assay_date_parse (NULL)) && isnan (assay_date_parse_end (NULL)));
}

static void
test_impossible_days (void)
{
  const double days[] = { 0, -1, 1e300, -1e300, NAN, INFINITY, 3652060, 2147483647, 4294967296.0 };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *text = assay_date_format (days[i]);
      g_autofree char *iso = assay_date_iso (days[i]);

      g_assert_cmpstr (text, ==, "–");
      g_assert_null (iso);
    }
}

/* All in one style, and back. */
static void
test_styles (void)
{
  static const struct { const char *style, *large, *small, *brief, *range, *fixed; } styles[] = {
    { "space", "1\u202f136\u202f117" NB "req/s", "26,54" NB "ms", "1,14M", "1,5–2,5×", "−1\u202f234,50" },
    { "point", "1.136.117" NB "req/s", "26,54" NB "ms", "1,14M", "1,5–2,5×", "−1.234,50" },
    /* The C locale groups nothing; the figures are grouped all the same. */
    { "system", "1,136,117" NB "req/s", "26.54" NB "ms", "1.14M", "1.5–2.5×", "−1,234.50" },
    { "nonsense", "1,136,117" NB "req/s", "26.54" NB "ms", "1.14M", "1.5–2.5×", "−1,234.50" },
    { "comma", "1,136,117" NB "req/s", "26.54" NB "ms", "1.14M", "1.5–2.5×", "−1,234.50" },
  };
  const AssayUnit *rate = assay_unit_find ("req/s"), *ratio = assay_unit_find ("ratio");

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autofree char *large = NULL, *small = NULL, *brief = NULL, *range = NULL, *fixed = NULL;

      assay_numbers_set_style (styles[i].style);
      large = assay_unit_format (rate, 1136117.23);
      small = assay_unit_format (assay_unit_find ("ms"), 26.543);
      brief = assay_unit_short (rate, 1136117.23);
      range = assay_unit_format_range (ratio, 1.5, 2.5);
      fixed = assay_number_format (-1234.5, 2);
      g_assert_cmpstr (large, ==, styles[i].large);
      g_assert_cmpstr (small, ==, styles[i].small);
      g_assert_cmpstr (brief, ==, styles[i].brief);
      g_assert_cmpstr (range, ==, styles[i].range);
      g_assert_cmpstr (fixed, ==, styles[i].fixed);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/units/formats", test_formats);
  g_test_add_func ("/units/extremes", test_extremes);
  g_test_add_func ("/units/ranges", test_ranges);
  g_test_add_func ("/units/labels", test_labels);
  g_test_add_func ("/units/table", test_table);
  g_test_add_func ("/units/styles", test_styles);
  g_test_add_func ("/dates/parse", test_dates);
  g_test_add_func ("/dates/impossible", test_impossible_days);

  return g_test_run ();
}
