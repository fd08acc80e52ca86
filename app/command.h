/* The command line: one verb a function, each without a display. */
#pragma once

#include <glib.h>

#include "data/measure/types.h"
#include "data/model/types.h"

G_BEGIN_DECLS

/* Exit statuses of every verb. */
enum
{
  ASSAY_EXIT_DONE = 0,
  ASSAY_EXIT_FAILED = 1,
  ASSAY_EXIT_USAGE = 2,
};

/* A verb: @argv[0] is its name. Returns an exit status. */
typedef int (*AssayCommand) (int argc, char **argv);

/* The verb's function, or %NULL. */
AssayCommand assay_command_find   (const char *verb);
/* The verbs and what they do, for --help; transfer full. */
char        *assay_command_help   (void);

int          assay_command_advise (int argc, char **argv);
int          assay_command_list   (int argc, char **argv);
int          assay_command_render (int argc, char **argv);
int          assay_command_deck   (int argc, char **argv);
int          assay_command_page   (int argc, char **argv);
int          assay_command_check  (int argc, char **argv);
int          assay_command_prepare (int argc, char **argv);
int          assay_command_measure (int argc, char **argv);
int          assay_command_machine (int argc, char **argv);
int          assay_command_fetch (int argc, char **argv);
int          assay_command_history (int argc, char **argv);
int          assay_command_import (int argc, char **argv);
int          assay_command_export_k6 (int argc, char **argv);
int          assay_command_export_job (int argc, char **argv);
int          assay_command_token  (int argc, char **argv);
int          assay_command_service (int argc, char **argv);
int          assay_command_shared (int argc, char **argv);
int          assay_command_trust  (int argc, char **argv);

/* What "list" prints besides the catalogue: the questions that the public sources are asked; the scenarios that can be measured; the technologies, each with what is there of it; the
 * runs that were made; the advisor's profiles. Each returns the exit status. */
int          assay_list_feeds        (gboolean json);
int          assay_list_scenarios    (gboolean json);
int          assay_list_technologies (gboolean json, const char *machine);   /* of the machine of that name, or of this one (%NULL) */
int          assay_list_runs         (gboolean json);
int          assay_list_profiles     (gboolean json);

/* What the verbs share. */

/* Parses @entries (%NULL-terminated) and takes them out of @argv; wrong use is told on standard error. */
gboolean     assay_command_parse  (const char *usage, const char *summary, const GOptionEntry *entries,
                                   int *argc, char ***argv);
/* Tells standard error of mistakes in documents, char *: the first hundred, and how many more. */
void         assay_command_complain (GPtrArray *mistakes);
/* Says "assay VERB: message" on standard error and returns %ASSAY_EXIT_USAGE. */
int          assay_command_misuse (const char *verb, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Says "assay VERB: message" on standard error and returns %ASSAY_EXIT_FAILED. */
int          assay_command_fail   (const char *verb, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The catalogue; what could not be read of it is told on standard error. Transfer full. */
AssayStore  *assay_command_load   (void);
/* command-machine.c: the machine elsewhere of that name, transfer full; or %NULL, and that there is none is told on standard error. */
AssayRemote *assay_command_get_machine (const char *verb, const char *name);
/* command-talk.c: the slides of the talk at @path, or of the day's (%NULL), and its title; what can't be shown is told on standard error. Transfer full. */
GPtrArray   *assay_command_get_slides (const char *verb, AssayStore *store, const char *path, char **title, GError **error);
/* Whether @format (or %NULL: text) is "json"; anything else is told on standard error and makes @valid %FALSE. */
gboolean     assay_command_json   (const char *verb, const char *format, gboolean *valid);
/* Replaces the file @path by @bytes, or leaves it as it was. */
gboolean     assay_command_write  (const char *path, GBytes *bytes, GError **error);

G_END_DECLS
