/* What the program's own SQLite files share: opened, brought up to date, asked, closed. Every function here blocks: call it in a task thread. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* One sort of file, as a const. */
typedef struct
{
  const char *name;            /* what messages call it: "history" */
  int application_id;          /* in the file's header, tells it from other programs' databases */
  const char * const *steps;   /* SQL: step n brings a file of version n to version n + 1 */
  guint n_steps;
} AssayDatabaseKind;

typedef struct
{
  sqlite3 *handle;
  char *path;                  /* as messages show it */
  const AssayDatabaseKind *kind;
} AssayDatabase;

/* Opens, makes or updates the file at @path, and its folder (not readable by others), for one thread at a time. %ASSAY_ERROR_FORMAT for a file
 * that is no database, is damaged, another program's or newer: it is left as it is. Else %G_IO_ERROR; the message names the file. */
AssayDatabase *assay_database_open    (const char *path, const AssayDatabaseKind *kind, GError **error);
/* The same in memory, gone when it is closed. */
AssayDatabase *assay_database_memory  (const AssayDatabaseKind *kind, GError **error);
void           assay_database_close   (AssayDatabase *self);

/* Says what the database says: %ASSAY_ERROR_FORMAT for a file that is none or is damaged, %G_IO_ERROR_NO_SPACE or %G_IO_ERROR_READ_ONLY where
 * nothing can be written, else %G_IO_ERROR_BUSY or %G_IO_ERROR_FAILED; always FALSE. */
gboolean       assay_database_fail    (AssayDatabase *self, GError **error);
/* @sql prepared, with its parameters bound to @texts (NULL-terminated: no parameter can be null); NULL with @error. */
sqlite3_stmt  *assay_database_prepare (AssayDatabase *self, GError **error, const char *sql, const char * const *texts);
/* Runs what yields no rows. */
gboolean       assay_database_run     (AssayDatabase *self, GError **error, const char *sql, const char * const *texts);
/* The first column of the first row as a number. */
gboolean       assay_database_number  (AssayDatabase *self, GError **error, const char *sql, gint64 *number);
/* Makes or updates the tables; refuses what is another program's or newer. */
gboolean       assay_database_migrate (AssayDatabase *self, GError **error);

/* Between assay_database_begin() and assay_database_end() nobody else writes; FALSE @done (or a failure to commit) takes everything back.
 * assay_database_end() returns whether all went well. */
gboolean       assay_database_begin   (AssayDatabase *self, GError **error);
gboolean       assay_database_end     (AssayDatabase *self, gboolean done, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayDatabase, assay_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
