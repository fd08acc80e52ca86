/* Decision records: what they say, that they are read again, and what has changed since. */
#include <math.h>

#include "advice-fixture.h"
#include "data/advice/record-private.h"
#include "data/model/error.h"

#define CREATED "2026-01-01T12:00:00Z"
#define PROFILE \
  "{\"name\": \"Our *shop* -- <b>\", \"note\": \"- Sells|things & more\", \"team\": {\"people\": 6, \"juniors\": 1, \"levels\": {\"Lefty\": \"fluent\"}}, " \
  "\"orders\": [{\"more\": \"rate\", \"less\": \"taste\"}], \"judgements\": [{\"driver\": \"taste\", \"alternative\": \"left\", \"range\": [20, 60]}], " \
  "\"operation\": {\"second\": [5, 9], \"hop\": [0.5, 2]}, " \
  "\"weights\": {\"rate\": 60, \"taste\": 20, \"liking\": 20, \"support\": 10}, \"needs\": {\"size\": \"large\"}, " \
  "\"stances\": {\"left-is-nice\": \"agree\"}, \"parts\": {\"serving\": 1}}"

typedef struct
{
  AssayStore *store;
  AssayProfile *profile;
  AssayAdvice *advice;
  char *text;
} Fixture;

static AssayAdvice *
advise (AssayStore *store, const AssayProfile *profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayDecision) decision = assay_decision_new (store, profile, 2000, 7, FIXTURE_TODAY, &error);
  AssayAdvice *advice;

  g_assert_no_error (error);
  advice = assay_advice_new (decision, NULL, &error);
  g_assert_no_error (error);

  return advice;
}

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  self->store = advice_store ();
  self->profile = assay_profile_read ("p.json", PROFILE, strlen (PROFILE), self->store, NULL, &error);
  g_assert_no_error (error);
  self->advice = advise (self->store, self->profile);
  self->text = assay_record_to_markdown (self->advice, self->profile, self->store, CREATED);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_free (self->text);
  assay_advice_unref (self->advice);
  assay_profile_free (self->profile);
  g_object_unref (self->store);
}

/* MADR's headings in its order; what comes from data is no markup; sources with date, age and address. */
static void
test_markdown (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char * const pieces[] = {
    "---\nstatus: proposed\ndate: 2026-01-01\n---\n\n# Our \\*shop\\* -- \\<b\\>: ",
    "\n## Context and Problem Statement\n\n", "team? \\- Sells\\|things \\& more\n\n", "* How large? Large\n",
    "* Team: 6 people, 1 of them a junior; Lefty: fluent\n* Parts of the work: serving 100 %\n",
    "* Assumed: running one technology takes 5–15 % of the team's time, a second one 5–9 % more, a call between them 0.5–2 ms\n", "\nWhat is said of such projects:\n\n* “Left is nice.” Shared: ",
    "\n## Decision Drivers\n\n* Throughput (", "by figures): How many\n",
    "* Throughput matters at least as much as Taste\n* Judged, whatever the evidence: under Taste Left is worth 20 to 60 of 100\n",
    "\nA weight that is not fixed may be off by 25 % of itself.\n",
    "\n## Considered Options\n\n* Right\n* Left\n", "Nothing is joined",
    "\n## Decision Outcome\n\n", "\n### Consequences\n\n* Good, because: ", "\n### Confirmation\n\n",
    "\n## Pros and Cons of the Options\n\n### Right\n\nFirst in ", " draws; worth ", "\n\n### Left\n\nFirst in ",
    "\n## More Information\n\n", "The bench, 2025-06-08, 7 months old <https://example.org/bench>\n", "“Left is nice.”: shared\n",
    "\n\nReckoned by Assay ", ", the newest of 2025-06-08, by SMAA-2 ", "2000 draws, seed 7.\n", "\n<!-- assay decision record\n", "\n-->\n",
  };
  const char *at = self->text;

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      const char *found = strstr (at, pieces[i]);

      if (found == NULL)
        g_test_message ("missing after what came before: %s\n%s", pieces[i], self->text);
      g_assert_nonnull (found);
      at = found;
    }
  /* The comment isn't ended by what is in it. */
  at = strstr (self->text, "<!--");
  g_assert_null (strstr (at + 4, "<!--"));
  g_assert_cmpstr (strstr (at + 4, "--"), ==, "-->\n");
}

static void
test_reopen (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayRecord) record = assay_record_read ("r.md", self->text, strlen (self->text), self->store, &error);
  g_autoptr (AssayAdvice) now = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (record->profile->name, ==, "Our *shop* -- <b>");
  g_assert_cmpstr (record->date, ==, CREATED);
  g_assert_cmpuint (record->n_samples, ==, 2000);
  g_assert_cmpuint (record->seed, ==, 7);
  g_assert_cmpuint (record->alternatives->len, ==, 2);
  now = advise (self->store, record->profile);
  g_assert_cmpmem (now->smaa->acceptability, 4 * sizeof (double), self->advice->smaa->acceptability, 4 * sizeof (double));
  changes = assay_record_compare (record, now);
  g_assert_cmpuint (changes->len, ==, 0);
}

static gboolean
is_told (GPtrArray *changes, const char *words)
{
  for (guint i = 0; i < changes->len; i++)
    {
      g_test_message ("%s", (char *) changes->pdata[i]);
      if (strstr (changes->pdata[i], words) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* A newer figure takes the place of an older, and who was behind leads. */
static void
test_changes (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayRecord) record = assay_record_read ("r.md", self->text, strlen (self->text), self->store, &error);
  g_autoptr (AssayAdvice) now = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (advice_layer (self->store, "{\"figures\": ["
    "{\"metric\": \"rate\", \"subject\": \"left-one\", \"value\": 900000, \"date\": \"2025-12-08\", \"origin\": \"bench\", \"dimensions\": {\"entry\": \"a\"}}, "
    "{\"metric\": \"rate\", \"subject\": \"right-one\", \"value\": 20, \"date\": \"2025-12-08\", \"origin\": \"bench\", \"dimensions\": {\"entry\": \"d\"}}, "
    "{\"metric\": \"rate\", \"subject\": \"right-two\", \"value\": 20, \"date\": \"2025-12-08\", \"origin\": \"bench\", \"dimensions\": {\"entry\": \"e\"}}]}"), ==, 0);
  now = advise (self->store, record->profile);
  changes = assay_record_compare (record, now);
  g_assert_true (is_told (changes, "The recommendation was “"));
  g_assert_true (is_told (changes, "Right: first in "));
  g_assert_true (is_told (changes, "3 figures are other than then: Rate of Left One, 900,000\u202freq/s instead of 1,000\u202freq/s; Rate of Right One, "));
  g_assert_false (is_told (changes, " new: "));
  g_assert_false (is_told (changes, "no longer there"));
}

/* What isn't on both sides is told of each, and a figure of another source is another. */
static void
test_come_and_gone (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = g_string_new (self->text);
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayRecord) record = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  g_assert_cmpuint (g_string_replace (text, "\"id\" : \"left\"", "\"id\" : \"middle\"", 0), ==, 1);
  g_assert_cmpuint (g_string_replace (text, "\"name\" : \"Left\"", "\"name\" : \"Middle\"", 0), ==, 1);
  g_assert_cmpuint (g_string_replace (text, "rate:left-one:2025-06-08:entry=a", "rate:left-one:2024-06-08:entry=z", 0), ==, 1);
  g_assert_cmpuint (g_string_replace (text, "rate:right-one:2025-06-08:entry=d\",", "rate:right-one:2024-06-08:entry=d\",", 0), ==, 1);
  record = assay_record_read ("r.md", text->str, text->len, self->store, &error);
  g_assert_no_error (error);
  changes = assay_record_compare (record, self->advice);
  g_assert_true (is_told (changes, "Left was no alternative then; first in "));
  g_assert_true (is_told (changes, "Middle: no alternative any more"));
  g_assert_true (is_told (changes, "2 figures are new: Rate of Left One; Rate of Right One"));
  g_assert_true (is_told (changes, "2 figures are no longer there: Rate of Left One; Rate of Right One"));
}

/* What begins like a list is none. */
static void
test_text (void)
{
  static const char * const texts[][2] = {
    { "1. first", "1\\. first" }, { "  12) twelfth", "12\\) twelfth" }, { "+ more", "\\+ more" }, { "-5 degrees", "\\-5 degrees" },
    { "2025 it was", "2025 it was" }, { "a - b + c", "a - b + c" }, { "&lt;b&gt; ~x~", "\\&lt;b\\&gt; \\~x\\~" }, { "a\r\n# b\t", "a  \\# b " }, { "1.5 s", "1\\.5 s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      assay_record_add_text (text, texts[i][0]);
      g_assert_cmpstr (text->str, ==, texts[i][1]);
    }
}

typedef struct
{
  const char *name, *find, *put, *words;
} Damage;

static const Damage damages[] = {
  { "no-comment", "<!-- assay", "<!-- other", "r.md: no decision record of Assay" },
  { "cut", "-->", "", "the comment at its end is missing" },
  { "no-json", "\"date\"", "date", "r.md:" },
  { "no-profile", "\"profile\"", "\"porfile\"", "$: “profile” is missing" },
  { "seed", "\"seed\" : \"7\"", "\"seed\" : \"x\"", "$.seed: “x” is no seed" },
  { "samples", "\"samples\" : 2000", "\"samples\" : 1000000000", "$.samples: 1e+09 is not between" },
  { "share", "\"first\" : ", "\"first\" : 7", "$.alternatives[0].first: 7" },
  { "date", "\"date\" : \"2025-06-08\"", "\"date\" : \"June\"", "date" },
  { "stance", "\"agree\"", "\"perhaps\"", "$.profile.stances.left-is-nice: “perhaps” is none of" },
};

static void
test_damage (Fixture *self, gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr (GString) text = g_string_new (self->text);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_string_replace (text, damage->find, damage->put, 0), >, 0);
  g_assert_null (assay_record_read ("r.md", text->str, text->len, self->store, &error));
  if (strstr (error->message, damage->words) == NULL)
    g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, damage->words));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/record/markdown", Fixture, NULL, set_up, test_markdown, tear_down);
  g_test_add ("/record/reopen", Fixture, NULL, set_up, test_reopen, tear_down);
  g_test_add ("/record/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add ("/record/come-and-gone", Fixture, NULL, set_up, test_come_and_gone, tear_down);
  g_test_add_func ("/record/text", test_text);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/record/damage/", damages[i].name, NULL);

      g_test_add (path, Fixture, &damages[i], set_up, test_damage, tear_down);
    }

  return g_test_run ();
}
