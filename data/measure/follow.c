#include "data/measure/follow.h"

#include <math.h>
#include <string.h>

#include "data/measure/machine.h"
#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/json-write.h"
#include "data/model/language.h"

static const char * const state_names[] = {
  [ASSAY_ITEM_QUEUED] = "queued", [ASSAY_ITEM_RUNNING] = "running", [ASSAY_ITEM_DONE] = "done", [ASSAY_ITEM_STOPPED] = "stopped",
  [ASSAY_ITEM_FAILED] = "failed", NULL
};

void
assay_follow_clear (AssayFollow *self)
{
  for (guint i = 0; self->messages != NULL && i < self->n_items; i++)
    g_free (self->messages[i]);
  g_free (self->messages);
  g_free (self->states);
  g_free (self->doing);
  g_clear_pointer (&self->run, json_node_unref);
  g_free (self->program);
  g_strfreev (self->scenarios);
  g_strfreev (self->notes);
  g_clear_pointer (&self->machine, assay_machine_unref);
  *self = (AssayFollow) { 0 };
}

static char *
to_line (JsonBuilder *json)
{
  g_autofree char *text = assay_json_to_text (json, NULL);

  return g_strconcat (ASSAY_FOLLOW_MARK, text, NULL);
}

static void
add_texts (JsonBuilder *json, const char *name, GPtrArray *texts)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (json, texts->pdata[i]);
  json_builder_end_array (json);
}

char *
assay_follow_begin (const AssayPlan *plan, const AssayMachine *machine)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GPtrArray) scenarios = g_ptr_array_new ();

  for (guint i = 0; i < plan->items->len; i++)
    g_ptr_array_add (scenarios, ((AssayPlanItem *) plan->items->pdata[i])->scenario->id);
  json_builder_begin_object (json);
  assay_json_add_text (json, "program", "Assay " ASSAY_VERSION);
  assay_json_add_number (json, "seconds", MAX (plan->budget, assay_plan_estimate (plan)));
  add_texts (json, "scenarios", scenarios);
  add_texts (json, "notes", plan->notes);
  json_builder_set_member_name (json, "machine");
  json_builder_add_value (json, assay_machine_to_json (machine));
  json_builder_end_object (json);

  return to_line (json);
}

static void
add_item (JsonBuilder *json, AssayItemState state, const char *message)
{
  json_builder_begin_object (json);
  assay_json_add_text (json, "state", state_names[state]);
  assay_json_add_text (json, "message", message);
  json_builder_end_object (json);
}

static void
add_run (JsonBuilder *json, const AssayRun *run, guint from)
{
  JsonNode *node = assay_run_to_json (run);
  JsonArray *starts = json_object_get_array_member (json_node_get_object (node), "starts");

  for (guint i = 0; i < from && json_array_get_length (starts) > 0; i++)
    json_array_remove_element (starts, 0);
  json_builder_set_member_name (json, "run");
  json_builder_add_value (json, node);
  json_builder_set_member_name (json, "from");
  json_builder_add_int_value (json, from);
}

static void
add_live (JsonBuilder *json, const AssayProgress *progress)
{
  json_builder_set_member_name (json, "live");
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "cell");
  json_builder_add_int_value (json, progress->cell);
  assay_json_add_number (json, "time", progress->time);
  assay_json_add_number (json, "throughput", progress->throughput);
  assay_json_add_number (json, "p50", progress->p50);
  assay_json_add_number (json, "p99", progress->p99);
  json_builder_end_object (json);
}

char *
assay_follow_progress (const AssayProgress *progress, guint from)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "item");
  json_builder_add_int_value (json, progress->item);
  json_builder_set_member_name (json, "items");
  json_builder_begin_array (json);
  for (guint i = 0; i < progress->n_items; i++)
    add_item (json, progress->states[i], progress->messages[i]);
  json_builder_end_array (json);
  assay_json_add_number (json, "done", progress->done);
  assay_json_add_text (json, "doing", progress->doing);
  if (progress->run != NULL && from != G_MAXUINT)
    add_run (json, progress->run, from);
  if (progress->run != NULL && progress->loading && isfinite (progress->time))
    add_live (json, progress);
  json_builder_end_object (json);

  return to_line (json);
}

char *
assay_follow_finished (void)
{
  return g_strdup (ASSAY_FOLLOW_MARK "{\"finished\":true}");
}

static void
read_begin (AssayFollow *self, const AssayField *root)
{
  static const char * const known[] = { "program", "seconds", "scenarios", "notes", "machine", NULL };
  g_autoptr (GError) error = NULL;
  AssayField machine;

  assay_field_only (root, known);
  self->program = assay_field_copy (root, "program");
  self->seconds = assay_field_number (root, "seconds");
  self->scenarios = assay_field_strings (root, "scenarios");
  self->notes = assay_field_strings (root, "notes");
  if (!(self->seconds >= 0))
    assay_field_fail (root, _("“seconds” must not be negative"));
  if (self->scenarios == NULL || self->scenarios[0] == NULL || g_strv_length (self->scenarios) > ASSAY_FOLLOW_MAX_ITEMS)
    assay_field_fail (root, _("“scenarios” must name 1 to %d"), ASSAY_FOLLOW_MAX_ITEMS);
  if (assay_field_member (root, "machine", &machine) && (self->machine = assay_machine_from_json (machine.node, &error)) == NULL)
    assay_field_fail (&machine, "%s", error->message);
}

static void
read_items (AssayFollow *self, const AssayField *items)
{
  static const char * const known[] = { "state", "message", NULL };
  guint n = assay_field_length (items);

  if (n < 1 || n > ASSAY_FOLLOW_MAX_ITEMS)
    {
      assay_field_fail (items, _("must have 1 to %d elements"), ASSAY_FOLLOW_MAX_ITEMS);
      return;
    }
  self->n_items = n;
  self->states = g_new0 (AssayItemState, n);
  self->messages = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      AssayField item;

      assay_field_element (items, i, &item);
      if (!JSON_NODE_HOLDS_OBJECT (item.node))
        {
          assay_field_fail (&item, _("must be an object"));
          continue;
        }
      assay_field_only (&item, known);
      self->states[i] = MAX (assay_field_choice (&item, "state", state_names, ASSAY_ITEM_QUEUED), 0);
      self->messages[i] = assay_field_copy (&item, "message");
    }
}

/* A whole number; else a mistake. */
static guint
read_count (const AssayField *object, const char *name)
{
  double count = assay_field_number (object, name);

  if (count >= 0 && count <= G_MAXINT && count == floor (count))
    return (guint) count;
  assay_field_fail (object, _("“%s” must be a whole number"), name);

  return 0;
}

static void
read_run (AssayFollow *self, const AssayField *root, const AssayField *run)
{
  JsonNode *starts = JSON_NODE_HOLDS_OBJECT (run->node) ? json_object_get_member (json_node_get_object (run->node), "starts") : NULL;

  if (starts == NULL || !JSON_NODE_HOLDS_ARRAY (starts))
    assay_field_fail (run, _("must be an object with “starts”"));
  else
    self->run = json_node_ref (run->node);
  self->from = read_count (root, "from");
}

static void
read_live (AssayFollow *self, const AssayField *live)
{
  static const char * const known[] = { "cell", "time", "throughput", "p50", "p99", NULL };

  if (!JSON_NODE_HOLDS_OBJECT (live->node))
    {
      assay_field_fail (live, _("must be an object"));
      return;
    }
  assay_field_only (live, known);
  self->loading = TRUE;
  self->cell = read_count (live, "cell");
  self->time = assay_field_number (live, "time");
  self->throughput = assay_field_real (live, "throughput", NAN);
  self->p50 = assay_field_real (live, "p50", NAN);
  self->p99 = assay_field_real (live, "p99", NAN);
  if (!(self->time >= 0))
    assay_field_fail (live, _("“time” must not be negative"));
}

static void
read_progress (AssayFollow *self, const AssayField *root, const AssayField *items)
{
  static const char * const known[] = { "item", "items", "done", "doing", "run", "from", "live", NULL };
  double item = assay_field_number (root, "item");
  AssayField member;

  assay_field_only (root, known);
  read_items (self, items);
  self->done = assay_field_number (root, "done");
  self->doing = assay_field_copy (root, "doing");
  if (!(item >= 0 && item < self->n_items && item == floor (item)))
    assay_field_fail (root, _("“item” must be a whole number below %u"), self->n_items);
  else
    self->item = (guint) item;
  if (!(self->done >= 0 && self->done <= 1))
    assay_field_fail (root, _("“done” must be a number from 0 to 1"));
  if (assay_field_member (root, "run", &member))
    read_run (self, root, &member);
  if (assay_field_member (root, "live", &member))
    read_live (self, &member);
}

static void
read_root (AssayFollow *self, const AssayField *root)
{
  static const char * const known[] = { "finished", NULL };
  AssayField items;

  if (assay_field_has (root, "program"))
    read_begin (self, root);
  else if (assay_field_member (root, "items", &items))
    read_progress (self, root, &items);
  else
    {
      assay_field_only (root, known);
      self->finished = assay_field_boolean (root, "finished", FALSE);
    }
}

gboolean
assay_follow_read (AssayFollow *self, const char *line, GError **error)
{
  const char *text = line + strlen (ASSAY_FOLLOW_MARK);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { .file = _ ("the answer"), .errors = errors };
  g_autoptr (JsonNode) node = assay_json_parse_within (reader.file, text, strlen (text), ASSAY_FOLLOW_MAX_LINE, error);
  AssayField root;

  *self = (AssayFollow) { 0 };
  if (node == NULL)
    return FALSE;
  assay_field_root (&root, &reader, node);
  if (JSON_NODE_HOLDS_OBJECT (node))
    read_root (self, &root);
  else
    assay_field_fail (&root, _("must be an object"));
  if (errors->len == 0)
    return TRUE;
  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, errors->pdata[0]);

  return FALSE;
}
