/* What the files of the history share: its database, and statements on it. */
#pragma once

#include "data/measure/history.h"
#include "data/model/database.h"

G_BEGIN_DECLS

struct _AssayHistory
{
  AssayDatabase *database;
  GPtrArray *errors;   /* of char* */
};

/* Stores @run, whose id must be new. */
gboolean   assay_history_insert (AssayHistory *self, AssayRun *run, GError **error);
/* Whether there is a run of that id, and whether it was deleted. */
gboolean   assay_history_exists (AssayHistory *self, const char *id, gboolean *deleted, gboolean *found, GError **error);
/* The runs of an array of documents or of one, of AssayRun; transfer full; NULL with the first mistake. */
GPtrArray *assay_history_read   (const char *file, const char *text, gsize length, GError **error);
/* Of AssayRun, those that @sql yields as id, document, name, note, via. */
GPtrArray *assay_history_select (AssayHistory *self, const char *sql, const char * const *texts, GError **error);

/* The file in @folder, NULL or "": in the program's own; transfer full. */
char         *assay_history_path_in   (const char *folder);

G_END_DECLS
