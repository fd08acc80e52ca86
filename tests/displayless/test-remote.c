/* Machines elsewhere, without one: the user's document, the words that reach ssh and a shell, keys and the lines that come back. */
#include <math.h>
#include <string.h>

#include "data/measure/follow.h"
#include "data/measure/machine.h"
#include "data/measure/remote-key.h"
#include "data/measure/remote-ssh.h"
#include "data/measure/remote-toolbox.h"
#include "data/measure/run.h"
#include "data/measure/workload.h"
#include "data/model/error.h"
#include "data/model/json.h"

#define PROGRESS "{\"item\":0,\"items\":[{\"state\":\"running\"}],\"done\":0,"

typedef struct
{
  const char *text;
  guint n;              /* machines that are read */
  const char *mistake;  /* in the first complaint; NULL: there is none */
} Document;

static const Document documents[] = {
  { "{}", 0, NULL },
  { "{\"machines\": [{\"name\": \"b\", \"destination\": \"anna@host\"}, {\"name\": \"a\", \"destination\": \"::1\", \"port\": 22,"
    " \"identity\": \"/k\", \"command\": [\"nice\", \"assay\"]}]}", 2, NULL },
  { "[]", 0, "must be an object" },
  { "{\"machines\": [{\"name\": \"a\"}]}", 0, "destination" },
  { "{\"machines\": [{\"name\": \"a\", \"destination\": \"h\"}, {\"name\": \"a\", \"destination\": \"i\"}]}", 1, "already" },
  { "{\"machines\": [{\"name\": \"a\", \"destination\": \"h\", \"password\": \"x\"}]}", 0, "password" },
  { "{\"machines\": [{\"name\": \"a\", \"destination\": \"-oProxyCommand=x\"}]}", 0, "user@host" },
  { "{\"machines\": [{\"name\": \"a\", \"destination\": \"u@-h\"}]}", 0, "user@host" },
  { "{\"machines\": [{\"name\": \"a\", \"destination\": \"h\\n\"}]}", 0, "user@host" },
  { "{\"machines\": [{\"name\": \"a\", \"destination\": \"$(x)\"}]}", 0, "user@host" },
  { "{\"machines\": [{\"name\": \"a\\tb\", \"destination\": \"h\"}]}", 0, "name" },
  { "{\"machines\": [{\"name\": \"a\", \"destination\": \"h\", \"port\": 70000}]}", 0, "port" },
  { "{\"machines\": [{\"name\": \"a\", \"destination\": \"h\", \"port\": 2.5}]}", 0, "port" },
  { "{\"machines\": [{\"name\": \"a\", \"destination\": \"h\", \"identity\": \"k\"}]}", 0, "identity" },
  { "{\"machines\": [{\"name\": \"a\", \"destination\": \"h\", \"command\": []}]}", 0, "command" },
};

static void
test_documents (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      const Document *document = &documents[i];
      g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) remotes = assay_remotes_read ("machines.json", document->text, strlen (document->text), errors);

      g_test_message ("%s", document->text);
      g_assert_cmpuint (remotes->len, ==, document->n);
      g_assert_cmpuint (errors->len > 0, ==, document->mistake != NULL);
      if (document->mistake != NULL)
        g_assert_nonnull (strstr (errors->pdata[0], document->mistake));
    }
}

/* By name, each with what it says and what it doesn't. */
static void
test_members (void)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) remotes = assay_remotes_read ("machines.json", documents[1].text, strlen (documents[1].text), errors);
  const AssayRemote *first = remotes->pdata[0], *second = assay_remotes_find (remotes, "b");

  g_assert_cmpstr (first->name, ==, "a");
  g_assert_cmpuint (first->port, ==, 22);
  g_assert_cmpstr (first->identity, ==, "/k");
  g_assert_cmpstr (first->command[1], ==, "assay");
  g_assert_cmpstr (second->destination, ==, "anna@host");
  g_assert_cmpuint (second->port, ==, 0);
  g_assert_null (second->identity);
  g_assert_cmpstr (second->command[0], ==, "assay");
  g_assert_null (assay_remotes_find (remotes, "c"));
}

/* What the user's settings may not change, and where options end. */
static void
test_arguments (void)
{
  g_autoptr (AssayRemote) remote = assay_remote_new ("a", "anna@host");
  g_auto (GStrv) argv = NULL;
  g_autofree char *joined = NULL;
  guint n;

  remote->port = 2222;
  remote->identity = g_strdup ("/home/a b/100%\"key");
  argv = assay_remote_ssh_argv (remote, "'assay' 'x'");
  n = g_strv_length (argv);
  joined = g_strjoinv (" ", argv);
  g_assert_cmpstr (argv[0], ==, "ssh");
  g_assert_cmpstr (argv[n - 3], ==, "--");
  g_assert_cmpstr (argv[n - 2], ==, "anna@host");
  g_assert_cmpstr (argv[n - 1], ==, "'assay' 'x'");
  g_assert_nonnull (strstr (joined, "BatchMode=yes"));
  g_assert_nonnull (strstr (joined, "StrictHostKeyChecking=yes"));
  g_assert_nonnull (strstr (joined, "PasswordAuthentication=no"));
  g_assert_nonnull (strstr (joined, "Port=2222"));
  g_assert_nonnull (strstr (joined, "IdentityFile=\"/home/a b/100%%\\\"key\""));
}

/* The fingerprint is the one that ssh-keygen -l prints for this key. */
static void
test_keys (void)
{
  static const char text[] =
    "# host:22 SSH-2.0-OpenSSH\n"
    "[host]:2222 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl\n"
    "host ssh-ed25519 not base64\n"
    "host\n";
  g_autoptr (GPtrArray) keys = assay_host_keys_parse (text);
  const AssayHostKey *key;

  g_assert_cmpuint (keys->len, ==, 1);
  key = keys->pdata[0];
  g_assert_cmpstr (key->kind, ==, "ED25519");
  g_assert_cmpstr (key->fingerprint, ==, "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU");
  g_assert_true (g_str_has_prefix (key->line, "[host]:2222 "));
}

static const char * const wrong_lines[] = {
  "", "x", "[]", "{\"other\":1}", "{\"items\":[]}", "{\"items\":[1],\"item\":0,\"done\":0}", "{\"item\":1,\"items\":[{\"state\":\"done\"}],\"done\":0}",
  "{\"item\":0,\"items\":[{\"state\":\"done\"}],\"done\":2}", "{\"item\":0,\"items\":[{\"state\":\"new\"}],\"done\":0}",
  "{\"program\":\"Assay 1\",\"seconds\":-1,\"scenarios\":[\"a\"]}", "{\"program\":\"Assay 1\",\"seconds\":1,\"scenarios\":[]}",
  "{\"program\":\"Assay 1\",\"seconds\":1,\"scenarios\":[\"a\"],\"machine\":{\"cores\":0}}",
  PROGRESS "\"run\":1,\"from\":0}", PROGRESS "\"run\":{},\"from\":0}", PROGRESS "\"run\":{\"starts\":[]}}", PROGRESS "\"run\":{\"starts\":[]},\"from\":-1}",
  PROGRESS "\"live\":[]}", PROGRESS "\"live\":{\"cell\":0}}", PROGRESS "\"live\":{\"cell\":0.5,\"time\":1}}", PROGRESS "\"live\":{\"cell\":0,\"time\":-1}}",
};

static void
test_wrong_lines (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong_lines); i++)
    {
      g_autofree char *text = g_strconcat (ASSAY_FOLLOW_MARK, wrong_lines[i], NULL);
      g_auto (AssayFollow) line = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", text);
      g_assert_false (assay_follow_read (&line, text, &error));
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
    }
}

/* What one side writes, the other reads. */
static void
test_lines (void)
{
  const AssayItemState states[] = { ASSAY_ITEM_FAILED, ASSAY_ITEM_RUNNING };
  const char * const messages[] = { "no answer", NULL };
  const AssayProgress progress = { .item = 1, .n_items = 2, .states = states, .messages = messages, .doing = "Flask: start 2 of 5", .done = 0.25 };
  g_autofree char *text = assay_follow_progress (&progress, 0), *end = assay_follow_finished ();
  g_auto (AssayFollow) line = { 0 }, last = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (assay_follow_read (&line, text, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (line.n_items, ==, 2);
  g_assert_cmpuint (line.item, ==, 1);
  g_assert_cmpint (line.states[0], ==, ASSAY_ITEM_FAILED);
  g_assert_cmpstr (line.messages[0], ==, "no answer");
  g_assert_null (line.messages[1]);
  g_assert_cmpfloat (line.done, ==, 0.25);
  g_assert_cmpstr (line.doing, ==, "Flask: start 2 of 5");
  g_assert_false (line.finished);
  g_assert_null (line.run);
  g_assert_false (line.loading);
  g_assert_true (assay_follow_read (&last, end, &error));
  g_assert_true (last.finished);
}

static AssayRun *
load_run (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "runs", "complete.json", NULL), *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  AssayRun *run;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  node = assay_json_parse ("complete.json", text, length, &error);
  g_assert_no_error (error);
  run = assay_run_from_json ("complete.json", node, &error);
  g_assert_no_error (error);

  return run;
}

/* The run so far comes along with the starts that weren't told before, and the values of the one under load. */
static void
test_live (void)
{
  g_autoptr (AssayRun) run = load_run ();
  const AssayItemState state = ASSAY_ITEM_RUNNING;
  const char * const message = NULL;
  const AssayProgress progress = { .n_items = 1, .states = &state, .messages = &message, .run = run, .loading = TRUE, .cell = 1, .time = 0.5,
                                   .throughput = 1200, .p50 = 0.002, .p99 = NAN };
  const guint n = run->starts->len, froms[] = { 0, n - 1, n, G_MAXUINT };

  g_assert_cmpuint (n, >, 2);
  for (guint i = 0; i < G_N_ELEMENTS (froms); i++)
    {
      g_autofree char *text = assay_follow_progress (&progress, froms[i]);
      g_auto (AssayFollow) line = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_true (assay_follow_read (&line, text, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (line.run != NULL, ==, froms[i] != G_MAXUINT);
      g_assert_true (line.loading);
      g_assert_cmpuint (line.cell, ==, 1);
      g_assert_cmpfloat (line.time, ==, 0.5);
      g_assert_cmpfloat (line.throughput, ==, 1200);
      g_assert_cmpfloat (line.p50, ==, 0.002);
      g_assert_true (isnan (line.p99));
      if (line.run == NULL)
        continue;
      g_assert_cmpuint (line.from, ==, froms[i]);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (line.run), "starts")), ==, n - froms[i]);
    }
}

/* What a machine says of one technology is taken, and of what it doesn't say nothing is usable. */
static void
test_toolbox (void)
{
  g_autoptr (AssayWorkloads) workloads = assay_workloads_load (NULL);
  GPtrArray *all = assay_workloads_get_technologies (workloads);
  const AssayTechnology *first = all->pdata[0];
  g_autofree char *text = g_strdup_printf ("[{\"id\": \"%s\", \"usable\": true, \"version\": \"7\", \"install\": \"x\"}, {\"id\": \"other\"}]", first->id);
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayToolbox) toolbox = assay_remote_toolbox_read ("box", text, strlen (text), workloads, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, >, 1);
  for (guint i = 0; i < all->len; i++)
    {
      const AssayAvailability *found = assay_toolbox_get (toolbox, ((AssayTechnology *) all->pdata[i])->id);

      g_assert_cmpint (found->usable, ==, i == 0);
      g_assert_cmpstr (found->version, ==, i == 0 ? "7" : NULL);
      g_assert_cmpstr (found->reason, ==, i == 0 ? NULL : "not installed there");
      g_assert_null (found->install);
    }
}

static void
test_wrong_toolboxes (void)
{
  static const char * const wrong[] = { "", "x", "{}", "[1]", "[{}]", "[{\"id\": \"A b\"}]", "[{\"id\": \"a\", \"usable\": 1}]", "[{\"id\": \"a\", \"version\": []}]" };
  static const char * const none[] = { NULL };
  g_autoptr (AssayWorkloads) workloads = assay_workloads_load (none);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", wrong[i]);
      g_assert_null (assay_remote_toolbox_read ("box", wrong[i], strlen (wrong[i]), workloads, &error));
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
    }
}

/* A name makes it another machine, and stays with it in its document. */
static void
test_label (void)
{
  g_autoptr (AssayMachine) machine = assay_machine_new (), named = assay_machine_named (machine, "Box"), again = NULL;
  g_autoptr (JsonNode) node = assay_machine_to_json (named), plain = assay_machine_to_json (machine);
  g_autofree char *id = assay_machine_id (machine), *other = assay_machine_id (named), *words = assay_machine_describe (named);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (id, !=, other);
  g_assert_true (g_str_has_prefix (words, "Box: "));
  again = assay_machine_from_json (node, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->name, ==, "Box");
  g_assert_false (json_object_has_member (json_node_get_object (plain), "name"));
  json_object_set_string_member (json_node_get_object (plain), "name", "A name that is far longer than any label in the window can ever be shown");
  g_assert_null (assay_machine_from_json (plain, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/remote/documents", test_documents);
  g_test_add_func ("/remote/members", test_members);
  g_test_add_func ("/remote/arguments", test_arguments);
  g_test_add_func ("/remote/keys", test_keys);
  g_test_add_func ("/remote/wrong-lines", test_wrong_lines);
  g_test_add_func ("/remote/lines", test_lines);
  g_test_add_func ("/remote/live", test_live);
  g_test_add_func ("/remote/toolbox", test_toolbox);
  g_test_add_func ("/remote/wrong-toolboxes", test_wrong_toolboxes);
  g_test_add_func ("/remote/label", test_label);

  return g_test_run ();
}
