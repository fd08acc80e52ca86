/* What public sources answered, in SQLite, in the program's own data folder: the last good body of each request, every earlier one, and how the last
 * try went. A new figure never overwrites an old one. Every function here blocks: call it in a task thread, of which there may be many. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASSAY_CACHE_MAX_VERSIONS 60                   /* of one request */
#define ASSAY_CACHE_MAX_BYTES (64 * 1024 * 1024)      /* of all, packed; the oldest go first, the last good and a pinned one never */
#define ASSAY_CACHE_MAX_BODY (32 * 1024 * 1024)

typedef struct _AssayCache AssayCache;

/* Which request; all borrowed. */
typedef struct
{
  const char *source;       /* its id */
  const char *address;
  const char *body;         /* that was posted, or NULL */
} AssayCacheKey;

typedef struct
{
  gint64 version;           /* 0: there is no body */
  GBytes *body;             /* the last good one, or the one that is pinned */
  char *hash;               /* SHA-256 of it */
  char *type;               /* as the server called it; NULL if it didn't */
  char *came, *confirmed;   /* ISO, UTC: when this body came first, and when the server last said that it holds */
  gboolean pinned;
  gint64 newest;            /* the version that came last, 0: none; and of it, also where another is pinned: */
  char *checked;            /* ISO, UTC: when the server last said that it holds */
  char *etag, *last_modified;  /* or NULL */
  char *tried;              /* ISO, UTC: the last try; NULL: none */
  char *failure;            /* what it came to; NULL: all went well */
  gint64 not_before;        /* Unix time before which the server wants no other try; 0: any time */
} AssayCacheEntry;

/* One body that was good at its time. */
typedef struct
{
  gint64 version;
  char *hash, *came, *confirmed;
  gsize length;             /* bytes, unpacked */
  gboolean newest, pinned;
} AssayCacheVersion;

/* "$XDG_DATA_HOME/assay/sources.sqlite"; transfer full. */
char       *assay_cache_path        (void);
/* Opens (and makes) it, or @path if that isn't NULL. Where it can't be read or written (a full disk, a read-only folder, another program's
 * file), goes on in memory with what can be read of it, and assay_cache_get_problem() says so; the same happens where writing fails later. */
AssayCache *assay_cache_open        (const char *path);
void        assay_cache_close       (AssayCache *self);
/* Why nothing outlasts this program, NULL if all is well; transfer full. */
char       *assay_cache_get_problem (AssayCache *self);
/* Other bounds than above, for tests. */
void        assay_cache_set_bounds  (AssayCache *self, guint versions, gsize bytes);

/* @entry is to be cleared in any case; of a request never made all of it is empty. FALSE with %ASSAY_ERROR_FORMAT for a body that is damaged. */
gboolean    assay_cache_get         (AssayCache *self, const AssayCacheKey *key, AssayCacheEntry *entry, GError **error);
/* A good body came at @date (ISO, UTC). The same as the last one is no new version. %ASSAY_ERROR_INVALID if it is too large. */
gboolean    assay_cache_put         (AssayCache *self, const AssayCacheKey *key, GBytes *body, const char *etag, const char *last_modified,
                                     const char *type, const char *date, GError **error);
/* The server said at @date that the last good body holds. */
gboolean    assay_cache_renew       (AssayCache *self, const AssayCacheKey *key, const char *date, GError **error);
/* A try at @date came to nothing; what is there stays. */
gboolean    assay_cache_note        (AssayCache *self, const AssayCacheKey *key, const char *date, const char *failure, gint64 not_before,
                                     GError **error);

/* Of AssayCacheVersion*, newest first; transfer full. */
GPtrArray  *assay_cache_list        (AssayCache *self, const AssayCacheKey *key, GError **error);
/* The body of one of them; transfer full. */
GBytes     *assay_cache_read        (AssayCache *self, const AssayCacheKey *key, gint64 version, GError **error);
/* From now on assay_cache_get() gives @version, 0: again the newest. %ASSAY_ERROR_INVALID if there is no such. */
gboolean    assay_cache_pin         (AssayCache *self, const AssayCacheKey *key, gint64 version, GError **error);

void        assay_cache_entry_clear  (AssayCacheEntry *self);
void        assay_cache_version_free (AssayCacheVersion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayCache, assay_cache_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayCacheVersion, assay_cache_version_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AssayCacheEntry, assay_cache_entry_clear)

G_END_DECLS
