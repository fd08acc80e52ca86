/* Any text as what is short and comes alone: a table in CSV, a date, a duration, a unit, a package, an address on the web, a parameter of one and
 * the words of a server that refuses. */
#include <math.h>

#include "data/measure/toolbox-private.h"
#include "data/model/finding.h"
#include "data/model/units.h"
#include "data/sources/address.h"
#include "data/sources/conversion.h"
#include "data/sources/csv-read.h"
#include "data/sources/moving-range.h"
#include "data/sources/refusal.h"
#include "data/sources/source.h"
#include "data/sources/words.h"
#include "tests/fuzz/fuzz.h"

static void
check_table (const char *text, gsize length)
{
  g_autoptr (AssayCsv) csv = assay_csv_new ("table", text, length);
  g_autoptr (GError) error = NULL;

  while (assay_csv_next (csv, &error))
    {
      g_assert_cmpuint (assay_csv_length (csv), >, 0);
      g_assert_cmpuint (assay_csv_length (csv), <=, ASSAY_CSV_MAX_FIELDS);
      for (guint i = 0; i < assay_csv_length (csv); i++)
        {
          g_assert_cmpuint (strlen (assay_csv_field (csv, i)), <=, ASSAY_CSV_MAX_FIELD);
          assert_shown (assay_csv_field (csv, i));
        }
      assay_csv_find (csv, "year");
    }
  if (error != NULL)
    assert_shown (error->message);
}

/* A day that is read is written as itself. */
static void
check_date (const char *text)
{
  double first = assay_date_parse (text), last = assay_date_parse_end (text);
  g_autofree char *words = assay_date_describe (text), *iso = NULL, *format = NULL, *day = assay_words_date (text);

  g_assert_true (isnan (first) == isnan (last));
  if (day != NULL)
    g_assert_false (isnan (assay_date_parse (day)));
  if (isnan (first))
    return;
  g_assert_cmpfloat (first, <=, last);
  iso = assay_date_iso (first);
  format = assay_date_format (first);
  g_assert_cmpfloat (assay_date_parse (iso), ==, first);
  assert_shown (format);
  assert_shown (words);
}

/* Names come from JSON, which is UTF-8. */
static void
check_package (const char *text)
{
  g_autofree char *slug = assay_finding_slug (text), *name = assay_package_name (text), *type = assay_package_type (text);

  assert_shown (slug);
  assert_shown (name);
  assert_shown (type);
}

static void
check_name (const char *text)
{
  g_autofree char *cut = assay_words_cut (text, -1, 20), *rest = assay_words_cut (text, (gssize) strlen (text), 20);

  g_assert_cmpint (g_utf8_strlen (cut, -1), <=, 21);
  assert_shown (cut);
  g_assert_cmpstr (cut, ==, rest);
  g_assert_cmpint (assay_version_compare (text, text), ==, 0);
  g_assert_cmpint (assay_version_compare (text, "18.2"), ==, -assay_version_compare ("18.2", text));
}

static void
check_address (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayAddress) address = assay_address_parse (text, &error);
  g_autoptr (AssayAddress) again = NULL;

  assay_address_reach (text);
  g_assert_true ((address == NULL) == (error != NULL));
  if (address == NULL)
    {
      assert_shown (error->message);
      return;
    }
  assert_shown (address->shown);
  again = assay_address_parse (address->text, NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->origin, ==, address->origin);
  g_assert_cmpint (again->reach, ==, address->reach);
  if (!assay_address_check (address, FALSE, &error))
    assert_shown (error->message);
  else
    g_assert_true (address->secure || address->reach == ASSAY_REACH_LOOPBACK);
  g_clear_error (&error);
  if (assay_address_check_redirect (again, address, FALSE, address->reach == ASSAY_REACH_PUBLIC, NULL))
    g_assert_true (address->secure || address->reach == ASSAY_REACH_LOOPBACK);
}

/* Whatever a parameter says, the address of the question is one that is asked, at the same place. */
static void
check_parameter (const char *text)
{
  static const char * const names[] = { "packages", "product", "repository", "tags", "connections", "test", "server", "query", "purl", "package" };
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  guint n;
  const AssaySource *sources = assay_source_table (&n);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_ptr_array_add (pairs, (gpointer) names[i]);
      g_ptr_array_add (pairs, (gpointer) text);
    }
  g_ptr_array_add (pairs, NULL);
  for (guint i = 0; i < n; i++)
    {
      const char * const *parameters = (const char * const *) pairs->pdata;
      g_autoptr (GError) error = NULL, mistake = NULL, body_error = NULL;
      g_autofree char *asked = assay_source_address (&sources[i], NULL, parameters, &error);
      g_autofree char *body = assay_source_body (&sources[i], parameters, &body_error);
      g_autoptr (AssayAddress) address = asked != NULL ? assay_address_parse (asked, &mistake) : NULL;

      g_assert_true ((asked == NULL) == (error != NULL));
      g_assert_true (body == NULL || (body_error == NULL && g_utf8_validate (body, -1, NULL)));
      g_assert_true (asked == NULL || address != NULL || g_str_has_prefix (sources[i].address, "{server}"));
      if (error != NULL)
        assert_shown (error->message);
    }
}

/* A duration that is taken is written as itself. */
static void
check_range (const char *text)
{
  AssayMovingRange range = { 0 }, again = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;
  g_auto (GStrv) filled = NULL;

  if (!assay_moving_range_parse (&range, text, NULL, &error))
    {
      assert_shown (error->message);
      return;
    }
  written = assay_moving_range_length (&range);
  g_assert_true (assay_moving_range_parse (&again, written, NULL, NULL));
  g_assert_cmpuint (again.length, ==, range.length);
  g_assert_cmpuint (again.step, ==, range.step);
  filled = assay_moving_range_fill (&range, NULL, 1764288000);
  g_assert_cmpuint (range.length / range.step, <, ASSAY_RANGE_MAX_POINTS);
}

static void
check_unit (const char *text)
{
  guint n;
  const AssayUnit *units = assay_unit_table (&n);
  double factor;

  for (guint i = 0; i < n; i++)
    if (assay_conversion_find (text, &units[i], &factor))
      g_assert_true (isfinite (factor) && factor > 0);
}

static void
check_refusal (const char *text, gsize length)
{
  g_autofree char *words = assay_refusal_words (text, length);

  assert_shown (words);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  check_table ((const char *) data, size);
  check_date (text);
  check_name (text);
  if (g_utf8_validate (text, -1, NULL))
    check_package (text);
  check_address (text);
  check_parameter (text);
  check_range (text);
  check_unit (text);
  check_refusal ((const char *) data, size);

  return 0;
}
