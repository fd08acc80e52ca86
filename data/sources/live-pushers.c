/* GitHub's Innovation Graph: CSV with how many people pushed, by language or topic, economy and quarter. */
#include <string.h>

#include "data/model/error.h"
#include "data/sources/csv-read.h"
#include "data/sources/live-private.h"
#include "data/sources/words.h"

#define UNION "EU"           /* is listed beside its members */
#define MOST_SUMS 300000     /* bounds the memory */
#define FIRST_YEAR 2000
#define LAST_YEAR 2199

/* Where the columns are. */
typedef struct
{
  guint pushers, what, economy, year, quarter;
} Columns;

/* Of one language or topic and quarter. */
typedef struct
{
  char *what;
  guint quarter;           /* four times the year and 0 to 3 */
  guint64 pushers;
  guint economies;
} Sum;

static gboolean
recognise (const AssayImport *self)
{
  return self->root == NULL && assay_import_says (self, "num_pushers");
}

static gboolean
find_columns (const AssayCsv *csv, const char *what, Columns *columns, GError **error)
{
  const struct { const char *name; guint *at; } all[] = {
    { "num_pushers", &columns->pushers }, { what, &columns->what }, { "iso2_code", &columns->economy },
    { "year", &columns->year }, { "quarter", &columns->quarter },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      int at = assay_csv_find (csv, all[i].name);

      if (at < 0)
        {
          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, "the column “%s” is missing", all[i].name);
          return FALSE;
        }
      *all[i].at = (guint) at;
    }

  return TRUE;
}

/* A tree, because a table whose hash has no seed can be made slow. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
  const Sum *left = a, *right = b;
  int order = strcmp (left->what, right->what);

  return order != 0 ? order : (left->quarter > right->quarter) - (left->quarter < right->quarter);
}

static void
sum_free (gpointer data)
{
  Sum *self = data;

  g_free (self->what);
  g_free (self);
}

/* NULL if there are too many. */
static Sum *
find_sum (GTree *sums, const char *what, guint quarter)
{
  Sum wanted = { .what = (char *) what, .quarter = quarter };
  Sum *sum = g_tree_lookup (sums, &wanted);

  if (sum != NULL || g_tree_nnodes (sums) >= MOST_SUMS)
    return sum;
  sum = g_new0 (Sum, 1);
  sum->what = g_strdup (what);
  sum->quarter = quarter;
  g_tree_insert (sums, sum, sum);

  return sum;
}

static void
take_record (AssayImport *self, const AssayCsv *csv, const Columns *columns, GTree *sums)
{
  const char *what = assay_csv_field (csv, columns->what);
  guint64 pushers, year, quarter;
  Sum *sum;

  if (strcmp (assay_csv_field (csv, columns->economy), UNION) == 0)
    return;
  if (*what == '\0' || !g_ascii_string_to_unsigned (assay_csv_field (csv, columns->pushers), 10, 0, G_MAXUINT32, &pushers, NULL)
      || !g_ascii_string_to_unsigned (assay_csv_field (csv, columns->year), 10, FIRST_YEAR, LAST_YEAR, &year, NULL)
      || !g_ascii_string_to_unsigned (assay_csv_field (csv, columns->quarter), 10, 1, 4, &quarter, NULL))
    {
      assay_results_skip (self->results, "%s:%u: must be a number of people, a name, a year and a quarter", self->name, assay_csv_line (csv));
      return;
    }
  sum = find_sum (sums, what, (guint) (4 * year + quarter - 1));
  if (sum == NULL)
    assay_results_skip (self->results, "%s:%u: is more than can be summed up here", self->name, assay_csv_line (csv));
  else
    {
      sum->pushers += pushers;
      sum->economies++;
    }
}

static gboolean
add_row (gpointer key G_GNUC_UNUSED, gpointer value, gpointer data)
{
  const Sum *sum = value;
  AssayImport *self = data;
  AssayResult *row = assay_import_add (self, sum->what, "pushers", (double) sum->pushers);

  row->date = g_strdup_printf ("%u-Q%u", sum->quarter / 4, sum->quarter % 4 + 1);
  row->quality = g_strdup_printf (sum->economies == 1 ? "%u economy" : "%u economies", sum->economies);

  return FALSE;
}

/* A sum of half a file would be wrong: it is all or nothing. */
static void
fail (AssayImport *self, const char *message)
{
  g_ptr_array_set_size (self->results->skipped, 0);
  self->results->n_skipped = 0;
  assay_results_skip (self->results, "%s", message);
}

static void
read_all (AssayImport *self, const char *what)
{
  g_autoptr (AssayCsv) csv = assay_csv_new (self->name, self->text, self->length);
  g_autoptr (GTree) sums = g_tree_new_full (compare, NULL, NULL, sum_free);
  g_autoptr (GError) error = NULL;
  Columns columns;

  if (!assay_csv_next (csv, &error) || !find_columns (csv, what, &columns, &error))
    {
      g_autofree char *message = g_strdup_printf ("%s: %s", self->name, error != NULL ? error->message : "is empty");

      fail (self, message);
      return;
    }
  while (assay_csv_next (csv, &error))
    take_record (self, csv, &columns, sums);
  if (error != NULL)
    {
      fail (self, error->message);
      return;
    }
  g_tree_foreach (sums, add_row, self);
  self->results->note = g_strdup ("sum of the economies that are listed, without the EU, whose members are among them");
}

static void
read_languages (AssayImport *self)
{
  read_all (self, "language");
}

static void
read_topics (AssayImport *self)
{
  read_all (self, "topic");
}

static const AssayImportFormat languages = { "languages", "Innovation Graph's languages", "Innovation Graph", recognise, read_languages };
static const AssayImportFormat topics = { "topics", "Innovation Graph's topics", "Innovation Graph", recognise, read_topics };

AssayResults *
assay_live_languages (const char *name, GBytes *body, GError **error)
{
  return assay_import_read_as (name, body, &languages, error);
}

AssayResults *
assay_live_topics (const char *name, GBytes *body, GError **error)
{
  return assay_import_read_as (name, body, &topics, error);
}
