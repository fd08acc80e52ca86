#include <math.h>

#include "data/measure/machine.h"
#include "data/measure/proc-text.h"
#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/language.h"

/* More than any machine has. */
#define MOST_CPUS 65536
/* Up to here a double counts bytes exactly. */
#define MOST_MEMORY 9007199254740992.0

static const char * const members[] = { "name", "cpu", "cores", "memory", "governor", "turbo", "kernel", "system", "container", "load", "server-cpus",
                                        "generator-cpus", "shared", NULL };

static void
add_text (JsonBuilder *json, const char *name, const char *text)
{
  json_builder_set_member_name (json, name);
  if (text != NULL)
    json_builder_add_string_value (json, text);
  else
    json_builder_add_null_value (json);
}

static void
add_integer (JsonBuilder *json, const char *name, gint64 value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

JsonNode *
assay_machine_to_json (const AssayMachine *self)
{
  g_autoptr (JsonBuilder) json = json_builder_new_immutable ();

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (json);
  if (self->name != NULL)
    add_text (json, "name", self->name);
  add_text (json, "cpu", self->cpu);
  add_integer (json, "cores", self->cores);
  add_integer (json, "memory", self->memory);
  add_text (json, "governor", self->governor);
  add_text (json, "turbo", self->turbo);
  add_text (json, "kernel", self->kernel);
  add_text (json, "system", self->system);
  add_text (json, "container", self->container);
  json_builder_set_member_name (json, "load");
  json_builder_add_double_value (json, self->load);
  add_text (json, "server-cpus", self->server_cpus);
  add_text (json, "generator-cpus", self->generator_cpus);
  json_builder_set_member_name (json, "shared");
  json_builder_add_boolean_value (json, self->shared);
  json_builder_end_object (json);

  return json_builder_get_root (json);
}

/* It is a label wherever the run is shown. */
static char *
read_name (const AssayField *root)
{
  char *name = assay_field_copy (root, "name");

  if (name != NULL && g_utf8_strlen (name, -1) > ASSAY_MACHINE_MAX_NAME)
    assay_field_fail (root, _ ("“name” has more than %d characters"), ASSAY_MACHINE_MAX_NAME);

  return name;
}

/* A whole number of @least .. @most; @least with a report otherwise. */
static double
read_whole (const AssayField *root, const char *name, double least, double most)
{
  double value = assay_field_number (root, name);

  if (isnan (value))
    return least;
  if (value >= least && value <= most && value == trunc (value))
    return value;
  assay_field_fail (root, _ ("“%s” must be a whole number from %.0f to %.0f"), name, least, most);

  return least;
}

static char *
read_cpus (const AssayField *root, const char *name)
{
  const char *text = assay_field_maybe (root, name);
  g_autoptr (GArray) cpus = text != NULL ? assay_cpus_parse (text, MOST_CPUS) : NULL;

  if (text != NULL && cpus == NULL)
    assay_field_fail (root, _ ("“%s” must be a list of CPUs such as 0,2-3"), name);

  return g_strdup (text);
}

static void
read_members (AssayMachine *self, const AssayField *root)
{
  assay_field_only (root, members);
  self->name = read_name (root);
  self->cpu = assay_field_copy (root, "cpu");
  self->cores = (int) read_whole (root, "cores", 1, MOST_CPUS);
  self->memory = (gint64) read_whole (root, "memory", -1, MOST_MEMORY);
  self->governor = assay_field_copy (root, "governor");
  self->turbo = assay_field_copy (root, "turbo");
  self->kernel = assay_field_copy (root, "kernel");
  self->system = assay_field_copy (root, "system");
  self->container = assay_field_copy (root, "container");
  self->load = assay_field_real (root, "load", -1);
  self->server_cpus = read_cpus (root, "server-cpus");
  self->generator_cpus = read_cpus (root, "generator-cpus");
  self->shared = assay_field_boolean (root, "shared", FALSE);
}

AssayMachine *
assay_machine_from_json (JsonNode *node, GError **error)
{
  g_autoptr (AssayMachine) self = g_atomic_rc_box_new0 (AssayMachine);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { .file = "machine", .errors = errors };
  AssayField root;

  g_return_val_if_fail (node != NULL, NULL);

  assay_field_root (&root, &reader, node);
  if (JSON_NODE_HOLDS_OBJECT (node))
    read_members (self, &root);
  else
    assay_field_fail (&root, _ ("must be an object"));
  if (errors->len == 0)
    return g_steal_pointer (&self);

  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, g_ptr_array_index (errors, 0));
  return NULL;
}
