/* What the files of the cache share: its database in a file or in memory, and bodies packed. */
#pragma once

#include "data/model/database.h"
#include "data/sources/cache.h"

G_BEGIN_DECLS

struct _AssayCache
{
  GMutex lock;               /* of all that follows */
  AssayDatabase *database;
  char *path;
  char *problem;             /* why it is in memory; NULL: it is in its file */
  guint max_versions;
  gsize max_bytes;
};

extern const AssayDatabaseKind assay_cache_kind;

/* SHA-256 of all that tells a request from others, under which it is kept; transfer full. */
char    *assay_cache_key_id (const AssayCacheKey *self);
/* There is no such version; always FALSE. */
gboolean assay_cache_fail_version (gint64 version, const AssayCacheKey *key, GError **error);

/* Zlib's format. */
GBytes  *assay_cache_pack   (GBytes *body);
/* NULL if it isn't exactly @length bytes of which @hash is the SHA-256. */
GBytes  *assay_cache_unpack (gconstpointer packed, gsize n_packed, gsize length, const char *hash);

/* Whether @error says that the file can't be written; then the cache is in memory from now on, and the work can be done again there. */
gboolean assay_cache_retreat (AssayCache *self, const GError *error);

G_END_DECLS
