/* Talks as documents: what is taken and refused, one file a case; what is written reads as the same; slides of a store. */
#include <glib/gstdio.h>
#include <string.h>

#include "data/model/error.h"
#include "data/model/figure.h"
#include "data/model/talk.h"
#include "tests/displayless/shipped.h"

#define TODAY 739949   /* 29 November 2026 */

static char *
fixture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "talk", name, NULL);
}

static AssayTalk *
load (const char *name, GPtrArray *errors, GError **error)
{
  g_autofree char *path = fixture (name), *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));

  return assay_talk_read (name, text, length, errors, error);
}

/* Where each invalid document is wrong. */
static const struct { const char *name, *said; } mistakes[] = {
  { "version", "$.assay-talk: 2 is not 1" },
  { "no-version", "“assay-talk” is missing" },
  { "no-title", "“title” is missing" },
  { "empty-title", "$.title" },
  { "long-title", "$.title: longer than 200" },
  { "no-slides", "“slides” is missing" },
  { "slides-object", "$.slides" },
  { "member", "$.colour" },
  { "many-slides", "$.slides: more than 200" },
  { "no-kind", "$.slides[0]: “kind” is missing" },
  { "kind", "$.slides[0].kind" },
  { "no-chart", "$.slides[0]: “chart” is missing" },
  { "chart-id", "$.slides[0].chart: “A b” is no id" },
  { "text-of-a-chart", "$.slides[0].text" },
  { "chart-of-a-text", "$.slides[0].chart" },
  { "long-notes", "$.slides[0].notes: longer than 4000" },
  { "long-text", "$.slides[0].text: longer than 4000" },
  { "number", "$.slides[0].text[0]" },
  { "hidden", "$.slides[0].hidden" },
  { "slide", "$.slides[0]: an object" },
  { "array", "an object is wanted" },
  { "json", ":1:" },
};

static void
test_invalid (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *name = g_strdup_printf ("invalid-%s.assay-talk", mistakes[i].name);
  g_autoptr (GError) error = NULL;

  g_assert_null (load (name, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_true (error->domain == ASSAY_ERROR);
  g_assert_true (g_str_has_prefix (error->message, name));
  g_assert_nonnull (strstr (error->message, mistakes[i].said));
}

/* Every mistake is told, not the first alone. */
static void
test_all_mistakes (void)
{
  static const char text[] = "{\"assay-talk\": 1, \"title\": \"\", \"slides\": [{\"kind\": \"film\"}, {\"kind\": \"text\", \"hidden\": 1}]}";
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_null (assay_talk_read ("a", text, strlen (text), errors, &error));
  g_assert_cmpuint (errors->len, ==, 3);
  g_assert_cmpstr (errors->pdata[0], ==, error->message);
  g_assert_cmpstr (errors->pdata[0], ==, "a: $.title: must not be empty");
  g_assert_true (g_str_has_prefix (errors->pdata[1], "a: $.slides[0].kind: "));
  g_assert_true (g_str_has_prefix (errors->pdata[2], "a: $.slides[1].hidden: "));
}

/* No invalid document is forgotten above. */
static void
test_all_files (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "talk", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    n += g_str_has_prefix (name, "invalid-");
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (mistakes));
}

static void
test_valid (gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayTalk) talk = load (name, NULL, &error), again = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_assert_no_error (error);
  text = assay_talk_write (talk, &length);
  g_assert_true (assay_talk_is_one (text, length));
  again = assay_talk_read ("again", text, length, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (assay_talk_equal (talk, again));
}

/* What was written by hand in the program's own form is kept to the byte. */
static void
test_full (void)
{
  g_autoptr (AssayTalk) talk = load ("valid-full.assay-talk", NULL, NULL);
  g_autofree char *path = fixture ("valid-full.assay-talk"), *before = NULL, *after = assay_talk_write (talk, NULL);
  const AssayTalkItem *item = talk->items->pdata[2];

  g_assert_cmpstr (talk->title, ==, "Which one for the shop?");
  g_assert_cmpuint (talk->items->len, ==, 6);
  g_assert_true (item->hidden);
  g_assert_cmpstr (item->chart, ==, "survey-share");
  g_assert_cmpstr (((AssayTalkItem *) talk->items->pdata[0])->text, ==, "Architecture board\n3 March 2027");
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  g_strchomp (before);
  g_strchomp (after);
  g_assert_cmpstr (after, ==, before);
}

/* Hidden ones are left out, what the catalogue lacks is told; own words stand instead of the chart's. */
static void
test_slides (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (AssayTalk) talk = load ("valid-full.assay-talk", NULL, NULL);
  g_autoptr (GPtrArray) lost = g_ptr_array_new_with_free_func (g_free), slides = NULL;
  g_autoptr (GError) error = NULL;
  const AssaySlide *slide;

  ((AssayTalkItem *) talk->items->pdata[2])->hidden = FALSE;
  ((AssayTalkItem *) talk->items->pdata[4])->hidden = TRUE;
  slides = assay_talk_get_slides (talk, store, NULL, TODAY, lost, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (slides->len, ==, 4);
  g_assert_cmpuint (lost->len, ==, 1);
  g_assert_cmpstr (lost->pdata[0], ==, "slide 4: the catalogue has no chart “a-chart-of-yesterday”");
  slide = slides->pdata[1];
  g_assert_cmpstr (slide->title, ==, slide->figure->finding);
  g_assert_nonnull (slide->notes);
  slide = slides->pdata[2];
  g_assert_cmpstr (slide->title, ==, "Nobody would be alone");
  g_assert_cmpstr (slide->figure->finding, ==, "Nobody would be alone");
  g_assert_cmpstr (slide->notes, ==, "Ask who has used it.");
  g_assert_cmpuint (slide->figure->series->len, >, 0);
}

static void
test_nothing_to_show (void)
{
  g_autoptr (AssayStore) store = load_shipped ();
  g_autoptr (AssayTalk) talk = load ("valid-empty.assay-talk", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (assay_talk_get_slides (talk, store, NULL, TODAY, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
}

/* By its beginning alone. */
static void
test_is_one (void)
{
  static const struct { const char *text; gboolean is; } cases[] = {
    { "{\"assay-talk\": 1}", TRUE }, { " \n{ \"title\": \"T\", \"assay-talk\"", TRUE }, { "", FALSE }, { "  ", FALSE }, { "[\"assay-talk\"]", FALSE },
    { "{\"results\": []}", FALSE }, { "assay-talk", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (assay_talk_is_one (cases[i].text, strlen (cases[i].text)), ==, cases[i].is);
}

static void
test_edit (void)
{
  g_autoptr (AssayTalk) talk = assay_talk_new ("T"), copy = NULL;
  AssayTalkItem *item;

  assay_talk_insert (talk, -1, ASSAY_SLIDE_CHART, "a");
  assay_talk_insert (talk, -1, ASSAY_SLIDE_CHART, "b");
  item = assay_talk_insert (talk, 0, ASSAY_SLIDE_TEXT, NULL);
  assay_talk_set (&item->title, "äöü", 2);
  g_assert_cmpstr (item->title, ==, "äö");
  copy = assay_talk_copy (talk);
  g_assert_true (assay_talk_equal (copy, talk));
  assay_talk_move (talk, 0, 2);
  g_assert_false (assay_talk_equal (copy, talk));
  g_assert_true (talk->items->pdata[2] == item);
  assay_talk_move (talk, 2, 0);
  g_assert_true (assay_talk_equal (copy, talk));
  assay_talk_set (&item->title, "", 2);
  g_assert_null (item->title);
  assay_talk_remove (talk, 0);
  g_assert_cmpuint (talk->items->len, ==, 2);
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("assay-talk-XXXXXX", NULL), *path = g_build_filename (folder, "a b.assay-talk", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (AssayTalk) talk = load ("valid-full.assay-talk", NULL, NULL), again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *large = g_strnfill (5 * 1024 * 1024, ' ');

  g_assert_true (assay_talk_save (talk, file, &error));
  again = assay_talk_load (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (assay_talk_equal (talk, again));
  g_assert_true (g_file_set_contents (path, large, -1, NULL));
  g_assert_null (assay_talk_load (file, NULL, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "a b.assay-talk: larger than"));
  g_unlink (path);
  g_clear_error (&error);
  g_assert_null (assay_talk_load (file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/talk-document/invalid/%s", mistakes[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_invalid);
    }
  g_test_add_func ("/talk-document/all-files", test_all_files);
  g_test_add_func ("/talk-document/all-mistakes", test_all_mistakes);
  g_test_add_data_func ("/talk-document/valid/full", "valid-full.assay-talk", test_valid);
  g_test_add_data_func ("/talk-document/valid/empty", "valid-empty.assay-talk", test_valid);
  g_test_add_data_func ("/talk-document/valid/text-of-one-string", "valid-text-of-one-string.assay-talk", test_valid);
  g_test_add_func ("/talk-document/full", test_full);
  g_test_add_func ("/talk-document/slides", test_slides);
  g_test_add_func ("/talk-document/nothing-to-show", test_nothing_to_show);
  g_test_add_func ("/talk-document/is-one", test_is_one);
  g_test_add_func ("/talk-document/edit", test_edit);
  g_test_add_func ("/talk-document/files", test_files);

  return g_test_run ();
}
