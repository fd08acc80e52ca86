#include <string.h>

#include "data/measure/experiment.h"
#include "data/measure/statistics.h"
#include "data/model/error.h"
#include "data/model/language.h"

/* Seconds beside the load: waiting for quiet, getting ready, ending; and the warm-up of a runtime that compiles; as seen
 * in whole standard runs on a quiet machine. */
#define BESIDE_SERVER 1.0
#define BESIDE_PROGRAM 0.4
#define WARM_UP_SERVER 0.7
#define PROBE 1.2
#define SHORTEST 0.2

static const struct
{
  const char *name;
  double budget;      /* s */
  double patience, quiet;  /* s */
  guint starts;       /* of each cell that the budget is laid out for */
} kinds[] = {
  [ASSAY_PLAN_QUICK] = { "quick", 120, 15, 1, 5 },
  [ASSAY_PLAN_STANDARD] = { "standard", 900, 30, 5, 8 },
  [ASSAY_PLAN_THOROUGH] = { "thorough", 3600, 30, 10, 12 },
};

static void
item_free (AssayPlanItem *self)
{
  g_clear_pointer (&self->technologies, g_ptr_array_unref);
  g_strfreev (self->values);
  g_free (self);
}

void
assay_plan_free (AssayPlan *self)
{
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->notes);
  g_clear_pointer (&self->workloads, assay_workloads_unref);
  g_free (self);
}

const char *
assay_plan_kind_name (AssayPlanKind kind)
{
  return kinds[kind].name;
}

/* The scenario's values with "cores" as a number, each once. */
static char **
resolve_values (const AssayScenario *scenario)
{
  g_autofree char *cores = g_strdup_printf ("%u", g_get_num_processors ());
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) so_far = NULL;

  if (scenario->dimension == NULL || scenario->values == NULL)
    return NULL;
  so_far = g_new0 (char *, g_strv_length (scenario->values) + 1);
  for (guint i = 0, n = 0; scenario->values[i] != NULL; i++)
    {
      const char *value = g_str_equal (scenario->values[i], "cores") ? cores : scenario->values[i];

      if (g_strv_contains ((const char * const *) so_far, value))
        continue;
      so_far[n++] = g_strdup (value);
      g_strv_builder_add (builder, value);
    }

  return g_strv_builder_end (builder);
}

/* Says in the notes why @technology isn't measured; a second time the same isn't said. */
static void
note (AssayPlan *self, const AssayTechnology *technology, const AssayAvailability *availability)
{
  g_autofree char *text = NULL;
  const char *install = availability->preparable ? "assay prepare" : availability->install;

  if (install != NULL)
    text = g_strdup_printf ("%s: %s (%s)", technology->name, availability->reason, install);
  else
    text = g_strdup_printf ("%s: %s", technology->name, availability->reason);
  if (!g_ptr_array_find_with_equal_func (self->notes, text, g_str_equal, NULL))
    g_ptr_array_add (self->notes, g_steal_pointer (&text));
}

static void
note_without (AssayPlan *self, const AssayScenario *scenario, const AssayTechnology *technology, const char *reason)
{
  g_ptr_array_add (self->notes, g_strdup_printf (_ ("%s: not in “%s”: %s"), technology->name, scenario->name, reason));
}

static gboolean
is_named (const AssayTechnology *technology, const char * const *names)
{
  return g_strv_contains (names, technology->id) || (technology->subject != NULL && g_strv_contains (names, technology->subject));
}

static gboolean
is_wanted (const AssayScenario *scenario, AssayPlanKind kind, const AssayTechnology *technology, const char * const *names)
{
  char **defaults = kind == ASSAY_PLAN_QUICK && scenario->quick != NULL ? scenario->quick : scenario->standard;

  if (names != NULL)
    return is_named (technology, names);

  return defaults == NULL || g_strv_contains ((const char * const *) defaults, technology->id);
}

/* The technologies of @scenario that are wanted and can run; the others of those wanted go into the notes. */
static GPtrArray *
choose_technologies (AssayPlan *self, AssayToolbox *toolbox, const AssayScenario *scenario, const char * const *names)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < scenario->technologies->len; i++)
    {
      AssayTechnology *technology = g_ptr_array_index (scenario->technologies, i);
      const AssayAvailability *availability = assay_toolbox_get (toolbox, technology->id);
      const char *without = g_hash_table_lookup (scenario->without, technology->id);

      if (!is_wanted (scenario, self->kind, technology, names))
        continue;
      if (without != NULL)
        note_without (self, scenario, technology, without);
      else if (!availability->usable)
        note (self, technology, availability);
      else
        g_ptr_array_add (chosen, technology);
    }

  return chosen;
}

static void
add_item (AssayPlan *self, AssayToolbox *toolbox, AssayScenario *scenario, const char * const *technologies)
{
  AssayPlanItem *item = g_new0 (AssayPlanItem, 1);

  item->scenario = scenario;
  item->technologies = choose_technologies (self, toolbox, scenario, technologies);
  item->values = resolve_values (scenario);
  if (item->technologies->len > 0)
    g_ptr_array_add (self->items, item);
  else
    item_free (item);
}

static gboolean
is_default (const AssayScenario *scenario, AssayPlanKind kind)
{
  return kind == ASSAY_PLAN_QUICK ? scenario->quick != NULL : scenario->standard != NULL;
}

/* Whether each of @names is a technology or the subject of one. */
static gboolean
know_technologies (AssayWorkloads *workloads, const char * const *names, GError **error)
{
  GPtrArray *all = assay_workloads_get_technologies (workloads);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const char * const one[] = { names[i], NULL };
      gboolean known = FALSE;

      for (guint j = 0; j < all->len && !known; j++)
        known = is_named (g_ptr_array_index (all, j), one);
      if (!known)
        {
          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID,
                       _ ("there is no technology “%s”; assay list technologies names them"), names[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
add_named (AssayPlan *self, AssayToolbox *toolbox, const char * const *names, const char * const *technologies, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      AssayScenario *scenario = assay_workloads_find_scenario (self->workloads, names[i]);

      if (scenario == NULL)
        {
          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID,
                       _ ("there is no scenario “%s”; assay list scenarios names them"), names[i]);
          return FALSE;
        }
      if (!g_strv_contains (names + i + 1, names[i]))
        add_item (self, toolbox, scenario, technologies);
    }

  return TRUE;
}

static void
add_defaults (AssayPlan *self, AssayToolbox *toolbox, const char * const *technologies)
{
  GPtrArray *scenarios = assay_workloads_get_scenarios (self->workloads);

  for (guint i = 0; i < scenarios->len; i++)
    if (is_default (g_ptr_array_index (scenarios, i), self->kind))
      add_item (self, toolbox, g_ptr_array_index (scenarios, i), technologies);
}

static void
fail_empty (const AssayPlan *self, GError **error)
{
  g_autoptr (GString) text = g_string_new (_ ("nothing can be measured"));

  for (guint i = 0; i < self->notes->len; i++)
    g_string_append_printf (text, "%s %s", i > 0 ? ";" : ":", (const char *) g_ptr_array_index (self->notes, i));
  if (self->notes->len == 0)
    g_string_append (text, _ (": no technology has a program for what was named"));
  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, text->str);
}

AssayPlan *
assay_plan_new (AssayWorkloads *workloads, AssayToolbox *toolbox, AssayPlanKind kind,
                const char * const *scenarios, const char * const *technologies, double budget, GError **error)
{
  g_autoptr (AssayPlan) self = g_new0 (AssayPlan, 1);

  self->kind = kind;
  self->workloads = assay_workloads_ref (workloads);
  self->budget = budget > 0 ? budget : kinds[kind].budget;
  self->patience = kinds[kind].patience;
  self->quiet = kinds[kind].quiet;
  self->seed = g_random_int ();
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);

  if (!know_technologies (workloads, technologies, error))
    return NULL;
  if (scenarios == NULL)
    add_defaults (self, toolbox, technologies);
  else if (!add_named (self, toolbox, scenarios, technologies, error))
    return NULL;
  if (self->items->len == 0)
    {
      fail_empty (self, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

guint
assay_plan_item_cells (const AssayPlanItem *item)
{
  return item->technologies->len * (item->values != NULL ? MAX (1, g_strv_length (item->values)) : 1);
}

double
assay_plan_item_start (const AssayPlanItem *item, double seconds)
{
  if (item->scenario->kind == ASSAY_SCENARIO_RUN)
    return BESIDE_PROGRAM + seconds;

  /* The closed loop with its warm-up, then the open loop. */
  return BESIDE_SERVER + WARM_UP_SERVER + 2 * seconds;
}

static double
shortest (const AssayPlanItem *item)
{
  return MAX (SHORTEST, item->scenario->seconds);
}

double
assay_plan_item_least (const AssayPlanItem *item)
{
  double check = item->scenario->kind == ASSAY_SCENARIO_RUN ? BESIDE_PROGRAM : BESIDE_SERVER + PROBE;

  return assay_plan_item_cells (item) * (check + ASSAY_LEAST_STARTS * assay_plan_item_start (item, shortest (item)));
}

double
assay_plan_item_share (const AssayPlan *self, const AssayPlanItem *item)
{
  return self->budget * assay_plan_item_least (item) / assay_plan_estimate (self);
}

double
assay_plan_item_seconds (const AssayPlan *self, const AssayPlanItem *item)
{
  double least = shortest (item);
  double start = assay_plan_item_share (self, item) / assay_plan_item_cells (item) / (kinds[self->kind].starts + 1);
  double spare = start - assay_plan_item_start (item, least);

  return CLAMP (least + spare / 2, least, 3 * least);
}

double
assay_plan_estimate (const AssayPlan *self)
{
  double seconds = 0;

  for (guint i = 0; i < self->items->len; i++)
    seconds += assay_plan_item_least (g_ptr_array_index (self->items, i));

  return seconds;
}
