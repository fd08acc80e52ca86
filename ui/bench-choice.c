/* What is chosen to be measured. */
#include "ui/bench-private.h"

#include "data/model/language.h"

AssayPlanKind
assay_bench_get_kind (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), ASSAY_PLAN_QUICK);

  return self->kind;
}

void
assay_bench_set_kind (AssayBench *self, AssayPlanKind kind)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  if (self->kind == kind)
    return;

  self->kind = kind;
  assay_bench_set_state (self, self->state);
}

static gboolean
contains (char **ids, const char *id)
{
  return ids != NULL && g_strv_contains ((const char * const *) ids, id);
}

/* The technologies that the kind takes in @scenario by default; NULL: all. */
static char **
default_technologies (AssayBench *self, const AssayScenario *scenario)
{
  return self->kind == ASSAY_PLAN_QUICK && scenario->quick != NULL ? scenario->quick : scenario->standard;
}

static gboolean
is_default_scenario (AssayBench *self, const AssayScenario *scenario)
{
  return self->kind == ASSAY_PLAN_QUICK ? scenario->quick != NULL : scenario->standard != NULL;
}

gboolean
assay_bench_has_scenario (AssayBench *self, const char *id)
{
  const AssayScenario *scenario;

  g_return_val_if_fail (ASSAY_IS_BENCH (self), FALSE);

  if (self->scenarios != NULL)
    return g_hash_table_contains (self->scenarios, id);

  scenario = self->workloads != NULL ? assay_workloads_find_scenario (self->workloads, id) : NULL;

  return scenario != NULL && is_default_scenario (self, scenario);
}

gboolean
assay_bench_has_technology (AssayBench *self, const char *id)
{
  GPtrArray *scenarios;

  g_return_val_if_fail (ASSAY_IS_BENCH (self), FALSE);

  if (self->technologies != NULL)
    return g_hash_table_contains (self->technologies, id);
  if (self->workloads == NULL)
    return FALSE;

  scenarios = assay_workloads_get_scenarios (self->workloads);
  for (guint i = 0; i < scenarios->len; i++)
    {
      const AssayScenario *scenario = g_ptr_array_index (scenarios, i);
      char **defaults = default_technologies (self, scenario);

      if (assay_bench_has_scenario (self, scenario->id) && (defaults == NULL || contains (defaults, id)))
        return TRUE;
    }

  return FALSE;
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* The defaults become a choice of the user's own with the first change. */
static void
own_scenarios (AssayBench *self)
{
  GPtrArray *all = assay_workloads_get_scenarios (self->workloads);
  GHashTable *chosen = new_set ();

  for (guint i = 0; i < all->len; i++)
    {
      const AssayScenario *scenario = g_ptr_array_index (all, i);

      if (assay_bench_has_scenario (self, scenario->id))
        g_hash_table_add (chosen, g_strdup (scenario->id));
    }
  self->scenarios = chosen;
}

static void
own_technologies (AssayBench *self)
{
  GPtrArray *all = assay_workloads_get_technologies (self->workloads);
  GHashTable *chosen = new_set ();

  for (guint i = 0; i < all->len; i++)
    {
      const AssayTechnology *technology = g_ptr_array_index (all, i);

      if (assay_bench_has_technology (self, technology->id))
        g_hash_table_add (chosen, g_strdup (technology->id));
    }
  self->technologies = chosen;
}

static void
set_member (GHashTable *set, const char *id, gboolean member)
{
  if (member)
    g_hash_table_add (set, g_strdup (id));
  else
    g_hash_table_remove (set, id);
}

void
assay_bench_set_scenario (AssayBench *self, const char *id, gboolean chosen)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  if (self->workloads == NULL || assay_bench_has_scenario (self, id) == chosen)
    return;
  if (self->scenarios == NULL)
    own_scenarios (self);
  set_member (self->scenarios, id, chosen);
  assay_bench_set_state (self, self->state);
}

void
assay_bench_set_technology (AssayBench *self, const char *id, gboolean chosen)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  if (self->workloads == NULL || assay_bench_has_technology (self, id) == chosen)
    return;
  if (self->technologies == NULL)
    own_technologies (self);
  set_member (self->technologies, id, chosen);
  assay_bench_set_state (self, self->state);
}

gboolean
assay_bench_is_default (AssayBench *self)
{
  g_return_val_if_fail (ASSAY_IS_BENCH (self), TRUE);

  return self->scenarios == NULL && self->technologies == NULL;
}

void
assay_bench_reset (AssayBench *self)
{
  g_return_if_fail (ASSAY_IS_BENCH (self));

  g_clear_pointer (&self->scenarios, g_hash_table_unref);
  g_clear_pointer (&self->technologies, g_hash_table_unref);
  assay_bench_set_state (self, self->state);
}

/* The ids of @set, which own the strings; NULL for NULL. */
static char **
list_members (GHashTable *set)
{
  return set != NULL ? (char **) g_hash_table_get_keys_as_array (set, NULL) : NULL;
}

/* A name given to the plan may also be a subject's, and then it brings all of that subject's technologies: those that weren't chosen go. */
static void
remove_unchosen (AssayBench *self, AssayPlan *plan)
{
  for (guint i = plan->items->len; i > 0; i--)
    {
      AssayPlanItem *item = g_ptr_array_index (plan->items, i - 1);

      for (guint j = item->technologies->len; j > 0; j--)
        {
          const AssayTechnology *technology = g_ptr_array_index (item->technologies, j - 1);

          if (!assay_bench_has_technology (self, technology->id))
            g_ptr_array_remove_index (item->technologies, j - 1);
        }
      if (item->technologies->len == 0)
        g_ptr_array_remove_index (plan->items, i - 1);
    }
}

/* In the order of the files, whatever the order of the set. */
static char **
list_scenarios (AssayBench *self)
{
  GPtrArray *all = assay_workloads_get_scenarios (self->workloads);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      const AssayScenario *scenario = g_ptr_array_index (all, i);

      if (assay_bench_has_scenario (self, scenario->id))
        g_ptr_array_add (ids, scenario->id);
    }
  g_ptr_array_add (ids, NULL);

  return (char **) g_ptr_array_free (ids, FALSE);
}

/* Whether something of both is chosen. */
static gboolean
check_choice (char **scenarios, char **technologies, GError **error)
{
  gboolean lacks_technology = technologies != NULL && technologies[0] == NULL;

  if (!lacks_technology && (scenarios == NULL || scenarios[0] != NULL))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       lacks_technology ? _("Choose at least one technology") : _("Choose at least one benchmark"));

  return FALSE;
}

AssayErrand *
assay_bench_errand (AssayBench *self, const AssayRemote *remote, GError **error)
{
  g_autofree char **scenarios = NULL;
  g_autofree char **technologies = NULL;

  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  scenarios = self->scenarios != NULL && self->workloads != NULL ? list_scenarios (self) : NULL;
  technologies = list_members (self->technologies);

  return check_choice (scenarios, technologies, error)
         ? assay_errand_new (remote, self->kind, (const char * const *) scenarios, (const char * const *) technologies) : NULL;
}

AssayPlan *
assay_bench_plan (AssayBench *self, GError **error)
{
  g_autofree char **scenarios = NULL;
  g_autofree char **technologies = NULL;
  AssayPlan *plan;

  g_return_val_if_fail (ASSAY_IS_BENCH (self), NULL);

  if (self->toolbox == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PENDING, _ ("still looking for what can be measured"));
      return NULL;
    }
  scenarios = self->scenarios != NULL ? list_scenarios (self) : NULL;
  technologies = list_members (self->technologies);
  if (!check_choice (scenarios, technologies, error))
    return NULL;

  plan = assay_plan_new (self->workloads, self->toolbox, self->kind, (const char * const *) scenarios,
                         (const char * const *) technologies, 0, error);
  if (plan == NULL || technologies == NULL)
    return plan;

  remove_unchosen (self, plan);
  if (plan->items->len > 0)
    return plan;
  assay_plan_free (plan);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("None of the chosen technologies takes part in a chosen benchmark"));

  return NULL;
}

gboolean
assay_bench_is_preparable (AssayBench *self)
{
  GPtrArray *all;

  g_return_val_if_fail (ASSAY_IS_BENCH (self), FALSE);

  if (self->toolbox == NULL)
    return FALSE;

  all = assay_workloads_get_technologies (self->workloads);
  for (guint i = 0; i < all->len; i++)
    if (assay_toolbox_get (self->toolbox, ((AssayTechnology *) g_ptr_array_index (all, i))->id)->preparable)
      return TRUE;

  return FALSE;
}
