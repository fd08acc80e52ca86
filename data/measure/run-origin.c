/* Where the figures of a run come from, as the catalogue words it. */
#include "data/measure/run-figure.h"

#include <string.h>

#include "data/model/language.h"
#include "data/model/provenance.h"

/* "node 20.1.0, express 5.3.0": each once, by cell. */
static char *
describe_versions (const AssayRun *run)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);   /* borrows from @versions */
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < run->cells->len; i++)
    for (char **pair = ((AssayRunCell *) run->cells->pdata[i])->versions; pair != NULL && *pair != NULL; pair += 2)
      {
        g_autofree char *version = g_strdup_printf ("%s %s", pair[0], pair[1]);

        if (g_hash_table_contains (seen, version))
          continue;
        g_hash_table_add (seen, version);
        g_ptr_array_add (versions, g_steal_pointer (&version));
      }
  g_ptr_array_add (versions, NULL);

  return g_strjoinv (", ", (char **) versions->pdata);
}

/* What makes it again: the verb, and what that ran. */
static char *
describe_command (const AssayRun *run)
{
  GString *subjects = g_string_new (NULL), *commands = g_string_new (NULL);
  const char *last = NULL;
  char *text;

  for (guint i = 0; i < run->cells->len; i++)
    {
      const AssayRunCell *cell = run->cells->pdata[i];

      if (g_strcmp0 (last, cell->technology) == 0)
        continue;
      last = cell->technology;
      g_string_append_printf (subjects, "%s%s", subjects->len > 0 ? "," : "", cell->technology);
      if (cell->command != NULL)
        g_string_append_printf (commands, "; %s: %s", cell->name, cell->command);
    }
  text = g_strdup_printf ("assay measure %s --subjects %s --%s%s", run->scenario, subjects->str, run->plan, commands->str);
  g_string_free (subjects, TRUE);
  g_string_free (commands, TRUE);

  return text;
}

static char *
describe_sample (const AssayRun *run)
{
  /* Translators: how many process starts, of how many technologies, by which plan (“quick”). */
  return g_strdup_printf (run->complete ? _ ("%u process starts of %u, interleaved, seed %u, %s plan; each figure is the geometric mean of its starts "
                                             "with a 95 %% interval")
                                        : _ ("%u process starts of %u, interleaved, seed %u, %s plan, stopped early; each figure is the geometric mean of "
                                             "its starts with a 95 %% interval"), run->starts->len, run->cells->len, run->seed, run->plan);
}

/* "build server (Intel …)", "Intel …", "an unnamed CPU". */
static char *
describe_machine (const AssayMachine *machine)
{
  const char *cpu = machine != NULL && machine->cpu != NULL ? machine->cpu : _ ("an unnamed CPU");

  return machine != NULL && machine->name != NULL ? g_strdup_printf ("%s (%s)", machine->name, cpu) : g_strdup (cpu);
}

AssayProvenance *
assay_run_origin (const AssayRun *run)
{
  AssayProvenance *self = g_atomic_rc_box_new0 (AssayProvenance);
  const AssayMachine *machine = run->machine;
  g_autofree char *where = describe_machine (machine);

  self->id = g_strconcat ("run-", run->id, NULL);
  self->title = g_strdup_printf (_ ("%s, measured on %s"), run->title, where);
  self->publisher = g_strdup ("Assay");
  self->date = run->started != NULL ? g_strndup (run->started, strlen ("2026-11-23")) : NULL;
  self->kind = ASSAY_ORIGIN_MEASURED;
  self->standing = ASSAY_STANDING_OWN;
  self->machine = machine != NULL ? assay_machine_describe (machine) : NULL;
  self->versions = describe_versions (run);
  self->command = describe_command (run);
  self->sample = describe_sample (run);

  return self;
}
