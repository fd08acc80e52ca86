/* Asks every runtime's programs what they are, a few at once, and gives each technology the first that will do. */
#include "data/measure/toolbox-private.h"
#include "data/model/language.h"

#include <string.h>

#define AT_ONCE 4   /* probes: they wait for files as much as they compute */

G_DEFINE_BOXED_TYPE (AssayToolbox, assay_toolbox, assay_toolbox_ref, assay_toolbox_unref)

struct _AssayToolbox
{
  GHashTable *availabilities;   /* technology id -> AssayAvailability */
};

/* One call, shared by its threads. */
typedef struct
{
  AssayWorkloads *workloads;
  AssayToolboxCache *cache;
  GCancellable *cancellable;
} Search;

/* One program to ask, or one technology to find one for. */
typedef struct
{
  const AssayRuntime *runtime;
  char *candidate;
  GPtrArray *packages;
  AssayProbe *probe;               /* the answer */
  const AssayTechnology *technology;
  GPtrArray *probes;               /* of AssayProbe, borrowed */
  AssayAvailability *availability; /* the answer */
} Job;

static void
job_free (Job *self)
{
  g_free (self->candidate);
  g_clear_pointer (&self->packages, g_ptr_array_unref);
  g_clear_pointer (&self->probe, assay_probe_free);
  g_clear_pointer (&self->probes, g_ptr_array_unref);
  g_clear_pointer (&self->availability, assay_availability_free);
  g_free (self);
}

AssayToolbox *
assay_toolbox_ref (AssayToolbox *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
toolbox_clear (AssayToolbox *self)
{
  g_hash_table_unref (self->availabilities);
}

void
assay_toolbox_unref (AssayToolbox *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) toolbox_clear);
}

const AssayAvailability *
assay_toolbox_get (AssayToolbox *self, const char *technology)
{
  return g_hash_table_lookup (self->availabilities, technology);
}

static void
run_job (gpointer data, gpointer user_data)
{
  Search *search = user_data;
  Job *job = data;

  if (g_cancellable_is_cancelled (search->cancellable))
    return;
  if (job->technology != NULL)
    job->availability = assay_availability_new (search->workloads, search->cache, job->technology, job->probes, search->cancellable);
  else
    job->probe = assay_probe_new (search->workloads, search->cache, job->runtime, job->candidate, job->packages, search->cancellable);
}

static void
run_jobs (Search *search, GPtrArray *jobs)
{
  GThreadPool *pool = g_thread_pool_new (run_job, search, AT_ONCE, TRUE, NULL);

  for (guint i = 0; i < jobs->len; i++)
    g_thread_pool_push (pool, g_ptr_array_index (jobs, i), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

/* The names of all packages that technologies on @runtime need, each once. */
static GPtrArray *
packages_of (AssayWorkloads *workloads, const AssayRuntime *runtime)
{
  GPtrArray *technologies = assay_workloads_get_technologies (workloads);
  GPtrArray *packages = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < technologies->len; i++)
    {
      const AssayTechnology *technology = g_ptr_array_index (technologies, i);

      if (technology->runtime != runtime || technology->packages == NULL)
        continue;
      for (guint j = 0; technology->packages[j] != NULL; j++)
        {
          g_autofree char *name = assay_package_name (technology->packages[j]);

          if (!g_ptr_array_find_with_equal_func (packages, name, g_str_equal, NULL))
            g_ptr_array_add (packages, g_steal_pointer (&name));
        }
    }

  return packages;
}

static GPtrArray *
probe_jobs (AssayWorkloads *workloads)
{
  GPtrArray *runtimes = assay_workloads_get_runtimes (workloads);
  GPtrArray *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) job_free);

  for (guint i = 0; i < runtimes->len; i++)
    {
      const AssayRuntime *runtime = g_ptr_array_index (runtimes, i);
      g_autoptr (GPtrArray) packages = packages_of (workloads, runtime);
      g_auto (GStrv) candidates = assay_toolbox_candidates (runtime);

      for (guint j = 0; candidates[j] != NULL; j++)
        {
          Job *job = g_new0 (Job, 1);

          job->runtime = runtime;
          job->candidate = g_strdup (candidates[j]);
          job->packages = g_ptr_array_ref (packages);
          g_ptr_array_add (jobs, job);
        }
    }

  return jobs;
}

/* The answers of @runtime's programs in their order, each program once: two names may lead to one. */
static GPtrArray *
probes_of (GPtrArray *jobs, const AssayRuntime *runtime)
{
  GPtrArray *probes = g_ptr_array_new ();

  for (guint i = 0; i < jobs->len; i++)
    {
      AssayProbe *probe = ((Job *) g_ptr_array_index (jobs, i))->probe;
      gboolean known = FALSE;

      if (probe == NULL || probe->runtime != runtime)
        continue;
      for (guint j = 0; j < probes->len; j++)
        known = known || strcmp (((AssayProbe *) g_ptr_array_index (probes, j))->program, probe->program) == 0;
      if (!known)
        g_ptr_array_add (probes, probe);
    }

  return probes;
}

static GPtrArray *
technology_jobs (AssayWorkloads *workloads, GPtrArray *probed)
{
  GPtrArray *technologies = assay_workloads_get_technologies (workloads);
  GPtrArray *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) job_free);

  for (guint i = 0; i < technologies->len; i++)
    {
      Job *job = g_new0 (Job, 1);

      job->technology = g_ptr_array_index (technologies, i);
      job->probes = probes_of (probed, job->technology->runtime);
      g_ptr_array_add (jobs, job);
    }

  return jobs;
}

/* A technology that needs others is usable only with them; those have no needs of their own. */
static void
heed_needs (AssayToolbox *self, AssayWorkloads *workloads, const AssayTechnology *technology)
{
  AssayAvailability *availability = g_hash_table_lookup (self->availabilities, technology->id);
  g_autoptr (GStrvBuilder) needs = g_strv_builder_new ();

  for (guint i = 0; technology->needs != NULL && technology->needs[i] != NULL; i++)
    {
      const AssayTechnology *other = assay_workloads_find_technology (workloads, technology->needs[i]);
      const AssayAvailability *needed = other != NULL ? assay_toolbox_get (self, other->id) : NULL;

      if (needed != NULL && needed->usable)
        g_strv_builder_add_many (needs, other->id, needed->program, NULL);
      else if (availability->usable)
        {
          availability->usable = FALSE;
          availability->reason = g_strdup_printf (_ ("it needs %s: %s"), other != NULL ? other->name : technology->needs[i],
                                                  needed != NULL ? needed->reason : _ ("there is no such technology"));
          availability->install = g_strdup (needed != NULL ? needed->install : NULL);
          availability->preparable = needed != NULL && needed->preparable;
        }
    }
  if (technology->needs != NULL)
    availability->needs = g_strv_builder_end (needs);
}

AssayToolbox *
assay_toolbox_new (GHashTable *availabilities)
{
  AssayToolbox *self = g_atomic_rc_box_new0 (AssayToolbox);

  self->availabilities = availabilities;

  return self;
}

static AssayToolbox *
collect (AssayWorkloads *workloads, GPtrArray *jobs)
{
  AssayToolbox *self = assay_toolbox_new (g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) assay_availability_free));

  for (guint i = 0; i < jobs->len; i++)
    {
      Job *job = g_ptr_array_index (jobs, i);

      g_hash_table_insert (self->availabilities, g_strdup (job->technology->id), g_steal_pointer (&job->availability));
    }
  for (guint i = 0; i < jobs->len; i++)
    heed_needs (self, workloads, ((Job *) g_ptr_array_index (jobs, i))->technology);

  return self;
}

AssayToolbox *
assay_toolbox_probe (AssayWorkloads *workloads, GCancellable *cancellable, GError **error)
{
  Search search = { workloads, assay_toolbox_cache_open (), cancellable };
  g_autoptr (GPtrArray) probed = probe_jobs (workloads);
  g_autoptr (GPtrArray) jobs = NULL;

  run_jobs (&search, probed);
  if (!g_cancellable_is_cancelled (cancellable))
    {
      jobs = technology_jobs (workloads, probed);
      run_jobs (&search, jobs);
    }
  assay_toolbox_cache_close (search.cache);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return collect (workloads, jobs);
}
