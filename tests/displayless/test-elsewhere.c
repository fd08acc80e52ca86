/* What is measured elsewhere and drawn meanwhile, by an ssh of the test's own that says what the other side would. */
#include <glib/gstdio.h>

#include "data/measure/experiment.h"
#include "data/measure/follow.h"
#include "data/measure/remote.h"
#include "run-fixture.h"

#define BEGIN ASSAY_FOLLOW_MARK "{\"program\":\"Assay " ASSAY_VERSION "\",\"seconds\":10,\"scenarios\":[\"http-json\"],\"notes\":[]}\n"
#define TOO_LONG G_MAXUINT   /* to be told in a line */

/* A line that tells of a run with so many starts those after the first @from. */
typedef struct
{
  guint from, starts;
} Part;

typedef struct
{
  const char *path;
  Part parts[4];   /* up to one without starts */
  guint drawn;     /* starts in the last picture; 0: there is none */
} Case;

static const Case cases[] = {
  { "/elsewhere/joined", { { 0, 3 }, { 3, 9 }, { 9, 21 } }, 21 },
  { "/elsewhere/too-long", { { 0, 3 }, { TOO_LONG, 9 }, { 9, 21 } }, 3 },
  { "/elsewhere/too-long-at-first", { { TOO_LONG, 9 }, { 9, 21 } }, 0 },
  { "/elsewhere/the-next-after-it", { { 0, 3 }, { TOO_LONG, 9 }, { 9, 21 }, { 0, 5 } }, 5 },
};

typedef struct
{
  AssayExperiment *experiment;
  guint drawn, finished;   /* starts of the last picture, and of the run that came */
  GPtrArray *runs;
  GError *error;
  gboolean ended;
} Fixture;

static char *folder;

static void
write_file (const char *name, const char *text, int mode)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, mode, &error);
  g_assert_no_error (error);
}

/* The run as it was after so many starts. */
static AssayRun *
run_after (guint starts)
{
  g_autoptr (AssayRun) whole = run_fixture ("complete.json"), part = NULL;
  g_autoptr (JsonNode) node = assay_run_to_json (whole);
  JsonArray *array = json_object_get_array_member (json_node_get_object (node), "starts");

  while (json_array_get_length (array) > starts)
    json_array_remove_element (array, json_array_get_length (array) - 1);
  part = assay_run_from_json ("part", node, NULL);
  g_assert_nonnull (part);

  return g_steal_pointer (&part);
}

static char *
make_answer (const Part *parts)
{
  g_autoptr (AssayRun) whole = run_fixture ("complete.json");
  g_autofree char *document = assay_run_to_text (whole, TRUE, NULL), *end = assay_follow_finished ();
  const AssayItemState state = ASSAY_ITEM_RUNNING;
  const char * const message = NULL;
  GString *text = g_string_new (BEGIN);

  for (; parts->starts > 0; parts++)
    {
      g_autoptr (AssayRun) run = run_after (parts->starts);
      const AssayProgress progress = { .n_items = 1, .states = &state, .messages = &message, .run = run };
      g_autofree char *line = assay_follow_progress (&progress, parts->from);

      g_string_append_printf (text, "%s\n", line);
    }
  g_string_append_printf (text, "%s\n%s\n", document, end);

  return g_string_free (text, FALSE);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const Case *one = data;
  g_autofree char *text = make_answer (one->parts);
  g_autoptr (AssayRemote) remote = assay_remote_new ("box", "anna@host");

  write_file ("answer", text, 0644);
  self->experiment = assay_experiment_new_elsewhere (assay_errand_new (remote, ASSAY_PLAN_QUICK, NULL, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_object_unref (self->experiment);   /* its thread may still let go of it */
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_error (&self->error);
}

static void
progress_cb (Fixture *self, gpointer picture)
{
  const AssayProgress *progress = picture;

  self->drawn = progress->run != NULL ? progress->run->starts->len : 0;
}

static void
finished_cb (Fixture *self, AssayRun *run)
{
  self->finished = run->starts->len;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *self = data;

  self->runs = assay_experiment_run_finish (ASSAY_EXPERIMENT (source), result, &self->error);
  self->ended = TRUE;
}

/* However much of it was drawn, the run comes whole. */
static void
test_case (Fixture *self, gconstpointer data)
{
  const Case *one = data;

  g_signal_connect_swapped (self->experiment, "progress", G_CALLBACK (progress_cb), self);
  g_signal_connect_swapped (self->experiment, "run-finished", G_CALLBACK (finished_cb), self);
  assay_experiment_run_async (self->experiment, NULL, ended_cb, self);
  while (!self->ended)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (self->error);
  g_assert_cmpuint (self->drawn, ==, one->drawn);
  g_assert_cmpuint (self->finished, ==, 21);
  g_assert_cmpuint (self->runs->len, ==, 1);
}

/* An ssh that prints the answer beside it. */
static void
write_ssh (void)
{
  g_autofree char *path = NULL;

  folder = g_dir_make_tmp ("assay-elsewhere-XXXXXX", NULL);
  path = g_strconcat (folder, ":", g_getenv ("PATH"), NULL);
  write_file ("ssh", "#!/bin/sh\nexec cat \"${0%/*}/answer\"\n", 0755);
  g_setenv ("PATH", path, TRUE);
}

static void
remove_file (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_remove (path);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  write_ssh ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, &cases[i], set_up, test_case, tear_down);

  status = g_test_run ();
  remove_file ("answer");
  remove_file ("ssh");
  g_rmdir (folder);
  g_free (folder);

  return status;
}
