/* What is done to a talk and taken back: no widgets. */
#include "tests/display/end.h"
#include "ui/talk-editor.h"

static guint n_changed;

static void
changed_cb (void)
{
  n_changed++;
}

static AssayTalkEditor *
editor_new (void)
{
  AssayTalkEditor *editor = assay_talk_editor_new ();
  AssayTalk *talk = assay_talk_new ("T");

  for (guint i = 0; i < 3; i++)
    assay_talk_insert (talk, -1, ASSAY_SLIDE_CHART, (const char *[]) { "a", "b", "c" }[i]);
  assay_talk_editor_open (editor, talk, NULL);
  n_changed = 0;
  g_signal_connect (editor, "changed", G_CALLBACK (changed_cb), NULL);

  return editor;
}

/* "abc": the charts in their order. */
static void
assert_order (AssayTalkEditor *editor, const char *expected)
{
  const AssayTalk *talk = assay_talk_editor_get_talk (editor);
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < talk->items->len; i++)
    g_string_append (order, ((AssayTalkItem *) talk->items->pdata[i])->chart);
  g_assert_cmpstr (order->str, ==, expected);
}

static void
move (AssayTalkEditor *editor, guint from, guint to)
{
  AssayTalk *talk = assay_talk_copy (assay_talk_editor_get_talk (editor));

  assay_talk_move (talk, from, to);
  assay_talk_editor_apply (editor, talk, to);
}

static void
test_undo (void)
{
  AssayTalkEditor *editor = editor_new ();

  assay_talk_editor_undo (editor);
  g_assert_cmpuint (n_changed, ==, 0);
  move (editor, 0, 2);
  assert_order (editor, "bca");
  g_assert_cmpint (assay_talk_editor_get_selected (editor), ==, 2);
  move (editor, 0, 1);
  assert_order (editor, "cba");
  g_assert_true (assay_talk_editor_is_modified (editor));
  assay_talk_editor_undo (editor);
  assert_order (editor, "bca");
  g_assert_cmpint (assay_talk_editor_get_selected (editor), ==, 2);
  assay_talk_editor_undo (editor);
  assert_order (editor, "abc");
  g_assert_cmpint (assay_talk_editor_get_selected (editor), ==, 0);
  g_assert_false (assay_talk_editor_is_modified (editor));
  g_assert_false (assay_talk_editor_can_undo (editor));
  assay_talk_editor_redo (editor);
  assay_talk_editor_redo (editor);
  assert_order (editor, "cba");
  g_assert_false (assay_talk_editor_can_redo (editor));
  g_assert_cmpuint (n_changed, ==, 6);
  g_assert_finalize_object (editor);
}

/* A new step forgets those that were taken back; one that changes nothing is none. */
static void
test_branch (void)
{
  AssayTalkEditor *editor = editor_new ();

  move (editor, 0, 2);
  assay_talk_editor_undo (editor);
  move (editor, 0, 0);
  g_assert_false (assay_talk_editor_can_undo (editor));
  g_assert_true (assay_talk_editor_can_redo (editor));
  move (editor, 0, 1);
  g_assert_false (assay_talk_editor_can_redo (editor));
  g_assert_finalize_object (editor);
}

/* Saved is what was written, even if it was changed meanwhile. */
static void
test_saved (void)
{
  AssayTalkEditor *editor = editor_new ();
  g_autoptr (GFile) file = g_file_new_for_path ("/a.assay-talk");
  g_autoptr (AssayTalk) written = NULL;

  move (editor, 0, 1);
  written = assay_talk_copy (assay_talk_editor_get_talk (editor));
  move (editor, 0, 2);
  assay_talk_editor_saved (editor, written, file);
  g_assert_true (assay_talk_editor_is_modified (editor));
  g_assert_true (assay_talk_editor_get_file (editor) == file);
  assay_talk_editor_undo (editor);
  g_assert_false (assay_talk_editor_is_modified (editor));
  g_assert_finalize_object (editor);
}

/* No slide is selected where there is none; the steps are limited. */
static void
test_limits (void)
{
  AssayTalkEditor *editor = editor_new ();
  guint n = 0;

  assay_talk_editor_apply (editor, assay_talk_new ("Empty"), 5);
  g_assert_cmpint (assay_talk_editor_get_selected (editor), ==, -1);
  assay_talk_editor_undo (editor);
  g_assert_cmpint (assay_talk_editor_get_selected (editor), ==, 0);
  for (guint i = 0; i < 500; i++)
    move (editor, 0, 2);
  while (assay_talk_editor_can_undo (editor))
    {
      assay_talk_editor_undo (editor);
      n++;
    }
  g_assert_cmpuint (n, ==, 200);
  g_assert_finalize_object (editor);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/talk-editor/undo", test_undo);
  g_test_add_func ("/talk-editor/branch", test_branch);
  g_test_add_func ("/talk-editor/saved", test_saved);
  g_test_add_func ("/talk-editor/limits", test_limits);

  return test_end (g_test_run ());
}
