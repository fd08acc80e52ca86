/* The cache's tables. */
#include "data/sources/cache-private.h"

#include "data/model/language.h"

/* "Assc" in the file's header. */
#define APPLICATION_ID 0x41737363

/* A version's number is never given twice: whoever has pinned one gets that one or none. */
static const char version_1[] =
  "CREATE TABLE answers ("
  "  key TEXT PRIMARY KEY, source TEXT NOT NULL, address TEXT NOT NULL,"
  "  newest INTEGER NOT NULL DEFAULT 0, pinned INTEGER NOT NULL DEFAULT 0,"
  "  etag TEXT NOT NULL DEFAULT '', last_modified TEXT NOT NULL DEFAULT '',"
  "  tried TEXT NOT NULL DEFAULT '', failure TEXT NOT NULL DEFAULT '', not_before INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"
  "CREATE TABLE versions ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, hash TEXT NOT NULL, type TEXT NOT NULL,"
  "  came TEXT NOT NULL, confirmed TEXT NOT NULL, length INTEGER NOT NULL, size INTEGER NOT NULL, body BLOB NOT NULL"
  ") STRICT;"
  "CREATE INDEX versions_by_key ON versions (key, id);";

static const char * const steps[] = { version_1 };

const AssayDatabaseKind assay_cache_kind = {
  .name = N_ ("cache of sources"), .application_id = APPLICATION_ID, .steps = steps, .n_steps = G_N_ELEMENTS (steps),
};
