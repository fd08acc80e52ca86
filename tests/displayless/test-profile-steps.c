/* Edits of a profile, taken back and done again. */
#include "data/advice/profile-steps.h"

#define SECOND G_USEC_PER_SEC

/* The name and what counts as saved: "b/a"; "-" if there is no such step. */
static char *
go (AssayProfileSteps *steps, int direction)
{
  g_autofree char *saved = NULL;
  g_autoptr (AssayProfile) profile = assay_profile_steps_go (steps, direction, &saved);

  return profile != NULL ? g_strdup_printf ("%s/%s", profile->name, saved != NULL ? saved : "") : g_strdup ("-");
}

static void
note (AssayProfileSteps *steps, const char *name, gboolean joins, gint64 now)
{
  g_autoptr (AssayProfile) profile = assay_profile_new ();

  g_free (profile->name);
  profile->name = g_strdup (name);
  assay_profile_steps_note (steps, profile, "a", joins, now);
}

#define assert_goes(steps, direction, expected) G_STMT_START { \
  g_autofree char *_went = go (steps, direction); \
  g_assert_cmpstr (_went, ==, expected); } G_STMT_END

static void
test_back_and_forth (void)
{
  g_autoptr (AssayProfileSteps) steps = assay_profile_steps_new ();

  assert_goes (steps, -1, "-");
  assert_goes (steps, 1, "-");
  note (steps, "a", FALSE, 0);
  assert_goes (steps, -1, "-");
  note (steps, "b", FALSE, 1);
  note (steps, "c", FALSE, 2);
  assert_goes (steps, 1, "-");
  assert_goes (steps, -1, "b/a");
  assert_goes (steps, -1, "a/a");
  assert_goes (steps, -1, "-");
  assert_goes (steps, 1, "b/a");
  assert_goes (steps, 1, "c/a");
  assert_goes (steps, 1, "-");
}

/* A new edit takes the place of what was taken back. */
static void
test_another_way (void)
{
  g_autoptr (AssayProfileSteps) steps = assay_profile_steps_new ();

  note (steps, "a", FALSE, 0);
  note (steps, "b", FALSE, 1);
  note (steps, "c", FALSE, 2);
  assert_goes (steps, -1, "b/a");
  assert_goes (steps, -1, "a/a");
  note (steps, "d", FALSE, 3);
  assert_goes (steps, 1, "-");
  assert_goes (steps, -1, "a/a");
  assert_goes (steps, 1, "d/a");
}

/* What is dragged is one edit; what comes later, or is something else, another. */
static void
test_joins (void)
{
  g_autoptr (AssayProfileSteps) steps = assay_profile_steps_new ();

  note (steps, "a", FALSE, 0);
  for (int i = 0; i < 5; i++)
    note (steps, "dragging", TRUE, SECOND + i * SECOND / 2);
  note (steps, "dragged", TRUE, 3.9 * SECOND);
  note (steps, "later", TRUE, 10 * SECOND);
  note (steps, "other", FALSE, 10 * SECOND + 1);
  assert_goes (steps, -1, "later/a");
  assert_goes (steps, -1, "dragged/a");
  assert_goes (steps, -1, "a/a");
}

/* However many there are: the oldest is forgotten. */
static void
test_many (void)
{
  g_autoptr (AssayProfileSteps) steps = assay_profile_steps_new ();
  g_autofree char *went = NULL;
  guint n = 0;

  for (int i = 0; i < 1000; i++)
    note (steps, "x", FALSE, i);
  for (went = go (steps, -1); g_str_equal (went, "x/a"); n++)
    {
      g_free (went);
      went = go (steps, -1);
    }
  g_assert_cmpuint (n, ==, 199);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-steps/back-and-forth", test_back_and_forth);
  g_test_add_func ("/profile-steps/another-way", test_another_way);
  g_test_add_func ("/profile-steps/joins", test_joins);
  g_test_add_func ("/profile-steps/many", test_many);

  return g_test_run ();
}
