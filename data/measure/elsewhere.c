#include "data/measure/elsewhere.h"

#include <string.h>

#include "data/measure/follow.h"
#include "data/measure/machine.h"
#include "data/measure/remote-ssh.h"
#include "data/measure/run.h"
#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/json-write.h"
#include "data/model/language.h"

#define MOST_BYTES (64 * 1024 * 1024)   /* of all that it says; a thorough run of everything has a twentieth */
#define SILENCE 180                      /* s without a word: looking for runtimes, compiling */
#define FIRST_SECONDS 300                /* s until it says how long it will take */
#define MOST_SECONDS (6 * 3600.0)
#define BESIDE 300                       /* s beside twice of what it says */
#define LOOK_SECONDS 40
#define LOOK_BYTES (64 * 1024)

AssayErrand *
assay_errand_new (const AssayRemote *remote, AssayPlanKind kind, const char * const *scenarios, const char * const *technologies)
{
  AssayErrand *self = g_new0 (AssayErrand, 1);

  self->remote = assay_remote_copy (remote);
  self->kind = kind;
  self->scenarios = g_strdupv ((char **) scenarios);
  self->technologies = g_strdupv ((char **) technologies);

  return self;
}

void
assay_errand_free (AssayErrand *self)
{
  assay_remote_free (self->remote);
  g_strfreev (self->scenarios);
  g_strfreev (self->technologies);
  g_free (self);
}

static void
add_number (GStrvBuilder *words, const char *option, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *word = g_strconcat (option, "=", g_ascii_dtostr (text, sizeof text, value), NULL);

  if (value > 0)
    g_strv_builder_add (words, word);
}

static char **
make_words (const AssayErrand *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *kind = g_strconcat ("--", assay_plan_kind_name (self->kind), NULL);
  g_autofree char *technologies = self->technologies != NULL ? g_strjoinv (",", self->technologies) : NULL;
  g_autofree char *subjects = g_strconcat ("--subjects=", technologies, NULL);

  g_strv_builder_add_many (words, "measure", "--follow", kind, NULL);
  if (technologies != NULL)
    g_strv_builder_add (words, subjects);
  add_number (words, "--budget", self->budget);
  add_number (words, "--seed", self->seed);
  g_strv_builder_add (words, "--");
  if (self->scenarios != NULL)
    g_strv_builder_addv (words, (const char **) self->scenarios);

  return g_strv_builder_end (words);
}

/* A conversation about one errand. */
typedef struct
{
  const AssayErrand *errand;
  AssayReporter *reporter;
  GPtrArray *runs;
  AssayRemoteLimits limits;
  GString *document;       /* of the run that is being told */
  guint n_items;           /* 0 before it said what it measures */
  JsonNode *so_far;        /* document of the run under way, as far as it was told; or NULL */
  guint n_cells;           /* of it */
} Errand;

static gboolean
fail (const Errand *self, GError **error, const char *what)
{
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, "%s: %s", self->errand->remote->name, what);

  return FALSE;
}

static gboolean
check_program (const AssayRemote *remote, const char *program, GError **error)
{
  if (g_strcmp0 (program, "Assay " ASSAY_VERSION) == 0)
    return TRUE;
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK,
               _("%s: there is %s, and here is Assay %s: what they measure may differ. Install the same version on both"), remote->name, program, ASSAY_VERSION);

  return FALSE;
}

static gboolean
begin (Errand *self, const AssayFollow *line, GError **error)
{
  if (!check_program (self->errand->remote, line->program, error))
    return FALSE;
  if (self->n_items > 0)
    return fail (self, error, _("it begins twice"));
  self->n_items = g_strv_length (line->scenarios);
  self->limits.seconds = MIN (2 * line->seconds + BESIDE, MOST_SECONDS);
  assay_reporter_plan (self->reporter, (const char * const *) line->scenarios, (const char * const *) line->notes);

  return TRUE;
}

static void
label (AssayRun *run, const AssayRemote *remote)
{
  AssayMachine *machine = assay_machine_named (run->machine, remote->name);

  assay_machine_unref (run->machine);
  run->machine = machine;
}

static JsonArray *
starts_of (JsonNode *run)
{
  return json_object_get_array_member (json_node_get_object (run), "starts");
}

/* Its starts are joined with those that were told before; of a run of which a part was too long to be told nothing more is drawn. */
static gboolean
take_so_far (Errand *self, const AssayFollow *line, GError **error)
{
  g_autoptr (AssayRun) run = NULL;

  if (line->from > 0)
    {
      JsonArray *before = self->so_far != NULL ? starts_of (self->so_far) : NULL, *more = starts_of (line->run);

      if (before == NULL || json_array_get_length (before) != line->from)
        {
          g_clear_pointer (&self->so_far, json_node_unref);
          return TRUE;
        }
      for (guint i = 0; i < json_array_get_length (more); i++)
        json_array_add_element (before, json_array_dup_element (more, i));
    }
  else
    {
      g_clear_pointer (&self->so_far, json_node_unref);
      self->so_far = json_node_ref (line->run);
    }
  run = assay_run_from_json (self->errand->remote->name, self->so_far, error);
  if (run == NULL)
    return FALSE;
  label (run, self->errand->remote);
  self->n_cells = run->cells->len;
  assay_reporter_run (self->reporter, g_steal_pointer (&run));

  return TRUE;
}

static gboolean
take_live (Errand *self, const AssayFollow *line, GError **error)
{
  if (line->run != NULL && !take_so_far (self, line, error))
    return FALSE;
  if (line->loading && line->cell < self->n_cells)
    assay_reporter_live (self->reporter, line->cell, line->time, line->throughput, line->p50, line->p99);
  else
    assay_reporter_idle (self->reporter);

  return TRUE;
}

static gboolean
go_on (Errand *self, const AssayFollow *line, GError **error)
{
  if (line->n_items != self->n_items)
    return fail (self, error, _("it tells of other benchmarks than it began with"));
  for (guint i = 0; i < line->n_items; i++)
    if (i != line->item)
      assay_reporter_item (self->reporter, i, line->states[i], line->messages[i]);
  /* The last one that is named counts as the one under way. */
  assay_reporter_item (self->reporter, line->item, line->states[line->item], line->messages[line->item]);
  assay_reporter_doing (self->reporter, "%s", line->doing != NULL ? line->doing : "");
  assay_reporter_done (self->reporter, line->done);

  return take_live (self, line, error);
}

/* Read as what anybody may have written. */
static gboolean
take_document (Errand *self, GError **error)
{
  const AssayRemote *remote = self->errand->remote;
  g_autofree char *file = g_strdup_printf (_ ("%s: the run"), remote->name);
  g_autoptr (JsonNode) node = assay_json_parse_within (file, self->document->str, self->document->len, MOST_BYTES, error);
  g_autoptr (AssayRun) run = node != NULL ? assay_run_from_json (file, node, error) : NULL;

  if (run == NULL)
    return FALSE;
  g_string_truncate (self->document, 0);
  label (run, remote);
  g_ptr_array_add (self->runs, assay_run_ref (run));
  assay_reporter_finished (self->reporter, run);

  return TRUE;
}

static gboolean
take_line (const char *text, gpointer data, GError **error)
{
  Errand *self = data;
  g_auto (AssayFollow) line = { 0 };

  if (!g_str_has_prefix (text, ASSAY_FOLLOW_MARK))
    {
      if (self->n_items == 0)
        return fail (self, error, _("its answer doesn't begin like Assay's"));
      g_string_append (self->document, text);
      g_string_append_c (self->document, '\n');
      return TRUE;
    }
  if (!assay_follow_read (&line, text, error))
    {
      g_prefix_error (error, "%s: ", self->errand->remote->name);
      return FALSE;
    }
  if (line.program != NULL)
    return begin (self, &line, error);
  if (line.n_items > 0)
    return go_on (self, &line, error);

  return take_document (self, error);
}

/* What it can't go on with isn't going to be measured. */
static void
fail_rest (Errand *self, const char *message)
{
  for (guint i = 0; i < self->n_items; i++)
    if (assay_reporter_get_state (self->reporter, i) < ASSAY_ITEM_DONE)
      assay_reporter_item (self->reporter, i, ASSAY_ITEM_FAILED, message);
}

gboolean
assay_elsewhere_run (const AssayErrand *errand, AssayReporter *reporter, GPtrArray *runs, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) document = g_string_new (NULL);
  g_auto (GStrv) words = make_words (errand);
  g_autoptr (GError) problem = NULL;
  Errand self = {
    .errand = errand, .reporter = reporter, .runs = runs, .document = document,
    .limits = { .seconds = FIRST_SECONDS, .silence = SILENCE, .bytes = MOST_BYTES },
  };

  assay_reporter_doing (reporter, _("connecting to %s"), errand->remote->destination);
  if (assay_remote_ask (errand->remote, (const char * const *) words, &self.limits, take_line, &self, cancellable, &problem) &&
      (document->len > 0 || self.n_items == 0))
    fail (&self, &problem, document->len > 0 ? _("it ended in the middle of a run") : _("it ended without a word; is its command Assay's?"));
  g_clear_pointer (&self.so_far, json_node_unref);
  if (problem == NULL)
    return TRUE;
  if (!g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail_rest (&self, problem->message);
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

void
assay_remote_answer_clear (AssayRemoteAnswer *self)
{
  g_clear_pointer (&self->program, g_free);
  g_clear_pointer (&self->machine, assay_machine_unref);
}

char *
assay_remote_introduce (void)
{
  g_autoptr (AssayMachine) machine = assay_machine_new ();
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  assay_json_add_text (json, "program", "Assay " ASSAY_VERSION);
  json_builder_set_member_name (json, "machine");
  json_builder_add_value (json, assay_machine_to_json (machine));
  json_builder_end_object (json);

  return assay_json_to_text (json, NULL);
}

static void
read_answer (AssayRemoteAnswer *answer, const AssayField *root)
{
  static const char * const known[] = { "program", "machine", NULL };
  g_autoptr (GError) error = NULL;
  AssayField machine;

  assay_field_only (root, known);
  answer->program = g_strdup (assay_field_string (root, "program"));
  if (!assay_field_member (root, "machine", &machine))
    assay_field_fail (root, _("“machine” is missing"));
  else if ((answer->machine = assay_machine_from_json (machine.node, &error)) == NULL)
    assay_field_fail (&machine, "%s", error->message);
}

static gboolean
add_line (const char *line, gpointer data, GError **error G_GNUC_UNUSED)
{
  g_string_append_printf (data, "%s\n", line);

  return TRUE;
}

gboolean
assay_remote_look (const AssayRemote *remote, AssayRemoteAnswer *answer, GCancellable *cancellable, GError **error)
{
  static const char * const words[] = { "machine", "here", "--format=json", NULL };
  AssayRemoteLimits limits = { .seconds = LOOK_SECONDS, .silence = LOOK_SECONDS, .bytes = LOOK_BYTES };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { .file = remote->name, .errors = errors };
  g_autoptr (JsonNode) node = NULL;
  AssayField root;

  *answer = (AssayRemoteAnswer) { 0 };
  if (!assay_remote_ask (remote, words, &limits, add_line, text, cancellable, error))
    return FALSE;
  node = assay_json_parse_within (remote->name, text->str, text->len, LOOK_BYTES, error);
  if (node == NULL)
    return FALSE;
  assay_field_root (&root, &reader, node);
  read_answer (answer, &root);
  if (errors->len == 0)
    return check_program (remote, answer->program, error);
  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, errors->pdata[0]);

  return FALSE;
}
