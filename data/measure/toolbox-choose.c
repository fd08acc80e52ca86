/* Which of a runtime's programs a technology takes, and why none if none will do. */
#include "data/measure/toolbox-private.h"

#include <string.h>

#include "data/measure/capture.h"
#include "data/measure/environment.h"
#include "data/measure/fill.h"
#include "data/model/error.h"
#include "data/model/language.h"

/* How far a program came: the one that came farthest gives the reason. */
typedef enum
{
  STAGE_NONE,
  STAGE_SILENT,     /* it doesn't answer */
  STAGE_OLD,
  STAGE_PACKAGES,   /* some are missing */
  STAGE_IMPORT,     /* they can't be loaded */
  STAGE_USABLE,
} Stage;

void
assay_availability_free (AssayAvailability *self)
{
  g_free (self->program);
  g_free (self->runtime_version);
  g_free (self->version);
  g_strfreev (self->versions);
  g_strfreev (self->details);
  g_strfreev (self->needs);
  g_free (self->reason);
  g_free (self->install);
  g_free (self);
}

/* "flask", "flask and gunicorn", "flask, gunicorn and jinja2": those of @technology that @probe lacks; NULL if none. */
static char *
missing_packages (const AssayTechnology *technology, const AssayProbe *probe)
{
  GString *missing = g_string_new (NULL);
  char *last = NULL;

  for (guint i = 0; technology->packages != NULL && technology->packages[i] != NULL; i++)
    {
      g_autofree char *name = assay_package_name (technology->packages[i]);

      if (g_hash_table_contains (probe->packages, name))
        continue;
      if (last != NULL)
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", last);
      g_free (last);
      last = g_steal_pointer (&name);
    }
  if (last != NULL)
    g_string_append_printf (missing, "%s%s", missing->len > 0 ? _ (" and ") : "", last);
  g_free (last);

  return g_string_free (missing, missing->len == 0);
}

/* Whether the environment's own preparation would bring all of the packages. */
static gboolean
is_preparable (AssayWorkloads *workloads, const AssayTechnology *technology)
{
  const AssayPreparation *preparation = assay_workloads_get_preparation (workloads);

  if (preparation == NULL || technology->packages == NULL || technology->install != NULL)
    return FALSE;
  for (guint i = 0; technology->packages[i] != NULL; i++)
    {
      g_autofree char *type = assay_package_type (technology->packages[i]);

      if (strcmp (type, preparation->packages) != 0)
        return FALSE;
    }

  return TRUE;
}

/* TRUE if the packages can really be loaded; %FALSE with @complaint, or without one when cancelled. */
static gboolean
imports (AssayWorkloads *workloads, AssayToolboxCache *cache, const AssayTechnology *technology, const AssayProbe *probe,
         char **complaint, GCancellable *cancellable)
{
  g_autoptr (GHashTable) values = assay_toolbox_values (workloads, technology->import);
  g_autofree char *environment = assay_environment_folder ();
  g_autofree char *staged = g_build_filename (environment, "workloads", NULL);
  g_autofree char *folder = assay_toolbox_folder ();
  g_auto (GStrv) variables = assay_environment_environ (technology, staged);
  g_auto (GStrv) argv = NULL;
  g_autofree char *known = NULL;
  g_autoptr (GError) error = NULL;
  AssayChildSpec spec = { .name = "it", .environ = (const char * const *) variables, .folder = folder };

  g_hash_table_insert (values, g_strdup ("runtime"), g_strdup (probe->program));
  argv = assay_fill_words ((const char * const *) technology->import, values, &error);
  if (argv != NULL)
    known = assay_toolbox_cache_find (cache, folder, argv, probe->watch);
  if (argv != NULL && known == NULL)
    {
      spec.argv = (const char * const *) argv;
      known = assay_capture (&spec, ASSAY_TOOLBOX_PATIENCE, cancellable, &error);
      if (known != NULL)
        assay_toolbox_cache_store (cache, folder, argv, probe->watch, "");
    }
  if (error != NULL)
    *complaint = assay_capture_complaint (error);

  return known != NULL;
}

static const char *
oldest (const AssayTechnology *technology, const AssayProbe *probe)
{
  if (technology->least != NULL && assay_version_compare (probe->version, technology->least) < 0)
    return technology->least;
  if (probe->runtime->least != NULL && assay_version_compare (probe->version, probe->runtime->least) < 0)
    return probe->runtime->least;

  return NULL;
}

/* How far @probe comes, with the reason if it isn't the end. */
static Stage
judge (AssayWorkloads *workloads, AssayToolboxCache *cache, const AssayTechnology *technology, const AssayProbe *probe, char **reason,
       GCancellable *cancellable)
{
  g_autofree char *missing = NULL, *complaint = NULL;
  const char *least;

  if (probe->version == NULL)
    {
      *reason = g_strdup_printf (_ ("%s is no usable %s: %s"), probe->candidate, probe->runtime->name, probe->complaint);
      return STAGE_SILENT;
    }
  least = oldest (technology, probe);
  if (least != NULL)
    {
      *reason = g_strdup_printf (_ ("%s needs %s %s or newer, this is %s"), technology->name, probe->runtime->name, least, probe->version);
      return STAGE_OLD;
    }
  missing = missing_packages (technology, probe);
  if (missing != NULL)
    {
      *reason = g_strdup_printf (_ ("not installed for %s %s (%s): %s"), probe->runtime->name, probe->version, probe->program, missing);
      return STAGE_PACKAGES;
    }
  if (technology->import != NULL && !imports (workloads, cache, technology, probe, &complaint, cancellable))
    {
      *reason = g_strdup_printf (_ ("%s can't be loaded by %s %s (%s): %s"), technology->name, probe->runtime->name, probe->version,
                                 probe->program, complaint != NULL ? complaint : _ ("cancelled"));
      return STAGE_IMPORT;
    }

  return STAGE_USABLE;
}

static char **
versions_of (const AssayTechnology *technology, const AssayProbe *probe)
{
  g_autoptr (GStrvBuilder) versions = g_strv_builder_new ();

  g_strv_builder_add_many (versions, probe->runtime->id, probe->version, NULL);
  for (guint i = 0; technology->packages != NULL && technology->packages[i] != NULL; i++)
    {
      g_autofree char *name = assay_package_name (technology->packages[i]);
      const char *version = g_hash_table_lookup (probe->packages, name);

      if (version != NULL)
        g_strv_builder_add_many (versions, name, version, NULL);
    }

  return g_strv_builder_end (versions);
}

static void
describe (AssayAvailability *self, const AssayTechnology *technology, const AssayProbe *probe)
{
  if (probe->version == NULL)
    return;

  self->program = g_strdup (probe->program);
  self->runtime_version = g_strdup (probe->version);
  self->versions = versions_of (technology, probe);
  self->details = g_strdupv (probe->details);
  if (technology->packages == NULL)
    self->version = g_strdup (probe->version);
  else if (technology->packages[0] != NULL)
    {
      g_autofree char *name = assay_package_name (technology->packages[0]);

      self->version = g_strdup (g_hash_table_lookup (probe->packages, name));
    }
}

/* Nothing that is installed outside reaches into a Flatpak, and inside nothing is installed: there is no command that would help. */
static void
forget_commands (AssayAvailability *self)
{
  g_clear_pointer (&self->install, g_free);
  self->preparable = FALSE;
}

/* The command that would help against what stopped the best of them. */
static void
advise (AssayAvailability *self, AssayWorkloads *workloads, const AssayTechnology *technology, Stage stage)
{
  const AssayRuntime *runtime = technology->runtime;

  if (stage == STAGE_NONE)
    {
      self->reason = g_strdup_printf (_ ("%s is not installed"), runtime->name);
      self->install = g_strdup (runtime->install);
    }
  else if (stage == STAGE_SILENT)
    self->install = g_strdup (runtime->install);
  else if (stage == STAGE_PACKAGES || stage == STAGE_IMPORT)
    {
      self->preparable = is_preparable (workloads, technology);
      self->install = self->preparable ? g_strdup ("assay prepare") : g_strdup (technology->install);
    }
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    forget_commands (self);
}

AssayAvailability *
assay_availability_new (AssayWorkloads *workloads, AssayToolboxCache *cache, const AssayTechnology *technology, GPtrArray *probes,
                        GCancellable *cancellable)
{
  g_autoptr (AssayAvailability) self = g_new0 (AssayAvailability, 1);
  const AssayProbe *best = NULL;
  Stage farthest = STAGE_NONE;

  for (guint i = 0; i < probes->len && farthest < STAGE_USABLE; i++)
    {
      const AssayProbe *probe = g_ptr_array_index (probes, i);
      g_autofree char *reason = NULL;
      Stage stage = judge (workloads, cache, technology, probe, &reason, cancellable);

      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      if (stage <= farthest)
        continue;
      farthest = stage;
      best = probe;
      g_free (self->reason);
      self->reason = g_steal_pointer (&reason);
    }
  if (best != NULL)
    describe (self, technology, best);
  self->usable = farthest == STAGE_USABLE;
  advise (self, workloads, technology, farthest);

  return g_steal_pointer (&self);
}
