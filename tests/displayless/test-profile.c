/* Profiles: read, refused with the field's name, written, kept. */
#include <glib/gstdio.h>
#include <math.h>

#include "advice-fixture.h"
#include "data/advice/profile.h"
#include "data/model/error.h"
#include "data/model/provenance.h"
#include "data/model/statement.h"
#include "shipped.h"

#define FULL \
  "{\"id\": \"shop\", \"name\": \"Our shop\", \"note\": \"One line\", \"needs\": {\"purpose\": \"fast\", \"size\": \"large\"}, " \
  "\"team\": {\"people\": 6, \"juniors\": 2, \"levels\": {\"Lefty\": \"fluent\", \"Righty\": \"basic\"}}, " \
  "\"weights\": {\"rate\": 70, \"delay\": {\"points\": 50, \"locked\": true}, \"taste\": {\"must\": 40}}, " \
  "\"orders\": [{\"more\": \"rate\", \"less\": \"taste\"}], " \
  "\"judgements\": [{\"driver\": \"taste\", \"alternative\": \"left\", \"range\": [20, 60]}], \"stances\": {\"left-is-nice\": \"disagree\"}, " \
  "\"parts\": {\"serving\": 0.7, \"data\": 0.3}, \"doubt\": 0.1, \"operation\": {\"one\": [2, 4], \"second\": [5, 9], \"hop\": [0.5, 2]}}"

static AssayProfile *
read_profile (AssayStore *store, const char *text)
{
  g_autoptr (GError) error = NULL;
  AssayProfile *profile = assay_profile_read ("p.json", text, strlen (text), store, NULL, &error);

  g_assert_no_error (error);

  return profile;
}

static void
check_full (const AssayProfile *profile, AssayStore *store)
{
  const AssayPreference *delay = assay_profile_find_preference (profile, "delay"), *taste = assay_profile_find_preference (profile, "taste");
  const AssayJudgement *judgement = assay_profile_find_judgement (profile, "taste", "left");
  const AssayPart *part = profile->parts->pdata[1];

  g_assert_cmpstr (profile->name, ==, "Our shop");
  g_assert_cmpuint (profile->team, ==, 6);
  g_assert_cmpuint (profile->juniors, ==, 2);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (profile->levels, "Lefty")), ==, ASSAY_LEVEL_FLUENT);
  g_assert_cmpfloat (assay_profile_get_weight (profile, store, "rate"), ==, 70);
  g_assert_true (delay->locked);
  g_assert_cmpfloat (delay->weight, ==, 50);
  g_assert_true (isnan (delay->must));
  g_assert_true (isnan (taste->weight));
  g_assert_cmpfloat (taste->must, ==, 40);
  g_assert_cmpstr (((AssayPrecedence *) profile->precedences->pdata[0])->less, ==, "taste");
  g_assert_cmpfloat (judgement->low, ==, 20);
  g_assert_cmpfloat (judgement->high, ==, 60);
  g_assert_cmpint (assay_profile_get_stance (profile, "left-is-nice"), ==, ASSAY_STANCE_DISAGREE);
  g_assert_cmpint (assay_profile_get_stance (profile, "both-are-good"), ==, ASSAY_STANCE_NONE);
  g_assert_cmpstr (part->part, ==, "data");
  g_assert_cmpfloat (part->share, ==, 0.3);
  g_assert_cmpfloat (profile->doubt, ==, 0.1);
  g_assert_cmpfloat (profile->second_high, ==, 9);
  g_assert_cmpfloat (profile->hop_low, ==, 0.5);
}

/* Read, copied, written and read again it says the same. */
static void
test_round_trip (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayProfile) profile = read_profile (store, FULL), copy = assay_profile_copy (profile), again = NULL;
  g_autofree char *text = assay_profile_write (copy, NULL), *second = NULL;

  check_full (profile, store);
  check_full (copy, store);
  again = read_profile (store, text);
  check_full (again, store);
  second = assay_profile_write (again, NULL);
  g_assert_cmpstr (text, ==, second);
}

/* What the profile says comes before what its needs give, and of these the most counts. */
static void
test_weights (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayProfile) profile = read_profile (store, "{\"name\": \"P\", \"needs\": {\"purpose\": \"fast\", \"size\": \"large\"}, \"weights\": {\"delay\": 0}}");
  g_autoptr (GPtrArray) claims = assay_profile_get_claims (profile, store);

  g_assert_cmpfloat (assay_profile_get_weight (profile, store, "rate"), ==, 80);
  g_assert_cmpfloat (assay_profile_get_weight (profile, store, "support"), ==, 60);
  g_assert_cmpfloat (assay_profile_get_weight (profile, store, "delay"), ==, 0);
  g_assert_cmpfloat (assay_profile_get_needed (profile, store, "delay"), ==, 40);
  g_assert_cmpfloat (assay_profile_get_weight (profile, store, "taste"), ==, 0);
  g_assert_cmpuint (claims->len, ==, 2);
  g_assert_cmpstr (claims->pdata[0], ==, "right-is-fast");
  g_assert_cmpstr (claims->pdata[1], ==, "left-is-nice");
}

/* An entry that says nothing isn't written. */
static void
test_empty_weight (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (AssayProfile) profile = read_profile (store, "{\"name\": \"P\", \"weights\": {\"rate\": {}, \"delay\": {\"locked\": false}}}"), again = NULL;
  g_autofree char *text = assay_profile_write (profile, NULL), *second = NULL;

  g_assert_null (strstr (text, "weights"));
  again = read_profile (store, text);
  second = assay_profile_write (again, NULL);
  g_assert_cmpstr (text, ==, second);
}

/* Characters are counted, not bytes. */
static void
test_long_name (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *fits = NULL, *longer = NULL;
  g_autoptr (AssayProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (name, "é");
  fits = g_strdup_printf ("{\"name\": \"%s\"}", name->str);
  longer = g_strdup_printf ("{\"name\": \"%sé\"}", name->str);
  profile = read_profile (store, fits);
  g_assert_null (assay_profile_read ("p.json", longer, strlen (longer), store, NULL, &error));
  g_assert_cmpstr (error->message, ==, "p.json: $.name: longer than 200 characters");
}

typedef struct
{
  const char *name, *members, *place;
} Mistake;

static const Mistake mistakes[] = {
  { "no-name", "", "$: “name” is missing" },
  { "id", "\"name\": \"P\", \"id\": \"A b\"", "$.id: “A b” is no id" },
  { "member", "\"name\": \"P\", \"wieghts\": {}", "wieghts" },
  { "need", "\"name\": \"P\", \"needs\": {\"none\": \"any\"}", "$.needs.none: unknown need “none”" },
  { "answer", "\"name\": \"P\", \"needs\": {\"purpose\": \"none\"}", "$.needs.purpose: “none” is no answer to “What is it?”" },
  { "level", "\"name\": \"P\", \"team\": {\"levels\": {\"Lefty\": \"good\"}}", "$.team.levels.Lefty: “good” is none of: none, basic" },
  { "language", "\"name\": \"P\", \"team\": {\"levels\": {\"Tonguish\": \"basic\"}}", "“Tonguish” is the language of no side" },
  { "juniors", "\"name\": \"P\", \"team\": {\"people\": 2, \"juniors\": 3}", "$.team.juniors: 3 of 2 people" },
  { "half-a-person", "\"name\": \"P\", \"team\": {\"people\": 2.5}", "$.team.people: 2.5 is no whole number" },
  { "driver", "\"name\": \"P\", \"weights\": {\"none\": 3}", "$.weights.none: unknown driver “none”" },
  { "points", "\"name\": \"P\", \"weights\": {\"rate\": 101}", "$.weights.rate: 101 is not between 0 and 100" },
  { "must", "\"name\": \"P\", \"weights\": {\"rate\": {\"must\": -1}}", "$.weights.rate.must: -1 is not between 0 and 100" },
  { "text-weight", "\"name\": \"P\", \"weights\": {\"rate\": \"much\"}", "$.weights.rate" },
  { "order", "\"name\": \"P\", \"orders\": [{\"more\": \"rate\", \"less\": \"none\"}]", "$.orders[0]: unknown driver “none”" },
  { "itself", "\"name\": \"P\", \"orders\": [{\"more\": \"rate\", \"less\": \"rate\"}]", "“rate” can't matter more than itself" },
  { "range", "\"name\": \"P\", \"judgements\": [{\"driver\": \"rate\", \"alternative\": \"left\", \"range\": [60, 20]}]", "$.judgements[0].range: [60, 20] is no range" },
  { "side", "\"name\": \"P\", \"judgements\": [{\"driver\": \"rate\", \"alternative\": \"left-one\", \"range\": [20, 60]}]", "“left-one” is no side" },
  { "stance", "\"name\": \"P\", \"stances\": {\"right-is-fast\": \"agree\"}", "$.stances.right-is-fast: “right-is-fast” is a matter of evidence" },
  { "part", "\"name\": \"P\", \"parts\": {\"cooking\": 1}", "$.parts.cooking: “cooking” is none of" },
  { "shares", "\"name\": \"P\", \"parts\": {\"serving\": 0.5}", "$.parts: the shares add up to 0.5, not to 1" },
  { "doubt", "\"name\": \"P\", \"doubt\": 2", "$.doubt: 2 is not between 0 and 1" },
  { "hop", "\"name\": \"P\", \"operation\": {\"hop\": [1]}", "$.operation.hop: two numbers are wanted" },
};

static void
test_mistake (gconstpointer data)
{
  const Mistake *mistake = data;
  g_autoptr (AssayStore) store = advice_store ();
  g_autofree char *text = g_strdup_printf ("{%s}", mistake->members);
  g_autoptr (GError) error = NULL;

  g_assert_null (assay_profile_read ("p.json", text, strlen (text), store, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  if (strstr (error->message, mistake->place) == NULL)
    g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, "p.json: "));
  g_assert_nonnull (strstr (error->message, mistake->place));
}

static void
test_no_json (void)
{
  g_autoptr (AssayStore) store = advice_store ();
  g_autoptr (GError) error = NULL, list = NULL;

  g_assert_null (assay_profile_read ("p.json", "{\"name\":", 8, store, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
  g_assert_null (assay_profile_read ("p.json", "[]", 2, store, NULL, &list));
  g_assert_error (list, ASSAY_ERROR, ASSAY_ERROR_INVALID);
}

/* What could not be read again is not saved. */
static void
test_no_name (void)
{
  g_autoptr (AssayProfile) profile = assay_profile_new ();
  g_autoptr (GError) none = NULL, longer = NULL;

  g_assert_false (assay_profile_save (profile, &none));
  g_assert_error (none, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  g_assert_cmpstr (none->message, ==, "name: a profile needs one");
  profile->name = g_strnfill (201, 'n');
  g_assert_false (assay_profile_save (profile, &longer));
  g_assert_cmpstr (longer->message, ==, "name: longer than 200 characters");
  g_assert_null (profile->path);
}

static guint
count_own (AssayStore *store, const char *id, guint *n_errors)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free), profiles = assay_profiles_load (store, errors);
  guint n = 0;

  for (guint i = 0; i < profiles->len; i++)
    n += !((AssayProfile *) profiles->pdata[i])->bundled && g_str_equal (((AssayProfile *) profiles->pdata[i])->id, id);
  *n_errors = errors->len;

  return n;
}

/* Saved under an id from its name, a second of the same name beside it; a broken file is told and hides nothing. */
static void
test_files (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (AssayProfile) profile = read_profile (store, "{\"name\": \"Our Shop, 2027\"}"), second = read_profile (store, "{\"name\": \"Our Shop, 2027\"}");
  g_autofree char *broken = NULL, *folder = NULL;
  g_autoptr (GError) error = NULL;
  guint n_errors;

  g_assert_true (assay_profile_save (profile, &error));
  g_assert_cmpstr (profile->id, ==, "our-shop-2027");
  g_assert_true (assay_profile_save (second, &error));
  g_assert_cmpstr (second->id, ==, "our-shop-2027-2");
  /* Again: in its place. */
  g_free (profile->name);
  profile->name = g_strdup ("Our shop");
  g_assert_true (assay_profile_save (profile, &error));
  g_assert_cmpstr (profile->id, ==, "our-shop-2027");
  g_assert_cmpuint (count_own (store, "our-shop-2027", &n_errors), ==, 1);
  g_assert_cmpuint (n_errors, ==, 0);
  folder = g_path_get_dirname (profile->path);
  broken = g_build_filename (folder, "broken.json", NULL);
  g_assert_true (g_file_set_contents (broken, "{\"name\": 3}", -1, NULL));
  g_assert_cmpuint (count_own (store, "our-shop-2027-2", &n_errors), ==, 1);
  g_assert_cmpuint (n_errors, ==, 1);
  g_assert_true (assay_profile_delete (profile, &error));
  g_assert_cmpuint (count_own (store, "our-shop-2027", &n_errors), ==, 0);
}

static void
test_unwritable (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (AssayProfile) profile = read_profile (store, "{\"name\": \"P\"}");
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "assay", NULL), *file = g_build_filename (folder, "profiles", NULL);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "a file where the folder should be", -1, NULL));
  g_assert_false (assay_profile_save (profile, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "profiles"));
  g_ptr_array_unref (assay_profiles_load (store, errors));
  g_assert_cmpuint (errors->len, ==, 1);
  g_assert_nonnull (strstr (errors->pdata[0], "profiles"));
  g_assert_cmpint (g_unlink (file), ==, 0);
}

static char *
put_file (const char *name, const char *text)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "assay", "profiles", NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

static const AssayProfile *
find_by_id (GPtrArray *profiles, const char *id)
{
  for (guint i = 0; i < profiles->len; i++)
    if (g_str_equal (((AssayProfile *) profiles->pdata[i])->id, id))
      return profiles->pdata[i];

  return NULL;
}

/* Of all that the article says, it agrees with what is opinion. */
static void
test_article (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free), profiles = assay_profiles_load (store, errors);
  const AssayProfile *article = find_by_id (profiles, "article");
  GPtrArray *statements = assay_store_get_statements (store);
  guint n = 0;

  for (guint i = 0; i < statements->len; i++)
    if (assay_statement_get_check (statements->pdata[i]) == ASSAY_CHECK_JUDGE &&
        g_strcmp0 (assay_statement_get_origin (statements->pdata[i])->id, "article") == 0)
      {
        g_test_message ("%s", assay_statement_get_id (statements->pdata[i]));
        g_assert_cmpint (assay_profile_get_stance (article, assay_statement_get_id (statements->pdata[i])), ==, ASSAY_STANCE_AGREE);
        n++;
      }
  g_assert_cmpuint (n, ==, g_hash_table_size (article->stances));
}

static AssayProfile *
find_by_name (GPtrArray *profiles, const char *name)
{
  for (guint i = 0; i < profiles->len; i++)
    if (g_str_equal (((AssayProfile *) profiles->pdata[i])->name, name))
      return profiles->pdata[i];

  return NULL;
}

/* A file that somebody named gets an id that can be written, no other's, and is saved in its place. */
static void
test_named_by_hand (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autofree char *mine = put_file ("My Shop.json", "{\"name\": \"Mine\"}"), *api = put_file ("api.json", "{\"name\": \"My API\", \"id\": \"api\"}");
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free), profiles = assay_profiles_load (store, errors), again = NULL;
  AssayProfile *shop = find_by_name (profiles, "Mine"), *own = find_by_name (profiles, "My API");

  g_assert_cmpstr (shop->id, ==, "my-shop");
  g_assert_cmpstr (own->id, ==, "api-2");
  g_assert_true (assay_profile_save (shop, NULL));
  g_assert_true (assay_profile_save (own, NULL));
  g_assert_cmpstr (shop->path, ==, mine);
  g_assert_cmpstr (own->path, ==, api);
  again = assay_profiles_load (store, errors);
  g_assert_cmpuint (errors->len, ==, 0);
  g_assert_cmpuint (again->len, ==, profiles->len);
  g_assert_cmpstr (find_by_name (again, "Mine")->id, ==, "my-shop");
  g_assert_cmpstr (find_by_name (again, "My API")->id, ==, "api-2");
  g_assert_true (assay_profile_delete (shop, NULL));
  g_assert_true (assay_profile_delete (own, NULL));
}

/* A folder with too many is told of, and the first are read. */
static void
test_many (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free), profiles = NULL, paths = g_ptr_array_new_with_free_func (g_free);
  guint own = 0;

  for (guint i = 0; i < 1001; i++)
    {
      g_autofree char *name = g_strdup_printf ("%04u.json", i);

      g_ptr_array_add (paths, put_file (name, "{\"name\": \"Many\"}"));
    }
  profiles = assay_profiles_load (store, errors);
  for (guint i = 0; i < profiles->len; i++)
    own += !((AssayProfile *) profiles->pdata[i])->bundled;
  for (guint i = 0; i < paths->len; i++)
    g_assert_cmpint (g_unlink (paths->pdata[i]), ==, 0);
  g_assert_cmpuint (own, ==, 1000);
  g_assert_cmpuint (errors->len, ==, 1);
  g_assert_nonnull (strstr (errors->pdata[0], "of 1001 profiles the first 1000 are read"));
}

/* One for each purpose, and that of the article; each answers the purpose and divides the work. */
static void
test_bundled (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free), profiles = assay_profiles_load (store, errors);
  AssayNeed *purpose = assay_store_find_need (store, "purpose");
  guint found = 0;

  for (guint i = 0; i < errors->len; i++)
    g_test_message ("%s", (char *) errors->pdata[i]);
  g_assert_cmpuint (errors->len, ==, 0);
  for (guint i = 0; i < profiles->len; i++)
    {
      const AssayProfile *profile = profiles->pdata[i];

      if (!profile->bundled)
        continue;
      g_assert_nonnull (assay_profile_get_answer (profile, purpose));
      g_assert_cmpuint (profile->parts->len, >, 0);
      g_assert_nonnull (profile->note);
      g_assert_false (assay_profile_delete (profile, NULL));
      found++;
    }
  g_assert_cmpuint (found, ==, purpose->answers->len);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("assay-profile-XXXXXX", NULL), *quoted = g_shell_quote (folder);
  g_autofree char *command = g_strconcat ("rm -rf ", quoted, NULL);
  int status;

  /* The user's folder is asked for once a process. */
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/round-trip", test_round_trip);
  g_test_add_func ("/profile/weights", test_weights);
  g_test_add_func ("/profile/empty-weight", test_empty_weight);
  g_test_add_func ("/profile/long-name", test_long_name);
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *path = g_strconcat ("/profile/mistake/", mistakes[i].name, NULL);

      g_test_add_data_func (path, &mistakes[i], test_mistake);
    }
  g_test_add_func ("/profile/no-json", test_no_json);
  g_test_add_func ("/profile/no-name", test_no_name);
  g_test_add_func ("/profile/bundled", test_bundled);
  g_test_add_func ("/profile/article", test_article);
  g_test_add_func ("/profile/unwritable", test_unwritable);
  g_test_add_func ("/profile/named-by-hand", test_named_by_hand);
  g_test_add_func ("/profile/many", test_many);
  g_test_add_func ("/profile/files", test_files);
  status = g_test_run ();
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);

  return status;
}
