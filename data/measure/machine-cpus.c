#include "data/measure/machine-private.h"
#include "data/measure/proc-text.h"

static gboolean
same_core (const AssayCpu *a, const AssayCpu *b)
{
  return a->core >= 0 && a->core == b->core;
}

/* Position of the CPU for the generator. */
static guint
choose (const AssayCpu *cpus, guint n, gboolean several_cores)
{
  for (guint i = 0; several_cores && i < n; i++)
    if (same_core (&cpus[i], &cpus[n - 1]))
      return i;

  return n - 1;
}

static gboolean
has_several_cores (const AssayCpu *cpus, guint n)
{
  for (guint i = 0; i + 1 < n; i++)
    if (!same_core (&cpus[i], &cpus[n - 1]))
      return TRUE;

  return FALSE;
}

void
assay_machine_split (AssayMachine *self, const AssayCpu *cpus, guint n)
{
  gboolean several = has_several_cores (cpus, n);
  guint chosen = choose (cpus, n, several);
  g_autoptr (GArray) server = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    if (n == 1 || (i != chosen && !(several && same_core (&cpus[i], &cpus[chosen]))))
      g_array_append_val (server, cpus[i].cpu);

  g_free (self->server_cpus);
  g_free (self->generator_cpus);
  self->server_cpus = assay_cpus_format (server);
  self->generator_cpus = g_strdup_printf ("%u", cpus[chosen].cpu);
  self->shared = !several || cpus[chosen].core < 0;
}
