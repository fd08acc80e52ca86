/* What the files of the workload reader share. */
#pragma once

#include "data/measure/workload.h"
#include "data/model/field.h"

G_BEGIN_DECLS

#define ASSAY_WORKLOAD_MAX_JSON    (1024 * 1024)        /* bytes of one description */
#define ASSAY_WORKLOAD_MAX_ENTRIES 2000                 /* files and folders in one folder */

struct _AssayWorkloads
{
  char **folders;
  GPtrArray *errors;        /* of char* */
  GPtrArray *runtimes, *technologies, *scenarios;
  AssayPreparation *preparation;   /* or NULL */
};

/* Whether @name may be an entry of a workloads folder: not hidden, not made by a tool while programs ran. */
gboolean         assay_workload_is_entry     (const char *name);
/* Names of the entries of @folder, sorted; links are left out and, like a folder that can't be read or holds too much, told to
 * @errors. Transfer full. */
GPtrArray       *assay_workload_names        (const char *folder, GPtrArray *errors);
/* The text of a regular file that is no link and has at most @most bytes; NULL with %ASSAY_ERROR_WORKLOAD, which doesn't name it. */
char            *assay_workload_text         (const char *path, gsize most, gsize *length, GError **error);
/* Reads the JSON file @path; its mistakes go to @reader, whose file it must be. Transfer full; NULL if there is no tree. */
JsonNode        *assay_workload_json         (AssayReader *reader, const char *path);

/* Each returns NULL after telling what makes the description useless; other mistakes are told and left out. */
AssayRuntime    *assay_runtime_read          (const AssayField *object);
AssayTechnology *assay_technology_read       (const AssayField *object, GPtrArray *runtimes);
/* @folder: the name of the folder that holds scenario.json. */
AssayScenario   *assay_scenario_read         (const AssayField *object, const char *folder);

AssayPreparation *assay_preparation_read     (const AssayField *object);

void             assay_preparation_free      (AssayPreparation *self);
void             assay_runtime_free          (AssayRuntime *self);
void             assay_technology_free       (AssayTechnology *self);
void             assay_scenario_free         (AssayScenario *self);

/* The optional member @name, a string of small letters, digits and single hyphens; NULL if absent or (told) something else. Transfer full. */
char            *assay_workload_kebab        (const AssayField *object, const char *name);
/* The optional member @name, an object of strings or numbers: name, value, ..., NULL. Transfer full. */
char           **assay_workload_values       (const AssayField *object, const char *name);

/* Fills in what scenarios and technologies say of each other: who has a program, whether named technologies exist. */
void             assay_workloads_link        (AssayWorkloads *self);

/* The element of @elements whose first member, its id, is @id; NULL. */
gpointer         assay_workload_find         (GPtrArray *elements, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayRuntime, assay_runtime_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayTechnology, assay_technology_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayScenario, assay_scenario_free)

G_END_DECLS
