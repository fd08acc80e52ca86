/* What speaks for the leader and against it, and what joining would be worth. */
#include "data/advice/advice-private.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/statement.h"

#define MOST_REASONS 3

static void
add_statement (GPtrArray *ids, const char *id)
{
  if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (id));
}

/* The claims of the driver, and what its value was read from. */
static char **
find_statements (const AssayDecisionDriver *driver)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint s = 0; s < driver->settings->len; s++)
    {
      const AssaySetting *setting = driver->settings->pdata[s];

      if (setting->statement != NULL)
        add_statement (ids, assay_statement_get_id (setting->statement));
    }
  for (char **id = driver->driver->statements; id != NULL && *id != NULL; id++)
    add_statement (ids, *id);
  g_ptr_array_add (ids, NULL);

  return (char **) g_ptr_array_free (ids, FALSE);
}

static GPtrArray *
find_data (const AssayDecisionDriver *driver)
{
  GPtrArray *data = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_datum_unref);

  for (guint s = 0; s < driver->settings->len; s++)
    {
      const AssaySetting *setting = driver->settings->pdata[s];

      for (guint i = 0; setting->data != NULL && i < setting->data->len; i++)
        if (!g_ptr_array_find (data, setting->data->pdata[i], NULL))
          g_ptr_array_add (data, assay_datum_ref (setting->data->pdata[i]));
    }

  return data;
}

static double
lead_under (const AssayAdvice *self, guint j)
{
  return self->smaa->weight[j] * (assay_advice_value (self, self->order[0], j) - assay_advice_value (self, assay_advice_second (self), j));
}

/* Worth telling: it moves the lead by a tenth of a point. */
static gboolean
tells (double lead)
{
  return fabs (lead) >= 1e-3;
}

static AssayReason *
reason_new (const AssayAdvice *self, guint j)
{
  const AssayDecisionDriver *driver = assay_advice_driver (self, j);
  const AssayAlternative *leader = assay_advice_alternative (self, self->order[0]);
  const AssayAlternative *second = assay_advice_alternative (self, assay_advice_second (self));
  double ours = assay_advice_value (self, self->order[0], j), theirs = assay_advice_value (self, assay_advice_second (self), j);
  g_autofree char *weight = assay_advice_percent (self->smaa->weight[j]), *best = assay_advice_points_beside (ours, theirs);
  g_autofree char *other = assay_advice_points_beside (theirs, ours);
  AssayReason *reason = g_new0 (AssayReason, 1);

  reason->driver = j;
  reason->lead = lead_under (self, j);
  reason->text = g_strdup_printf (ngettext ("%1$s weighs %2$s and %3$s is worth %4$s of 100 under it, %5$s %6$s",
                                            "%1$s weighs %2$s and %3$s are worth %4$s of 100 under it, %5$s %6$s", assay_advice_number (leader)),
                                  driver->driver->name, weight, leader->name, best, second->name, other);
  reason->statements = find_statements (driver);
  reason->data = find_data (driver);

  return reason;
}

void
assay_advice_find_reasons (AssayAdvice *self)
{
  guint n = self->smaa->n_criteria, worst = 0;
  g_autofree gboolean *told = g_new0 (gboolean, n);

  if (self->smaa->n_alternatives < 2)
    return;
  while (self->reasons->len < MOST_REASONS)
    {
      guint best = n;

      for (guint j = 0; j < n; j++)
        if (!told[j] && lead_under (self, j) > 0 && tells (lead_under (self, j)) && (best == n || lead_under (self, j) > lead_under (self, best)))
          best = j;
      if (best == n)
        break;
      told[best] = TRUE;
      g_ptr_array_add (self->reasons, reason_new (self, best));
    }
  for (guint j = 1; j < n; j++)
    if (lead_under (self, j) < lead_under (self, worst))
      worst = j;
  if (lead_under (self, worst) < 0 && tells (lead_under (self, worst)))
    self->counter = reason_new (self, worst);
}

static guint
find_operation (const AssayAdvice *self)
{
  guint j = 0;

  while (j < self->smaa->n_criteria && assay_advice_driver (self, j)->driver->kind != ASSAY_DRIVER_OPERATION)
    j++;

  return j;
}

/* The price at which @joined is level with the best that runs alone: 0 or less if it isn't worth anything, INFINITY if it is at any price. */
static double
find_break_even (const AssayAdvice *self, guint joined)
{
  const AssayAlternative *alternative = assay_advice_alternative (self, joined);
  guint j = find_operation (self);
  double best = -1, now = (alternative->second_low + alternative->second_high) / 2, spare, value;

  if (j == self->smaa->n_criteria || self->smaa->weight[j] <= 0)
    return NAN;
  for (guint a = 0; a < self->smaa->n_alternatives; a++)
    if (assay_advice_alternative (self, a)->parts == NULL && assay_advice_keeps (self, a, NULL))
      best = MAX (best, assay_advice_utility (self, a));
  value = assay_advice_value (self, joined, j);
  spare = (assay_advice_utility (self, joined) - best) / self->smaa->weight[j];
  if (best < 0 || value - spare <= 0)
    return INFINITY;

  return now + ASSAY_OPERATION_MOST * spare;
}

/* The best of what is joined. */
void
assay_advice_weigh_joint (AssayAdvice *self)
{
  for (guint r = 0; r < self->smaa->n_alternatives; r++)
    {
      guint a = self->order[r];

      if (assay_advice_alternative (self, a)->parts == NULL)
        continue;
      self->break_even = find_break_even (self, a);
      self->joint = assay_advice_joint_text (self, a);
      if (!isfinite (self->break_even) || self->break_even < 0)
        self->break_even = NAN;
      return;
    }
}
