/* What speaks for the leader, and what against it. */
#include <math.h>

#include "data/advice/advice-private.h"

/* Less of a lead than a hundredth of a point is no reason. */
#define LEAST_LEAD 1e-4

void
assay_reason_free (AssayReason *self)
{
  g_free (self->text);
  g_free (self);
}

static AssayReason *
reason_new (const AssayAdvice *self, guint driver)
{
  AssayReason *reason = g_new0 (AssayReason, 1);
  double leader = assay_advice_value (self, self->leader, driver), other = assay_advice_value (self, self->runner_up, driver);

  reason->driver = driver;
  reason->lead = assay_advice_weight (self, driver) * (leader - other);
  reason->text = g_strdup_printf ("%s: %s %s worth %.0f of 100, %s %.0f; it has %.0f\u202f%% of the weight",
                                  assay_advice_get_driver (self, driver)->driver->name, assay_advice_get_alternative (self, self->leader)->name,
                                  assay_advice_is (self, self->leader), leader * 100, assay_advice_get_alternative (self, self->runner_up)->name,
                                  other * 100, assay_advice_weight (self, driver) * 100);

  return reason;
}

static int
compare_reasons (gconstpointer a, gconstpointer b)
{
  double x = (*(AssayReason * const *) a)->lead, y = (*(AssayReason * const *) b)->lead;

  return x > y ? -1 : x < y;
}

void
assay_advice_find_reasons (AssayAdvice *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  self->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_reason_free);
  if (self->leader == self->runner_up)
    return;
  for (guint j = 0; j < self->smaa->n_criteria; j++)
    g_ptr_array_add (all, reason_new (self, j));
  g_ptr_array_sort (all, compare_reasons);
  for (guint i = 0; i < all->len; i++)
    {
      AssayReason *reason = all->pdata[i];

      if (i < ASSAY_ADVICE_REASONS && reason->lead > LEAST_LEAD)
        g_ptr_array_add (self->reasons, reason);
      else if (i + 1 == all->len && reason->lead < -LEAST_LEAD)
        self->counter = reason;
      else
        assay_reason_free (reason);
    }
}
