/* Reads folders of workloads into one immutable whole. */
#include "data/measure/workload-private.h"
#include "data/model/language.h"

#include <string.h>

#include "data/measure/trust.h"
#include "data/model/installed.h"
#include "data/model/language.h"

G_DEFINE_BOXED_TYPE (AssayWorkloads, assay_workloads, assay_workloads_ref, assay_workloads_unref)

AssayWorkloads *
assay_workloads_ref (AssayWorkloads *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
workloads_clear (AssayWorkloads *self)
{
  g_strfreev (self->folders);
  g_ptr_array_unref (self->errors);
  g_ptr_array_unref (self->scenarios);
  g_ptr_array_unref (self->technologies);
  g_ptr_array_unref (self->runtimes);
  g_clear_pointer (&self->preparation, assay_preparation_free);
}

void
assay_workloads_unref (AssayWorkloads *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) workloads_clear);
}

/* One kind of description, and where those that are read go. */
typedef struct
{
  const char *folder;        /* below a workloads folder; NULL: each folder's scenario.json */
  GPtrArray *elements;
  gpointer (*read) (AssayWorkloads *self, const AssayField *root, const char *parent);
  GDestroyNotify free;
  GHashTable *ids;           /* those that the folder under way has given */
} Intake;

/* In place of the one that a former folder gave its id, or at the end. */
static void
take (Intake *intake, gpointer element, const AssayField *root)
{
  char *id = *(char **) element;
  gpointer former = assay_workload_find (intake->elements, id);
  guint index;

  if (g_hash_table_contains (intake->ids, id))
    {
      assay_field_fail (root, _ ("the id “%s” is taken by another file of the folder"), id);
      intake->free (element);
      return;
    }

  g_hash_table_add (intake->ids, g_strdup (id));
  if (former == NULL)
    {
      g_ptr_array_add (intake->elements, element);
      return;
    }
  g_ptr_array_find (intake->elements, former, &index);
  intake->elements->pdata[index] = element;
  intake->free (former);
}

static void
read_file (AssayWorkloads *self, Intake *intake, const char *path, const char *parent)
{
  g_autofree char *name = g_filename_display_name (path);
  AssayReader reader = { .file = name, .errors = self->errors };
  g_autoptr (JsonNode) node = assay_workload_json (&reader, path);
  AssayField root;
  gpointer element;

  if (node == NULL)
    return;
  assay_field_root (&root, &reader, node);
  element = intake->read (self, &root, parent);
  if (element != NULL)
    take (intake, element, &root);
}

static gpointer
read_runtime (AssayWorkloads *self G_GNUC_UNUSED, const AssayField *root, const char *parent G_GNUC_UNUSED)
{
  return assay_runtime_read (root);
}

static gpointer
read_technology (AssayWorkloads *self, const AssayField *root, const char *parent G_GNUC_UNUSED)
{
  return assay_technology_read (root, self->runtimes);
}

static gpointer
read_scenario (AssayWorkloads *self G_GNUC_UNUSED, const AssayField *root, const char *parent)
{
  return assay_scenario_read (root, parent);
}

/* FOLDER/NAME.json for every NAME. */
static void
read_descriptions (AssayWorkloads *self, Intake *intake, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, intake->folder, NULL);
  g_autoptr (GPtrArray) names = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return;
  names = assay_workload_names (path, self->errors);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *file = g_build_filename (path, g_ptr_array_index (names, i), NULL);

      if (g_str_has_suffix (file, ".json"))
        read_file (self, intake, file, NULL);
    }
}

/* FOLDER/NAME/scenario.json for every NAME that has one and doesn't begin with "_". */
static void
read_scenarios (AssayWorkloads *self, Intake *intake, const char *folder)
{
  g_autoptr (GPtrArray) names = assay_workload_names (folder, self->errors);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *file = g_build_filename (folder, name, "scenario.json", NULL);

      if (*name != '_' && g_file_test (file, G_FILE_TEST_EXISTS))
        read_file (self, intake, file, name);
    }
}

static void
read_all (AssayWorkloads *self, Intake *intake)
{
  for (char **folder = self->folders; *folder != NULL; folder++)
    {
      intake->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      if (intake->folder != NULL)
        read_descriptions (self, intake, *folder);
      else
        read_scenarios (self, intake, *folder);
      g_clear_pointer (&intake->ids, g_hash_table_unref);
    }
}

static void
read_preparation (AssayWorkloads *self)
{
  for (char **folder = self->folders; *folder != NULL; folder++)
    {
      g_autofree char *path = g_build_filename (*folder, "prepare.json", NULL);
      g_autofree char *name = g_filename_display_name (path);
      AssayReader reader = { .file = name, .errors = self->errors };
      g_autoptr (JsonNode) node = g_file_test (path, G_FILE_TEST_EXISTS) ? assay_workload_json (&reader, path) : NULL;
      AssayPreparation *preparation;
      AssayField root;

      if (node == NULL)
        continue;
      assay_field_root (&root, &reader, node);
      preparation = assay_preparation_read (&root);
      if (preparation == NULL)
        continue;
      g_clear_pointer (&self->preparation, assay_preparation_free);
      self->preparation = preparation;
    }
}

/* The user's own counts once the user has seen what it would run. */
static char **
default_folders (GPtrArray *errors)
{
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();
  g_autofree char *shipped = assay_workloads_folder (), *own = assay_trust_folder ();
  g_autoptr (GError) error = NULL;
  AssayTrust trust = assay_trust_look (NULL, &error);

  g_strv_builder_add (folders, shipped);
  if (trust == ASSAY_TRUST_GIVEN)
    g_strv_builder_add (folders, own);
  else if (error != NULL)
    g_ptr_array_add (errors, g_strdup (error->message));
  else if (trust == ASSAY_TRUST_WANTED)
    g_ptr_array_add (errors, g_strdup_printf (_("%s: left out: it would run programs that you haven't said yes to; assay trust shows them"), own));

  return g_strv_builder_end (folders);
}

AssayWorkloads *
assay_workloads_load (const char * const *folders)
{
  AssayWorkloads *self = g_atomic_rc_box_new0 (AssayWorkloads);

  self->errors = g_ptr_array_new_with_free_func (g_free);
  self->folders = folders != NULL ? g_strdupv ((char **) folders) : default_folders (self->errors);
  self->runtimes = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_runtime_free);
  self->technologies = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_technology_free);
  self->scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_scenario_free);

  /* Runtimes of all folders first: technologies point to them, and a later folder may bring another of the same id. */
  read_all (self, &(Intake) { "runtimes", self->runtimes, read_runtime, (GDestroyNotify) assay_runtime_free, NULL });
  read_all (self, &(Intake) { "technologies", self->technologies, read_technology, (GDestroyNotify) assay_technology_free, NULL });
  read_all (self, &(Intake) { NULL, self->scenarios, read_scenario, (GDestroyNotify) assay_scenario_free, NULL });
  read_preparation (self);
  assay_workloads_link (self);

  return self;
}

GPtrArray *
assay_workloads_get_errors (AssayWorkloads *self)
{
  return self->errors;
}

GPtrArray *
assay_workloads_get_scenarios (AssayWorkloads *self)
{
  return self->scenarios;
}

GPtrArray *
assay_workloads_get_technologies (AssayWorkloads *self)
{
  return self->technologies;
}

GPtrArray *
assay_workloads_get_runtimes (AssayWorkloads *self)
{
  return self->runtimes;
}

const AssayPreparation *
assay_workloads_get_preparation (AssayWorkloads *self)
{
  return self->preparation;
}

char **
assay_workloads_get_folders (AssayWorkloads *self)
{
  return self->folders;
}

AssayScenario *
assay_workloads_find_scenario (AssayWorkloads *self, const char *id)
{
  return assay_workload_find (self->scenarios, id);
}

AssayTechnology *
assay_workloads_find_technology (AssayWorkloads *self, const char *id)
{
  return assay_workload_find (self->technologies, id);
}

static gboolean
holds_workloads (const char *folder)
{
  g_autofree char *runtimes = g_build_filename (folder, "runtimes", NULL);

  return g_file_test (runtimes, G_FILE_TEST_IS_DIR);
}

/* A build folder inside the source tree, and the program in one of its folders: SOURCE/BUILD/FOLDER/PROGRAM. */
static char *
source_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (guint depth = 0; folder != NULL && depth < 3; depth++)
    {
      g_autofree char *above = g_path_get_dirname (folder);
      g_autofree char *workloads = g_build_filename (above, "data", "workloads", NULL);

      if (holds_workloads (workloads))
        return g_steal_pointer (&workloads);
      g_free (folder);
      folder = g_steal_pointer (&above);
    }

  return NULL;
}

char *
assay_workloads_folder (void)
{
  const char *given = g_getenv ("ASSAY_WORKLOADS");
  char *folder = given != NULL && *given != '\0' ? g_strdup (given) : source_folder ();

  return folder != NULL ? folder : assay_installed_path (ASSAY_DATADIR "/assay/workloads");
}
