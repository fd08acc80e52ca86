/* Our scan against another strict parser, yajl, on the same inputs: every fixture, every bundled catalogue document, and
 * thousands of seeded random mutations of them.
 *
 * yajl alone is laxer than RFC 8259 and than our limits, in ways that are known. Each is judged here by other means, from
 * what yajl's callbacks are given or by GLib, so that the two verdicts must be the same:
 *  - duplicate keys: a set of keys per open map;
 *  - depth: counted at the callbacks;
 *  - infinite numbers and integers beyond 64 bits: the raw text, through GLib;
 *  - escaped NUL: a NUL in a decoded string;
 *  - overlong UTF-8, encoded surrogates, code points beyond U+10FFFF: g_utf8_validate_len();
 *  - vertical tab and form feed as white space: any of them in the text;
 *  - the beginning of a string behind the document: a line feed, which no string may hold, is added to the input;
 *  - half of a surrogate pair, escaped: yajl makes a "?" of it, so here a walk over its escapes decides. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "data/model/json.h"

#define SEED 20240611
#define MUTATIONS 200
#define MUTATIONS_OF_VALID 4000   /* most mutants are wrong, so these get more */
#define MAX_EDITS 3

typedef struct
{
  GPtrArray *levels;   /* of GHashTable: keys of an open map; empty for an array */
} Guard;

static int
open_level (void *data)
{
  Guard *guard = data;

  g_ptr_array_add (guard->levels, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL));

  return guard->levels->len <= ASSAY_JSON_MAX_DEPTH;
}

static int
close_level (void *data)
{
  Guard *guard = data;

  g_ptr_array_set_size (guard->levels, guard->levels->len - 1);

  return 1;
}

static int
take_string (void *data G_GNUC_UNUSED, const guchar *text, size_t length)
{
  return memchr (text, '\0', length) == NULL;
}

static int
take_key (void *data, const guchar *text, size_t length)
{
  Guard *guard = data;
  GHashTable *keys = g_ptr_array_index (guard->levels, guard->levels->len - 1);

  return take_string (data, text, length) && g_hash_table_add (keys, g_strndup ((const char *) text, length));
}

static int
take_number (void *data G_GNUC_UNUSED, const char *text, size_t length)
{
  g_autofree char *number = g_strndup (text, length);

  if (strpbrk (number, ".eE") != NULL)
    return isfinite (g_ascii_strtod (number, NULL));

  return strcmp (number, "-0") == 0 || g_ascii_string_to_signed (number, 10, G_MININT64, G_MAXINT64, NULL, NULL);
}

static const yajl_callbacks callbacks = {
  .yajl_number = take_number,
  .yajl_string = take_string,
  .yajl_start_map = open_level,
  .yajl_map_key = take_key,
  .yajl_end_map = close_level,
  .yajl_start_array = open_level,
  .yajl_end_array = close_level,
};

/* Whether a \\u escape of the surrogates from @first to @last is at @p. */
static gboolean
is_surrogate (const char *p, guint first, guint last)
{
  guint c = 0;

  return strncmp (p, "\\u", 2) == 0 && sscanf (p + 2, "%4x", &c) == 1 && c >= first && c <= last;
}

/* @text is NUL-terminated, and yajl has found its escapes whole. */
static gboolean
has_half_pair (const char *text)
{
  for (const char *p = strchr (text, '\\'); p != NULL; p = strchr (p, '\\'))
    {
      gboolean high = is_surrogate (p, 0xd800, 0xdbff), paired = high && is_surrogate (p + 6, 0xdc00, 0xdfff);

      if ((high && !paired) || is_surrogate (p, 0xdc00, 0xdfff))
        return TRUE;
      p += paired ? 12 : 2;
    }

  return FALSE;
}

static gboolean
peer_accepts (const char *text, gsize length)
{
  g_autoptr (GPtrArray) levels = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  Guard guard = { levels };
  yajl_handle handle = yajl_alloc (&callbacks, NULL, &guard);
  gboolean good = yajl_parse (handle, (const guchar *) text, length) == yajl_status_ok &&
                  yajl_parse (handle, (const guchar *) "\n", 1) == yajl_status_ok &&
                  yajl_complete_parse (handle) == yajl_status_ok;

  yajl_free (handle);

  return good && g_utf8_validate_len (text, length, NULL) && memchr (text, '\v', length) == NULL &&
         memchr (text, '\f', length) == NULL && !has_half_pair (text);
}

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

  if (ours != peer_accepts (text, length))
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
  g_assert_false (peer_accepts ("{\"a\":1,\"a\":2}", 13));
  g_assert_false (peer_accepts ("[1e999]", 7));
  g_assert_false (peer_accepts ("[9223372036854775808]", 21));
  g_assert_false (peer_accepts ("[\"\\u0000\"]", 10));
  g_assert_false (peer_accepts ("[\"\\ud83d\"]", 10));
  g_assert_false (peer_accepts ("[\"\xc0\xaf\"]", 6));
  g_assert_false (peer_accepts ("[\v1]", 4));
  g_assert_false (peer_accepts ("3\"", 2));
  g_assert_true (peer_accepts ("[\"\\ud83d\\ude00\\\\ud83d\"]", 23));
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
