/* Folders of workloads, programs and user data of a test's own. */
#pragma once

#include "data/measure/workload.h"

typedef struct
{
  char *root;          /* holds all of it, and the user's data and cache folders of this process */
  char *workloads;     /* a folder of workloads */
  char *bin;           /* the only folder on PATH besides /usr/bin and /bin */
} WorkloadFixture;

void            workload_fixture_set_up    (WorkloadFixture *self, gconstpointer data);
void            workload_fixture_tear_down (WorkloadFixture *self, gconstpointer data);
/* The same user folders for the whole process: GLib reads them once. Before any test. */
void            workload_fixture_begin     (void);
void            workload_fixture_end       (void);

/* A file of the workloads folder, with the folders above it. */
void            workload_fixture_write     (WorkloadFixture *self, const char *name, const char *text);
/* A shell script in the folder on PATH. */
char           *workload_fixture_program   (WorkloadFixture *self, const char *name, const char *script);
AssayWorkloads *workload_fixture_load      (WorkloadFixture *self);
void            workload_fixture_remove    (const char *path);
