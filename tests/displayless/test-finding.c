/* Sentences over the fixture's figures: what each placeholder and each condition says, and that the sentence turns with the data. */
#include "chart-fixture.h"
#include "data/model/finding.h"
#include "data/model/units.h"

#define RATES \
  "\"kind\": \"bars\", \"metric\": \"rate\", " \
  "\"series\": [{\"subject\": \"left\", \"of\": [\"left-one\", \"left-two\"]}, {\"name\": \"The right\", \"subject\": \"right\", \"of\": [\"right-one\", \"right-two\"]}], "
#define STOCKS \
  "\"kind\": \"lines\", \"category\": \"date\", \"metric\": \"stock\", " \
  "\"series\": [{\"subject\": \"left\"}, {\"subject\": \"right\"}, {\"name\": \"Said\", \"subject\": \"right\", \"role\": \"claim\"}], "
#define DELAYS "\"kind\": \"bars\", \"metric\": \"delay\", \"series\": [{\"name\": \"All\", \"of\": [\"left-one\", \"right-one\", \"right-two\"]}], "
#define SCALED "\"kind\": \"lines\", \"category\": \"workers\", \"metric\": \"scaled\", \"without\": \"flags\", \"series\": [{\"subject\": \"left-one\"}], "
#define OVERHEADS "\"kind\": \"bars\", \"metric\": \"overhead\", \"labels\": {\"left\": \"The Left!\"}, \"series\": [{\"subject\": \"left\"}, {\"subject\": \"right\"}], "

typedef struct
{
  const char *name, *chart, *text, *expected;
} Placeholder;

static const Placeholder placeholders[] = {
  { "name", RATES, "{name:best} {name:worst}", "Right Two Left One" },
  { "lower-is-better", DELAYS, "{name:best} {name:worst}", "Right Two Left One" },
  { "gated-left-out", RATES, "{count:right}", "1" },
  { "within", RATES, "{name:best.left}", "Left Two" },
  { "series-name", RATES, "{name:best.the-right} {series:best}", "Right Two The right" },
  { "origin", STOCKS, "{count:bench}", "4" },
  { "metric", DELAYS, "{count:delay}", "3" },
  { "median", DELAYS, "{name:median}", "Right One" },
  { "side", RATES, "{side:best}", "Right" },
  { "value", RATES, "{value:best}", "400 req/s" },
  { "short", RATES, "{short:best}", "400" },
  { "number", STOCKS, "{number:last.right}", "100" },
  { "low-high", OVERHEADS, "{low:left} {high:left}", "15 % 20 %" },
  { "category", OVERHEADS, "{category:@the-left}", "The Left!" },
  { "x", SCALED, "{x:last} {x:first}", "4 1" },
  { "first-last", STOCKS, "{number:first.left} {number:last.left}", "10 40" },
  { "last-of-all-best", STOCKS, "{name:best.last} {name:worst.last}", "Right Left" },
  { "year", STOCKS, "{year:first} {year:last}", "2019 2023" },
  { "date", STOCKS, "{date:first}", "1 Jan 2019" },
  { "claims", STOCKS, "{number:claims} {count:claims} {count:all}", "55 1 4" },
  { "ratio", STOCKS, "{ratio:last.right/last.left}", "2.5" },
  { "ratio-whole", STOCKS, "{ratio:last.left/first.left}", "4" },
  { "ratio-small", STOCKS, "{ratio:first.left/last.right}", "0.10" },
  { "more-less-share", STOCKS, "{more:last.right/last.left}, {less:last.left/last.right}, {share:last.left/last.right}",
    "150 %, 60 %, 40 %" },
  { "difference", STOCKS, "{difference:last.right/last.left}", "60 packages" },
  { "store", STOCKS, "{figures} {sources} {independent} {charts} {newest}", "24 5 3 1 1 Jan 2026" },
  { "no-placeholder", STOCKS, "Plain.", "Plain." },
};

/* The text as the chart's only finding. */
static char *
say (AssayStore *store, const char *chart, const char *text)
{
  g_autofree char *members = g_strdup_printf ("%s\"findings\": [{\"text\": \"%s\"}]", chart, text);
  g_autoptr (AssayFigure) figure = fixture_figure (store, members);

  g_assert_nonnull (figure);

  return g_strdup (figure->finding);
}

static void
test_placeholder (gconstpointer data)
{
  const Placeholder *placeholder = data;
  g_autoptr (AssayStore) store = fixture_store ();
  g_autofree char *text = say (store, placeholder->chart, placeholder->text);

  g_assert_cmpstr (text, ==, placeholder->expected);
}

typedef struct
{
  const char *name, *chart, *when;
  gboolean holds;
} Condition;

static const Condition conditions[] = {
  { "greater", STOCKS, "{number:last.right} > 40", TRUE },
  { "not-greater", STOCKS, "{number:last.right} > 100", FALSE },
  { "at-least", STOCKS, "{number:last.right} >= 100", TRUE },
  { "less", STOCKS, "{number:last.left} < 40", FALSE },
  { "at-most", STOCKS, "{number:last.left} <= 40", TRUE },
  { "equal", STOCKS, "{count:all} = 4", TRUE },
  { "unequal", STOCKS, "{count:all} != 4", FALSE },
  { "against-placeholder", STOCKS, "{number:last.right} > {number:last.left}", TRUE },
  { "id", RATES, "{side:best} = right", TRUE },
  { "other-id", RATES, "{side:best} = left", FALSE },
  { "id-differs", RATES, "{name:best} != left-two", TRUE },
  { "ids-of-placeholders", RATES, "{name:best} = {name:best.right}", TRUE },
  { "id-has-no-order", RATES, "{name:best} > left", FALSE },
  { "nothing-found", RATES, "{number:claims} > 0", FALSE },
};

static void
test_condition (gconstpointer data)
{
  const Condition *condition = data;
  g_autoptr (AssayStore) store = fixture_store ();
  g_autofree char *members = g_strdup_printf ("%s\"findings\": [{\"when\": \"%s\", \"text\": \"Yes\"}, {\"text\": \"No\"}]",
                                              condition->chart, condition->when);
  g_autoptr (AssayFigure) figure = fixture_figure (store, members);

  g_assert_cmpstr (figure->finding, ==, condition->holds ? "Yes" : "No");
}

static void
test_all_must_hold (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  g_autoptr (AssayFigure) figure = fixture_figure (store, STOCKS
    "\"findings\": [{\"when\": [\"{count:all} = 4\", \"{count:left} = 3\"], \"text\": \"Both\"}, {\"when\": [\"{count:all} = 4\", \"{count:left} = 2\"], \"text\": \"Second\"}]");

  g_assert_cmpstr (figure->finding, ==, "Second");
}

/* A sentence about what isn't there is passed over; without any other the subtitle stands in. */
static void
test_falls_back (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  g_autoptr (AssayFigure) second = fixture_figure (store, RATES "\"findings\": [{\"text\": \"{name:claims}\"}, {\"text\": \"Second\"}]");
  g_autoptr (AssayFigure) none = fixture_figure (store, RATES "\"findings\": [{\"text\": \"{name:claims}\"}], \"subtitle\": \"{count:all} bars\"");

  g_assert_cmpstr (second->finding, ==, "Second");
  g_assert_cmpstr (none->finding, ==, "3 bars");
}

#define WHO \
  RATES "\"findings\": [{\"when\": \"{ratio:best.left/best.right} >= 1.05\", \"text\": \"{name:best} beats {name:best.right} {ratio:best.left/best.right} times\"}, " \
  "{\"when\": \"{ratio:best.right/best.left} >= 1.05\", \"text\": \"{name:best} beats {name:best.left} {ratio:best.right/best.left} times\"}, {\"text\": \"A tie\"}]"
#define OVERRIDE(value) \
  "{\"figures\": [{\"metric\": \"rate\", \"subject\": \"left-two\", \"value\": " #value ", \"date\": \"2025\", \"origin\": \"bench\"}]}"

static void
assert_says (AssayStore *store, const char *expected)
{
  g_autoptr (AssayFigure) figure = assay_chart_get_figure (assay_store_find_chart (store, "c"), store, TODAY, NULL);

  g_assert_cmpstr (figure->finding, ==, expected);
}

static void
test_turns_with_data (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  g_autoptr (AssayFigure) figure = fixture_figure (store, WHO);

  g_assert_cmpstr (figure->finding, ==, "Right Two beats Left Two 1.3 times");
  fixture_layer (store, OVERRIDE (1000));
  assert_says (store, "Left Two beats Right Two 2.5 times");
  fixture_layer (store, OVERRIDE (405));
  assert_says (store, "A tie");
}

static void
test_slug (void)
{
  const struct { const char *name, *slug; } cases[] = {
    { "Left", "left" }, { "The Left!", "the-left" }, { "4,096 connections", "4-096-connections" }, { "  ", "" }, { "µ s", "s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *slug = assay_finding_slug (cases[i].name);

      g_assert_cmpstr (slug, ==, cases[i].slug);
    }
}

static void
test_ratio (void)
{
  const struct { double ratio; const char *text; } cases[] = {
    { 25.4, "25" }, { 9.96, "10" }, { 9.94, "9.9" }, { 2.52, "2.5" }, { 2.04, "2" }, { 1, "1" }, { 0.996, "1" }, { 0.63, "0.63" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = assay_finding_format_ratio (cases[i].ratio);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Sentences are written as the user writes numbers. */
static void
test_number_style (void)
{
  g_autoptr (AssayStore) store = fixture_store ();
  g_autofree char *text = NULL, *before = NULL;

  assay_numbers_set_style ("point");
  text = say (store, STOCKS, "{ratio:last.right/last.left} {share:last.left/last.right}");
  assay_numbers_set_style ("comma");
  before = say (store, STOCKS, "{ratio:last.right/last.left} {share:last.left/last.right}");
  g_assert_cmpstr (text, ==, "2,5 40\u202f%");
  g_assert_cmpstr (before, ==, "2.5 40\u202f%");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    {
      g_autofree char *path = g_strconcat ("/finding/says/", placeholders[i].name, NULL);

      g_test_add_data_func (path, &placeholders[i], test_placeholder);
    }
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autofree char *path = g_strconcat ("/finding/when/", conditions[i].name, NULL);

      g_test_add_data_func (path, &conditions[i], test_condition);
    }
  g_test_add_func ("/finding/all-must-hold", test_all_must_hold);
  g_test_add_func ("/finding/falls-back", test_falls_back);
  g_test_add_func ("/finding/turns-with-data", test_turns_with_data);
  g_test_add_func ("/finding/slug", test_slug);
  g_test_add_func ("/finding/ratio", test_ratio);
  g_test_add_func ("/finding/number-style", test_number_style);

  return g_test_run ();
}
