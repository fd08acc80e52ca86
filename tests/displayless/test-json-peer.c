/* Our scan against another strict parser, yajl, on the same inputs: every fixture, every bundled catalogue document, and
 * thousands of seeded random mutations of them. */
#include <string.h>

#include "data/model/json.h"
#include "tests/displayless/json-peer.h"

#define SEED 20240611
#define MUTATIONS 200
#define MUTATIONS_OF_VALID 4000   /* most mutants are wrong, so these get more */
#define MAX_EDITS 3

/* How often both said yes and both said no: a comparison that saw only one of them would show little. */
typedef struct
{
  guint accepted, refused;
} Tally;

/* What the scan takes, json-glib's parser takes too. */
static void
assert_parses (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *exact = g_memdup2 (text, length);
  g_autoptr (JsonNode) root = assay_json_parse ("text", exact, length, &error);

  if (root == NULL)
    g_error ("%s, of: %.*s", error->message, (int) length, text);
}

static void
compare (const char *text, gsize length, Tally *tally)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *exact = g_memdup2 (text, length);
  gboolean ours = assay_json_check ("text", exact, length, ASSAY_JSON_MAX_BYTES, &error);

  if (ours != json_peer_accepts (text, length))
    g_error ("we say %s, yajl and its guards say the opposite, of: %.*s", ours ? "good" : error->message, (int) length, text);
  if (ours)
    assert_parses (text, length);
  tally->accepted += ours;
  tally->refused += !ours;
}

/* The bytes that a grammar turns on come more often than others. */
static char
random_byte (GRand *rand)
{
  static const char telling[] = "{}[]\",:\\/+-.eEu0123456789truefalsn \n\t\x00\x01\x1f\x7f\x80\xbf\xc0\xe2\xed\xf4\xff";

  if (g_rand_int_range (rand, 0, 8) == 0)
    return g_rand_int_range (rand, 0, 256);

  return telling[g_rand_int_range (rand, 0, sizeof telling - 1)];
}

static const char * const scraps[] = {
  "\\u0000", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "1e999", "-0", "012", "9223372036854775808", "NaN", "null", "[[", "{}",
  "\"a\":1,", "\xef\xbb\xbf", "\xe2\x82\xac", "\xed\xa0\x80", "//", "\\\"", ",,", "1.", "1E+2",
};

static void
mutate (GString *text, GRand *rand)
{
  gsize place = g_rand_int_range (rand, 0, text->len + 1);
  gsize wish = g_rand_int_range (rand, 1, 9), length = MIN (wish, text->len - place);
  g_autofree char *part = g_memdup2 (text->str + place, length + 1);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      g_string_erase (text, place, length);
      break;

    case 1:
      g_string_insert_len (text, place, part, length);
      break;

    case 2:
      g_string_insert (text, place, scraps[g_rand_int_range (rand, 0, G_N_ELEMENTS (scraps))]);
      break;

    case 3:
      g_string_insert_c (text, place, random_byte (rand));
      break;

    case 4:
      if (length > 0)
        text->str[place] = random_byte (rand);
      break;

    default:
      if (g_rand_int_range (rand, 0, 4) == 0)
        g_string_truncate (text, place);
      break;
    }
}

static void
compare_mutations (const char *text, gsize length, guint n, GRand *rand, Tally *tally)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GString) mutant = g_string_new_len (text, length);

      for (int edits = g_rand_int_range (rand, 1, MAX_EDITS + 1); edits > 0; edits--)
        mutate (mutant, rand);
      compare (mutant->str, mutant->len, tally);
    }
}

static void
compare_folder (const char *folder, Tally *tally)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      compare (text, length, tally);
      compare_mutations (text, length, g_str_has_prefix (name, "valid-") ? MUTATIONS_OF_VALID : MUTATIONS, rand, tally);
    }
}

static void
test_fixtures (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fixtures", "json", NULL);
  Tally tally = { 0 };

  compare_folder (folder, &tally);
  g_test_message ("both accept %u, both refuse %u", tally.accepted, tally.refused);
  g_assert_cmpuint (tally.accepted, >, 1000);
  g_assert_cmpuint (tally.refused, >, 10000);
}

static void
test_catalogue (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "catalogue", NULL);
  Tally tally = { 0 };

  compare_folder (folder, &tally);
  g_test_message ("both accept %u, both refuse %u", tally.accepted, tally.refused);
  g_assert_cmpuint (tally.accepted, >, 100);
  g_assert_cmpuint (tally.refused, >, 500);
}

/* What yajl alone lets through, so that the guards above are known to be needed. */
static void
test_guards (void)
{
  g_assert_false (json_peer_accepts ("{\"a\":1,\"a\":2}", 13));
  g_assert_false (json_peer_accepts ("[1e999]", 7));
  g_assert_false (json_peer_accepts ("[9223372036854775808]", 21));
  g_assert_false (json_peer_accepts ("[\"\\u0000\"]", 10));
  g_assert_false (json_peer_accepts ("[\"\\ud83d\"]", 10));
  g_assert_false (json_peer_accepts ("[\"\xc0\xaf\"]", 6));
  g_assert_false (json_peer_accepts ("[\v1]", 4));
  g_assert_false (json_peer_accepts ("3\"", 2));
  g_assert_true (json_peer_accepts ("[\"\\ud83d\\ude00\\\\ud83d\"]", 23));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-peer/guards", test_guards);
  g_test_add_func ("/json-peer/fixtures", test_fixtures);
  g_test_add_func ("/json-peer/catalogue", test_catalogue);

  return g_test_run ();
}
