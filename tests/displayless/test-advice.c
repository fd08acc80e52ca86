#include <math.h>
#include <string.h>

#include "data/advice/advice-private.h"
#include "data/model/figure.h"
#include "data/model/provenance.h"
#include "data/model/series.h"

#define MOST 4
#define NEAR 1e-9

/* A decision by hand: one setting a driver. It outlives every advice made of it. */
typedef struct
{
  AssayDecision *decision;
  AssayDriver drivers[MOST];
  AssayDecisionDriver weighed[MOST];
  AssayValueCell cells[MOST][MOST];
  AssayValuePoint points[MOST][MOST];
  AssayAlternative alternatives[MOST];
  guint parts[2];
  double shares[MOST];
  AssayPart part[2];
  double values[MOST][MOST], weights[MOST], first[MOST];
} Fixture;

static char * const names[] = { "Throughput", "Data and AI", "Team skills", "Operations" };
static char * const technologies[] = { "Node.js", "Python", "Node.js and Python together", "Other" };

static void
setting_free (gpointer data)
{
  g_ptr_array_unref (((AssaySetting *) data)->data);
  g_free (data);
}

static void
fixture_init (Fixture *self, guint n, guint m)
{
  *self = (Fixture) { 0 };
  self->decision = g_atomic_rc_box_new0 (AssayDecision);
  self->decision->alternatives = g_ptr_array_new ();
  self->decision->drivers = g_ptr_array_new ();
  self->decision->parts = g_ptr_array_new ();
  self->decision->problem.seed = 7;
  for (guint j = 0; j < n; j++)
    {
      AssaySetting *setting = g_new0 (AssaySetting, 1);

      setting->data = g_ptr_array_new ();
      self->drivers[j].name = self->drivers[j].id = names[j];
      self->weighed[j] = (AssayDecisionDriver) { .driver = &self->drivers[j], .basis = ASSAY_BASIS_PROFILE, .floor = NAN,
                                                 .settings = g_ptr_array_new_with_free_func (setting_free), .cells = self->cells[j] };
      g_ptr_array_add (self->weighed[j].settings, setting);
      g_ptr_array_add (self->decision->drivers, &self->weighed[j]);
      for (guint a = 0; a < m; a++)
        {
          self->points[j][a] = (AssayValuePoint) { 0, 1 };
          self->cells[j][a] = (AssayValueCell) { .points = &self->points[j][a], .n = 1 };
        }
    }
  for (guint a = 0; a < m; a++)
    {
      self->alternatives[a] = (AssayAlternative) { .id = technologies[a], .name = technologies[a], .hue = (int) a };
      g_ptr_array_add (self->decision->alternatives, &self->alternatives[a]);
    }
}

static void
decision_clear (gpointer data)
{
  AssayDecision *decision = data;

  g_ptr_array_unref (decision->alternatives);
  g_ptr_array_unref (decision->drivers);
  g_ptr_array_unref (decision->parts);
}

static void
fixture_clear (Fixture *self)
{
  for (guint j = 0; j < self->decision->drivers->len; j++)
    g_ptr_array_unref (self->weighed[j].settings);
  g_atomic_rc_box_release_full (self->decision, decision_clear);
}

static void
set_driver (Fixture *self, guint j, double weight, double a, double b)
{
  self->weights[j] = weight;
  self->values[0][j] = a;
  self->values[1][j] = b;
}

/* Draws of which only the means and who is first are said. */
static AssayAdvice *
advise (const Fixture *self)
{
  AssaySmaa *smaa = g_new0 (AssaySmaa, 1);
  guint m = self->decision->alternatives->len, n = self->decision->drivers->len;

  smaa->n_alternatives = m;
  smaa->n_criteria = n;
  smaa->n_samples = 10000;
  smaa->acceptability = g_new0 (double, m * m);
  smaa->pairwise = g_new0 (double, m * m);
  smaa->central = g_new0 (double, m * n);
  smaa->confidence = g_new0 (double, m);
  smaa->mean = g_new0 (double, m);
  smaa->low = g_new0 (double, m);
  smaa->high = g_new0 (double, m);
  smaa->value = g_new0 (double, m * n);
  smaa->weight = g_memdup2 (self->weights, n * sizeof (double));
  for (guint a = 0; a < m; a++)
    {
      for (guint j = 0; j < n; j++)
        {
          smaa->value[a * n + j] = self->values[a][j];
          smaa->mean[a] += self->weights[j] * self->values[a][j];
        }
      smaa->acceptability[a * m] = self->first[a];
      if (m > 1)
        smaa->acceptability[a * m + 1] = 1 - self->first[a];
      smaa->confidence[a] = 0.834;
      smaa->low[a] = smaa->mean[a] - 0.1;
      smaa->high[a] = smaa->mean[a] + 0.1;
    }

  return assay_advice_make (self->decision, smaa);
}

/* Throughput 0.5: 0.8 against 0.4; Data and AI 0.3: 0.2 against 0.7; Team skills 0.2: level. The lead is 0.2 - 0.15 = 0.05. */
static void
three_drivers (Fixture *fixture, double first)
{
  fixture_init (fixture, 3, 2);
  set_driver (fixture, 0, 0.5, 0.8, 0.4);
  set_driver (fixture, 1, 0.3, 0.2, 0.7);
  set_driver (fixture, 2, 0.2, 0.5, 0.5);
  fixture->first[0] = first;
  fixture->first[1] = 1 - first;
}

static const AssayFlip *
find_flip (const AssayAdvice *advice, AssayFlipKind kind, guint driver, guint alternative)
{
  for (guint i = 0; i < advice->flips->len; i++)
    {
      const AssayFlip *flip = advice->flips->pdata[i];

      if (flip->kind == kind && flip->driver == driver && (kind == ASSAY_FLIP_WEIGHT || flip->alternative == alternative))
        return flip;
    }

  return NULL;
}

/* Plain spaces for the narrow ones. */
static void
assert_text (const char *text, const char *expected)
{
  g_auto (GStrv) parts = g_strsplit (text, "\u202f", -1);
  g_autofree char *plain = g_strjoinv (" ", parts);

  g_assert_cmpstr (plain, ==, expected);
}

/* By hand: with Data and AI at x, the lead is -0.5 x + (1 - x) 0.2 / 0.7, which is 0 at x = (2/7) / (2/7 + 1/2) = 4/11. */
static void
test_weight_flip (void)
{
  Fixture fixture;
  g_autoptr (AssayAdvice) advice = NULL;
  const AssayFlip *flip;

  three_drivers (&fixture, 0.95);
  advice = advise (&fixture);
  flip = find_flip (advice, ASSAY_FLIP_WEIGHT, 1, 0);
  g_assert_cmpfloat_with_epsilon (flip->at, 4.0 / 11, NEAR);
  g_assert_cmpfloat_with_epsilon (flip->lead_low, 0.1 * -0.5 + 0.9 * 2 / 7, NEAR);
  g_assert_cmpfloat_with_epsilon (flip->lead_high, 0.5 * -0.5 + 0.5 * 2 / 7, NEAR);
  g_assert_cmpuint (flip->leader, ==, 1);
  assert_text (flip->text, "Raise Data and AI from 30 % to 36 % and Python leads");
  /* Throughput: 0.4 x + (1 - x) (-0.3) = 0 at x = 3/7. */
  flip = find_flip (advice, ASSAY_FLIP_WEIGHT, 0, 0);
  g_assert_cmpfloat_with_epsilon (flip->at, 3.0 / 7, NEAR);
  assert_text (flip->text, "Lower Throughput from 50 % to 43 % and Python leads");
  /* A driver under which both are worth the same only thins out the others: at 1 they are level, and nobody is ever behind. */
  g_assert_true (isnan (find_flip (advice, ASSAY_FLIP_WEIGHT, 2, 0)->at));
  /* The smallest change comes first. */
  g_assert_cmpuint (((AssayFlip *) advice->flips->pdata[0])->driver, ==, 1);
  g_clear_pointer (&advice, assay_advice_unref);
  fixture_clear (&fixture);
}

static void
test_locked (void)
{
  Fixture fixture;
  g_autoptr (AssayAdvice) advice = NULL;

  three_drivers (&fixture, 0.95);
  fixture.weighed[1].locked = TRUE;
  advice = advise (&fixture);
  g_assert_null (find_flip (advice, ASSAY_FLIP_WEIGHT, 1, 0));
  g_assert_nonnull (find_flip (advice, ASSAY_FLIP_WEIGHT, 0, 0));
  g_clear_pointer (&advice, assay_advice_unref);
  fixture_clear (&fixture);
}

/* A lead of 0.05 is gone where a value under a weight of 0.5 moves by 0.1. */
static void
test_value_flip (void)
{
  Fixture fixture;
  g_autoptr (AssayAdvice) advice = NULL;
  const AssayFlip *flip;

  three_drivers (&fixture, 0.95);
  fixture.weighed[1].basis = ASSAY_BASIS_FIGURES;
  fixture.points[0][1] = (AssayValuePoint) { 0.25, 0.5 };
  advice = advise (&fixture);
  flip = find_flip (advice, ASSAY_FLIP_VALUE, 0, 0);
  g_assert_cmpfloat_with_epsilon (flip->at, 0.7, NEAR);
  assert_text (flip->text, "Were Node.js worth 70 rather than 80 of 100 under Throughput, Python would lead");
  flip = find_flip (advice, ASSAY_FLIP_VALUE, 0, 1);
  g_assert_cmpfloat_with_epsilon (flip->at, 0.5, NEAR);
  g_assert_cmpfloat_with_epsilon (flip->low, 0.25, NEAR);
  g_assert_cmpfloat_with_epsilon (flip->lead_low, 0.05 + 0.5 * 0.15, NEAR);
  g_assert_cmpfloat_with_epsilon (flip->lead_high, 0, NEAR);
  g_assert_cmpfloat_with_epsilon (find_flip (advice, ASSAY_FLIP_VALUE, 1, 0)->at, 0.2 - 0.05 / 0.3, NEAR);
  g_assert_cmpfloat_with_epsilon (find_flip (advice, ASSAY_FLIP_VALUE, 2, 1)->at, 0.75, NEAR);
  /* What was read from figures comes after what was assumed. */
  g_assert_cmpuint (((AssayFlip *) advice->flips->pdata[advice->flips->len - 1])->driver, ==, 1);
  g_clear_pointer (&advice, assay_advice_unref);
  fixture_clear (&fixture);
}

/* A share of what a member is worth more comes to who is joined of it. */
static void
add_joined (Fixture *self, guint operation, double low, double high)
{
  guint n = self->decision->drivers->len;

  self->alternatives[2].parts = self->parts;
  self->parts[1] = 1;
  self->alternatives[2].second_low = low;
  self->alternatives[2].second_high = high;
  self->alternatives[2].hop_low = self->alternatives[2].hop_high = NAN;
  self->part[0] = (AssayPart) { (char *) "serving", 0.7 };
  self->part[1] = (AssayPart) { (char *) "computing", 0.3 };
  g_ptr_array_add (self->decision->parts, &self->part[0]);
  g_ptr_array_add (self->decision->parts, &self->part[1]);
  self->shares[0] = 0.7;
  self->shares[1] = 0.3;
  for (guint j = 0; j < n; j++)
    if (j != operation)
      self->cells[j][2].shares = self->shares;
  self->drivers[operation].kind = ASSAY_DRIVER_OPERATION;
}

/* Throughput 0.4 (0.9, 0.2), Data and AI 0.4 (0.2, 0.9), Operations 0.2 (0.8, 0.8; together 0.6). Alone 0.6; together what is said. */
static void
joined (Fixture *fixture, double together)
{
  fixture_init (fixture, 3, 3);
  set_driver (fixture, 0, 0.4, 0.9, 0.2);
  set_driver (fixture, 1, 0.4, 0.2, 0.9);
  set_driver (fixture, 2, 0.2, 0.8, 0.8);
  fixture->values[2][0] = fixture->values[2][1] = together;
  fixture->values[2][2] = 0.6;
  fixture->first[0] = 0.05;
  fixture->first[1] = 0.02;
  fixture->first[2] = 0.93;
  add_joined (fixture, 2, 5, 15);
}

/* Together 0.8 * 0.8 + 0.2 * 0.6 = 0.76, alone 0.6: 0.16 / 0.2 = 0.8 of the value, which is 40 % on top of 10; but 0.6 of it are all there is. */
static void
test_break_even (void)
{
  static const struct { double together, at; const char *worth; } cases[] = {
    { 0.8, NAN, "On average it is worth that, whatever the second runtime takes." },
    /* 0.6 * 0.8 + 0.12 = 0.6: level at 10 %. */
    { 0.6, 10, "On average it is worth it as long as the second runtime takes no more than 10 %." },
    /* 0.65: 0.04 / 0.2 = 0.2, 10 % more. */
    { 0.65, 20, "On average it is worth it as long as the second runtime takes no more than 20 %." },
    { 0.5, NAN, "On average it would not be worth it even if the second runtime took no time." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      g_autoptr (AssayAdvice) advice = NULL;
      g_auto (GStrv) parts = NULL;
      g_autofree char *plain = NULL;

      joined (&fixture, cases[i].together);
      advice = advise (&fixture);
      parts = g_strsplit (advice->joint, "\u202f", -1);
      plain = g_strjoinv (" ", parts);
      g_assert_true (g_str_has_suffix (plain, cases[i].worth));
      g_assert_true (g_str_has_prefix (plain, "Node.js takes serving (70 % of the work); Python takes computing (30 % of the work)"));
      if (isnan (cases[i].at))
        g_assert_true (isnan (advice->break_even));
      else
        g_assert_cmpfloat_with_epsilon (advice->break_even, cases[i].at, 1e-6);
      g_clear_pointer (&advice, assay_advice_unref);
      fixture_clear (&fixture);
    }
}

/* Who joins is worth 0.7 of what Node.js is worth more: a lead of 0.04 over Node.js is gone at 0.04 / (0.4 * 0.3) more. */
static void
test_joined_flip (void)
{
  Fixture fixture;
  g_autoptr (AssayAdvice) advice = NULL;
  const AssayFlip *flip;

  joined (&fixture, 0.65);
  fixture.values[0][0] = 0.5;
  fixture.values[0][1] = 0.6;
  fixture.values[1][0] = fixture.values[1][1] = 0.1;
  advice = advise (&fixture);
  /* Together 0.64, Node.js 0.44 + 0.16 = 0.6. */
  flip = find_flip (advice, ASSAY_FLIP_VALUE, 0, 0);
  g_assert_cmpfloat_with_epsilon (flip->at, 0.5 + 0.04 / (0.4 * 0.3), 1e-6);
  g_assert_cmpuint (flip->leader, ==, 0);
  flip = find_flip (advice, ASSAY_FLIP_OPERATION, 2, 2);
  g_assert_cmpfloat_with_epsilon (flip->at, 20, 1e-6);
  assert_text (flip->text, "A second runtime may take up to 20 % of the team’s time before Node.js would lead; 5–15 % is assumed");
  assert_text (advice->verdict, "Node.js and Python together");
  g_assert_true (g_str_has_prefix (advice->sentence, "Node.js and Python together lead because of Throughput, and Data and AI, which together weigh"));
  g_clear_pointer (&advice, assay_advice_unref);
  fixture_clear (&fixture);
}

static void
test_reasons (void)
{
  Fixture fixture;
  g_autoptr (AssayAdvice) advice = NULL;
  double sum = 0;

  three_drivers (&fixture, 0.95);
  advice = advise (&fixture);
  g_assert_cmpuint (advice->reasons->len, ==, 1);
  for (guint i = 0; i < advice->reasons->len; i++)
    sum += ((AssayReason *) advice->reasons->pdata[i])->lead;
  sum += advice->counter->lead;
  g_assert_cmpfloat_with_epsilon (sum, assay_advice_lead (advice, 1), NEAR);
  g_assert_cmpfloat_with_epsilon (sum, 0.05, NEAR);
  assert_text (((AssayReason *) advice->reasons->pdata[0])->text,
               "Throughput weighs 50 % and Node.js is worth 80 of 100 under it, Python 40");
  assert_text (advice->counter->text, "Data and AI weighs 30 % and Node.js is worth 20 of 100 under it, Python 70");
  g_clear_pointer (&advice, assay_advice_unref);
  fixture_clear (&fixture);
}

/* Better under every driver: no weight takes the lead away. */
static void
test_dominated (void)
{
  Fixture fixture;
  g_autoptr (AssayAdvice) advice = NULL;

  fixture_init (&fixture, 2, 2);
  set_driver (&fixture, 0, 0.5, 0.8, 0.4);
  set_driver (&fixture, 1, 0.5, 0.7, 0.6);
  fixture.first[0] = 1;
  advice = advise (&fixture);
  for (guint j = 0; j < 2; j++)
    g_assert_true (isnan (find_flip (advice, ASSAY_FLIP_WEIGHT, j, 0)->at));
  assert_text (find_flip (advice, ASSAY_FLIP_WEIGHT, 0, 0)->text, "No weight of Throughput alone changes who leads");
  g_assert_null (advice->counter);
  assert_text (advice->confidence, "Node.js is first in 100 of 100 draws, Python in none; with the weights that suit Node.js best, in 83.");
  g_clear_pointer (&advice, assay_advice_unref);
  fixture_clear (&fixture);
}

static void
test_equal (void)
{
  Fixture fixture;
  g_autoptr (AssayAdvice) advice = NULL;

  fixture_init (&fixture, 2, 2);
  set_driver (&fixture, 0, 0.5, 0.6, 0.6);
  set_driver (&fixture, 1, 0.5, 0.4, 0.4);
  fixture.first[0] = fixture.first[1] = 0.5;
  advice = advise (&fixture);
  g_assert_cmpint (advice->kind, ==, ASSAY_ADVICE_OPEN);
  assert_text (advice->verdict, "No clear winner");
  g_assert_cmpuint (advice->reasons->len, ==, 0);
  g_assert_null (advice->counter);
  g_assert_true (g_str_has_prefix (advice->sentence, "No clear winner: Node.js is first in 50 of 100 draws, Python in 50."));
  g_clear_pointer (&advice, assay_advice_unref);
  fixture_clear (&fixture);
}

/* At the very borders, and a hair below. */
static void
test_kinds (void)
{
  static const struct { double first; AssayAdviceKind kind; const char *id, *verdict, *sentence; } cases[] = {
    { 0.9, ASSAY_ADVICE_CLEAR, "clear", "Node.js",
      "Node.js leads because of Throughput, which weighs 50 %. Raise Data and AI from 30 % to 36 % and Python leads." },
    { 0.8999, ASSAY_ADVICE_LEANS, "leans", "Node.js",
      "The evidence leans towards Node.js, mostly because of Throughput, which weighs 50 %. Raise Data and AI from 30 % to 36 % and Python leads." },
    { 2.0 / 3, ASSAY_ADVICE_LEANS, "leans", "Node.js",
      "The evidence leans towards Node.js, mostly because of Throughput, which weighs 50 %. Raise Data and AI from 30 % to 36 % and Python leads." },
    { 0.52, ASSAY_ADVICE_OPEN, "open", "No clear winner", "No clear winner: Node.js is first in 52 of 100 draws, Python in 48. "
      "Raise Data and AI from 30 % to 36 % and Python leads." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      g_autoptr (AssayAdvice) advice = NULL;

      three_drivers (&fixture, cases[i].first);
      advice = advise (&fixture);
      g_assert_cmpint (advice->kind, ==, cases[i].kind);
      g_assert_cmpstr (assay_advice_kind_id (advice->kind), ==, cases[i].id);
      assert_text (advice->verdict, cases[i].verdict);
      assert_text (advice->sentence, cases[i].sentence);
      assert_text (advice->change, "Raise Data and AI from 30 % to 36 % and Python leads.");
      /* Below the verdict nothing of it is said again. */
      g_assert_true (advice->below[0] == (cases[i].kind == ASSAY_ADVICE_OPEN ? advice->confidence : advice->sentence));
      g_assert_true (advice->below[1] == (cases[i].kind == ASSAY_ADVICE_OPEN ? advice->change : advice->confidence));
      g_clear_pointer (&advice, assay_advice_unref);
      fixture_clear (&fixture);
    }
}

static void
test_none (void)
{
  Fixture fixture;
  g_autoptr (AssayAdvice) advice = NULL;

  three_drivers (&fixture, 0.95);
  fixture.weighed[0].floor = 0.9;
  advice = advise (&fixture);
  g_assert_cmpint (advice->kind, ==, ASSAY_ADVICE_NONE);
  assert_text (advice->sentence, "On average Node.js is worth 80 of 100 under Throughput, where at least 90 is asked for; "
               "Python is worth 40 of 100 under Throughput, where at least 90 is asked for.");
  g_clear_pointer (&advice, assay_advice_unref);
  fixture_clear (&fixture);
}

/* Who wins less often but by more is told. */
static void
test_mean_ahead (void)
{
  Fixture fixture;
  g_autoptr (AssayAdvice) advice = NULL;

  three_drivers (&fixture, 0.45);
  advice = advise (&fixture);
  g_assert_cmpuint (advice->order[0], ==, 1);
  g_assert_true (g_str_has_suffix (advice->confidence, " On average Node.js is worth more: 56 of 100 against 51."));
  /* Nobody but Node.js is there to take the lead, and it has it on average. */
  for (guint i = 0; i < advice->flips->len; i++)
    g_assert_true (isnan (((AssayFlip *) advice->flips->pdata[i])->at));
  g_clear_pointer (&advice, assay_advice_unref);
  fixture_clear (&fixture);
}

static void
test_draws (void)
{
  static const struct { double share; const char *text; } cases[] = {
    { 0, "0 of 100" }, { 0.0004, "fewer than 1 of 100" }, { 0.0051, "1 of 100" }, { 0.713, "71 of 100" },
    { 0.9949, "99 of 100" }, { 0.9999, "more than 99 of 100" }, { 1, "100 of 100" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = assay_advice_draws (cases[i].share);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* A figure as text: its sentences, and every mark. */
static char *
dump (const AssayFigure *figure)
{
  GString *text = g_string_new (figure->finding);

  g_string_append_c (text, '\n');
  for (guint s = 0; s < figure->series->len; s++)
    {
      const AssaySeries *series = figure->series->pdata[s];

      for (guint i = 0; i < series->n; i++)
        {
          g_assert_nonnull (assay_series_get_origin (series, i));
          g_string_append_printf (text, "%s: %s %.1f (%.1f..%.1f)\n", series->name, figure->categories[(guint) series->x[i]], series->y[i],
                                  series->low[i], series->high[i]);
        }
    }

  return g_string_free (text, FALSE);
}

static void
assert_figure (AssayFigure *figure, const char *expected)
{
  g_autofree char *text = dump (figure);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (figure->footer, !=, NULL);
  assay_figure_unref (figure);
}

static void
test_figures (void)
{
  Fixture fixture;
  g_autoptr (AssayAdvice) advice = NULL;
  g_autoptr (AssayFigure) figure = NULL;

  three_drivers (&fixture, 0.71);
  advice = advise (&fixture);
  assert_figure (assay_advice_figure_weights (advice), "2 of 3 weights can change the recommendation\n"
                 "Node.js: Data and AI 5.0 (-10.7..20.7)\nNode.js: Throughput 5.0 (-9.0..19.0)\nNode.js: Team skills 5.0 (3.8..6.3)\n");
  assert_figure (assay_advice_figure_ranks (advice), "Node.js is first in 71 of 100 draws\n"
                 "First: Node.js 71.0 (nan..nan)\nFirst: Python 29.0 (nan..nan)\nSecond: Node.js 29.0 (nan..nan)\nSecond: Python 71.0 (nan..nan)\n");
  assert_figure (assay_advice_figure_values (advice), "Node.js is worth 56 of 100 on average, Python 51\n"
                 "Node.js: Node.js 56.0 (46.0..66.0)\nPython: Python 51.0 (41.0..61.0)\n");
  figure = assay_advice_figure_weights (advice);
  g_assert_cmpuint (figure->series->len, ==, 2);
  g_assert_cmpstr (((AssaySeries *) figure->series->pdata[0])->name, ==, "Python");
  g_clear_pointer (&advice, assay_advice_unref);
  fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advice/flip/weight", test_weight_flip);
  g_test_add_func ("/advice/flip/locked", test_locked);
  g_test_add_func ("/advice/flip/value", test_value_flip);
  g_test_add_func ("/advice/flip/joined", test_joined_flip);
  g_test_add_func ("/advice/break-even", test_break_even);
  g_test_add_func ("/advice/reasons", test_reasons);
  g_test_add_func ("/advice/dominated", test_dominated);
  g_test_add_func ("/advice/equal", test_equal);
  g_test_add_func ("/advice/kinds", test_kinds);
  g_test_add_func ("/advice/none", test_none);
  g_test_add_func ("/advice/mean-ahead", test_mean_ahead);
  g_test_add_func ("/advice/draws", test_draws);
  g_test_add_func ("/advice/figures", test_figures);

  return g_test_run ();
}
