/* What a plan takes from names and defaults, and how it shares out its time. */
#include "data/model/error.h"

#include "workbench.h"

static Workbench bench;

static const struct
{
  const char *name;
  AssayPlanKind kind;
  const char *scenarios, *technologies;   /* separated by commas; NULL: the defaults */
  const char *items;                      /* "scenario: technology technology; ..." */
  const char *notes;                      /* in order, separated by "; " */
} selections[] = {
  { "quick", ASSAY_PLAN_QUICK, NULL, NULL, "computed: good slow; served: good", "The missing one: %s (apt install absent)" },
  { "standard", ASSAY_PLAN_STANDARD, NULL, NULL, "compared: good slow wrong; served: good slow", "The missing one: %s (apt install absent)" },
  { "thorough", ASSAY_PLAN_THOROUGH, NULL, NULL, "compared: good slow wrong; served: good slow", "The missing one: %s (apt install absent)" },
  { "named", ASSAY_PLAN_QUICK, "served", "slow,good", "served: good slow", "" },
  { "named-by-subject", ASSAY_PLAN_QUICK, "served", "subject-slow", "served: slow", "" },
  { "named-twice", ASSAY_PLAN_QUICK, "served,computed,served", "good", "computed: good; served: good", "" },
  { "technologies-alone", ASSAY_PLAN_QUICK, NULL, "chatty", "computed: chatty; served: chatty", "" },
  { "quick-without-a-list", ASSAY_PLAN_QUICK, "compared", NULL, "compared: good slow wrong", "" },
  { "without", ASSAY_PLAN_QUICK, "computed", "late,good", "computed: good", "The late one: not in “What is computed”: it is never in time" },
  { "dimension", ASSAY_PLAN_QUICK, "counted", "good", "counted: good", "" },
};

static const struct
{
  const char *name, *scenarios, *technologies, *message;
} refusals[] = {
  { "scenario", "nonsense", NULL, "there is no scenario “nonsense”; assay list scenarios names them" },
  { "technology", "served", "good,nonsense", "there is no technology “nonsense”; assay list technologies names them" },
  { "unusable", "served", "missing", "nothing can be measured: The missing one: %s (apt install absent)" },
  { "excepted", "computed", "late", "nothing can be measured: The late one: not in “What is computed”: it is never in time" },
};

static char **
words (const char *text)
{
  return text != NULL ? g_strsplit (text, ",", -1) : NULL;
}

/* The reason is the toolbox's own. */
static char *
with_reason (const char *format)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strjoinv (assay_toolbox_get (bench.toolbox, "missing")->reason, parts);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(AssayPlanItem **) a)->scenario->id, (*(AssayPlanItem **) b)->scenario->id);
}

static int
compare_technologies (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(AssayTechnology **) a)->id, (*(AssayTechnology **) b)->id);
}

static char *
describe (AssayPlan *plan)
{
  GString *text = g_string_new (NULL);

  g_ptr_array_sort (plan->items, compare_items);
  for (guint i = 0; i < plan->items->len; i++)
    {
      AssayPlanItem *item = g_ptr_array_index (plan->items, i);

      g_ptr_array_sort (item->technologies, compare_technologies);
      g_string_append_printf (text, "%s%s:", i > 0 ? "; " : "", item->scenario->id);
      for (guint j = 0; j < item->technologies->len; j++)
        g_string_append_printf (text, " %s", ((AssayTechnology *) g_ptr_array_index (item->technologies, j))->id);
    }

  return g_string_free (text, FALSE);
}

static char *
join (GPtrArray *notes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", (char *) g_ptr_array_index (notes, i));

  return g_string_free (text, FALSE);
}

static void
test_selection (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (GStrv) scenarios = words (selections[i].scenarios), technologies = words (selections[i].technologies);
  g_autofree char *items = NULL, *notes = NULL, *expected = with_reason (selections[i].notes);
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayPlan) plan = assay_plan_new (bench.workloads, bench.toolbox, selections[i].kind, (const char * const *) scenarios,
                                               (const char * const *) technologies, 0, &error);

  g_assert_no_error (error);
  items = describe (plan);
  notes = join (plan->notes);
  g_assert_cmpstr (items, ==, selections[i].items);
  g_assert_cmpstr (notes, ==, expected);
}

static void
test_refusal (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (GStrv) scenarios = words (refusals[i].scenarios), technologies = words (refusals[i].technologies);
  g_autofree char *expected = with_reason (refusals[i].message);
  g_autoptr (GError) error = NULL;
  AssayPlan *plan = assay_plan_new (bench.workloads, bench.toolbox, ASSAY_PLAN_QUICK, (const char * const *) scenarios,
                                    (const char * const *) technologies, 0, &error);

  g_assert_null (plan);
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, expected);
}

/* "cores" is a number, and no value comes twice. */
static void
test_values (void)
{
  g_autoptr (AssayPlan) plan = workbench_plan (&bench, "counted", "good,slow");
  AssayPlanItem *item = g_ptr_array_index (plan->items, 0);
  g_autofree char *cores = g_strdup_printf ("%u", g_get_num_processors ());
  guint n = g_get_num_processors () == 1 ? 1 : 2;

  g_assert_cmpuint (g_strv_length (item->values), ==, n);
  g_assert_cmpstr (item->values[0], ==, "1");
  g_assert_cmpstr (item->values[n - 1], ==, cores);
  g_assert_cmpuint (assay_plan_item_cells (item), ==, 2 * n);
}

/* The whole budget is shared out; loads get longer with it, within bounds; the estimate doesn't change. */
static void
test_budget (void)
{
  const char * const scenarios[] = { "served", "computed", NULL };
  const char * const technologies[] = { "good", "slow", NULL };
  double before = 0, estimate = 0;

  for (double budget = 1; budget < 2000; budget *= 4)
    {
      g_autoptr (AssayPlan) plan = assay_plan_new (bench.workloads, bench.toolbox, ASSAY_PLAN_STANDARD, scenarios, technologies, budget, NULL);
      AssayPlanItem *served = g_ptr_array_index (plan->items, 0), *computed = g_ptr_array_index (plan->items, 1);
      double seconds = assay_plan_item_seconds (plan, served);

      g_assert_cmpfloat_with_epsilon (assay_plan_item_share (plan, served) + assay_plan_item_share (plan, computed), budget, 1e-6 * budget);
      g_assert_cmpfloat (seconds, >=, MAX (0.2, before));
      g_assert_cmpfloat (seconds, <=, 3 * 0.2 + 1e-9);
      g_assert_true (before == 0 || estimate == assay_plan_estimate (plan));
      before = seconds;
      estimate = assay_plan_estimate (plan);
    }
  g_assert_cmpfloat (before, >, 0.5);
  /* Two cells, checked once and started five times with two loads of 0.2 s. */
  g_assert_cmpfloat (estimate, >, 2 * 6 * 2 * 0.2);
}

static void
add_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (selections); i++)
    {
      g_autofree char *path = g_strdup_printf ("/plan/selection/%s", selections[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_selection);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/plan/refusal/%s", refusals[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_refusal);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  workbench_set_up (&bench);
  add_cases ();
  g_test_add_func ("/plan/values", test_values);
  g_test_add_func ("/plan/budget", test_budget);
  status = g_test_run ();
  workbench_tear_down (&bench);

  return status;
}
