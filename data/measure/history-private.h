/* What the files of the history share: its database, and statements on it. */
#pragma once

#include <sqlite3.h>

#include "data/measure/history.h"

G_BEGIN_DECLS

struct _AssayHistory
{
  sqlite3 *database;
  char *path;          /* as messages show it */
  GPtrArray *errors;   /* of char* */
};

/* Says what the database says: %ASSAY_ERROR_FORMAT for a file that is none or is damaged, else %G_IO_ERROR_FAILED; always FALSE. */
gboolean      assay_history_fail    (AssayHistory *self, GError **error);
/* @sql prepared, with its parameters bound to @texts (NULL-terminated: no parameter can be null); NULL with @error. */
sqlite3_stmt *assay_history_prepare (AssayHistory *self, GError **error, const char *sql, const char * const *texts);
/* Runs what yields no rows. */
gboolean      assay_history_run     (AssayHistory *self, GError **error, const char *sql, const char * const *texts);
/* The first column of the first row as a number. */
gboolean      assay_history_number  (AssayHistory *self, GError **error, const char *sql, gint64 *number);
/* Makes or updates the tables; refuses what is another program's or newer. */
gboolean      assay_history_migrate (AssayHistory *self, GError **error);

/* Between assay_history_begin() and assay_history_end() nobody else writes; FALSE @done (or a failure to commit) takes everything back.
 * assay_history_end() returns whether all went well. */
gboolean      assay_history_begin   (AssayHistory *self, GError **error);
gboolean      assay_history_end     (AssayHistory *self, gboolean done, GError **error);

/* Stores @run, whose id must be new. */
gboolean      assay_history_insert  (AssayHistory *self, AssayRun *run, GError **error);
/* Of AssayRun, those that @sql yields as id, document, name, note. */
GPtrArray    *assay_history_select  (AssayHistory *self, const char *sql, const char * const *texts, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
