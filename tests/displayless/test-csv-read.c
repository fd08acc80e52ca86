/* Tables in CSV. */
#include <string.h>

#include "data/model/error.h"
#include "data/sources/csv-read.h"

/* Fields with "|" between them, records with "/"; an error's message at the end. */
static char *
read_all (const char *text, gsize length)
{
  g_autoptr (AssayCsv) csv = assay_csv_new ("t.csv", text, length);
  g_autoptr (GError) error = NULL;
  GString *all = g_string_new (NULL);

  while (assay_csv_next (csv, &error))
    {
      for (guint i = 0; i < assay_csv_length (csv); i++)
        g_string_append_printf (all, "%s%s", i == 0 ? "" : "|", assay_csv_field (csv, i));
      g_string_append_c (all, '/');
    }
  if (error != NULL)
    {
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
      g_string_append (all, error->message);
    }

  return g_string_free (all, FALSE);
}

static const struct { const char *text, *expected; } tables[] = {
  { "", "" },
  { "a,b\n1,2\n", "a|b/1|2/" },
  { "a,b\r\n1,2\r\n", "a|b/1|2/" },
  { "a,b\n1,2", "a|b/1|2/" },
  { "a\n", "a/" },
  { "\n", "/" },
  { ",\n,", "|/|/" },
  { "\"a\",\"b\"\n", "a|b/" },
  { "\"a,b\",\"c\nd\"\n", "a,b|c\nd/" },
  { "\"say \"\"hi\"\"\",\"\"\n", "say \"hi\"|/" },
  { "\"\"\"\"\n", "\"/" },
  { "\"a\"", "a/" },
  { " a , b\n", " a | b/" },
  { "C\303\251,x\n", "C\303\251|x/" },
  { "a,b\n1\n", "a|b/t.csv:2: a record has not as many fields as the first" },
  { "a,b\n1,2,3\n", "a|b/t.csv:2: a record has not as many fields as the first" },
  { "a,b\n\n1,2\n", "a|b/t.csv:2: a record has not as many fields as the first" },
  { "a,\"b\n", "t.csv:1: a quote isn't closed" },
  { "\"", "t.csv:1: a quote isn't closed" },
  { "\"a\"\"", "t.csv:1: a quote isn't closed" },
  { "a,b\"c\"\n", "t.csv:1: a quote within a field that has none around it" },
  { "\"a\"b,c\n", "t.csv:1: a comma or the end of the line must follow a field" },
  { "a\rb\n", "t.csv:1: a comma or the end of the line must follow a field" },
  { "a\r", "t.csv:1: a comma or the end of the line must follow a field" },
  { "\"a\nb\",c\n\"d\n\ne\",f\ng\"\n", "a\nb|c/d\n\ne|f/t.csv:6: a quote within a field that has none around it" },
  { "a\377,b\n", "t.csv:1: a field is no text" },
};

static void
test_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      /* Exactly as long, so that a sanitiser sees a byte read behind it. */
      gsize length = strlen (tables[i].text);
      g_autofree char *exact = g_memdup2 (tables[i].text, length);
      g_autofree char *all = read_all (exact, length);

      g_assert_cmpstr (all, ==, tables[i].expected);
    }
}

static void
test_nul (void)
{
  g_autofree char *all = read_all ("a\0b,c\n", 6);

  g_assert_cmpstr (all, ==, "t.csv:1: a field is no text");
}

static void
test_limits (void)
{
  g_autofree char *fits = g_strnfill (ASSAY_CSV_MAX_FIELD, 'x'), *commas = g_strnfill (ASSAY_CSV_MAX_FIELDS - 1, ',');
  g_autofree char *wide = g_strconcat (commas, ",", NULL), *longer = g_strconcat (fits, "x", NULL);
  g_autofree char *quoted = g_strconcat ("\"", fits, "\"\"\"", NULL), *just = g_strconcat (fits, "/", NULL), *all = NULL;

  all = read_all (fits, strlen (fits));
  g_assert_cmpstr (all, ==, just);
  g_free (all);
  all = read_all (longer, strlen (longer));
  g_assert_cmpstr (all, ==, "t.csv:1: a field is too long");
  g_free (all);
  all = read_all (quoted, strlen (quoted));
  g_assert_cmpstr (all, ==, "t.csv:1: a field is too long");
  g_free (all);
  all = read_all (commas, strlen (commas));
  g_assert_cmpuint (strlen (all), ==, ASSAY_CSV_MAX_FIELDS);
  g_free (all);
  all = read_all (wide, strlen (wide));
  g_assert_cmpstr (all, ==, "t.csv:1: a record has too many fields");
}

static void
test_places (void)
{
  const char *text = "year,name\n1,\"a\nb\"\n2,c\n3";
  g_autoptr (AssayCsv) csv = assay_csv_new ("t.csv", text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_true (assay_csv_next (csv, NULL));
  g_assert_cmpint (assay_csv_find (csv, "name"), ==, 1);
  g_assert_cmpint (assay_csv_find (csv, "month"), ==, -1);
  g_assert_true (assay_csv_next (csv, NULL));
  g_assert_cmpuint (assay_csv_line (csv), ==, 2);
  g_assert_true (assay_csv_next (csv, NULL));
  g_assert_cmpuint (assay_csv_line (csv), ==, 4);
  g_assert_false (assay_csv_next (csv, NULL));
  g_assert_false (assay_csv_next (csv, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-read/tables", test_tables);
  g_test_add_func ("/csv-read/nul", test_nul);
  g_test_add_func ("/csv-read/limits", test_limits);
  g_test_add_func ("/csv-read/places", test_places);

  return g_test_run ();
}
