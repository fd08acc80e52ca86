/* What comes into the cache, and what has to go for it. */
#include "data/sources/cache-private.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"

/* One answer that is to be stored. */
typedef struct
{
  const AssayCacheKey *key;
  const char *id;            /* of the key */
  GBytes *body;              /* NULL: the last one holds */
  const char *hash, *etag, *last_modified, *type, *date;
  const char *failure;
  gint64 not_before, version;
} Change;

typedef gboolean (*Work) (AssayCache *self, Change *change, GError **error);

char *
assay_cache_key_id (const AssayCacheKey *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *parts[] = { self->source, self->address, self->body != NULL ? self->body : "" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_checksum_update (sum, (const guchar *) parts[i], (gssize) strlen (parts[i]) + 1);

  return g_strdup (g_checksum_get_string (sum));
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
add_answer (AssayCache *self, const Change *change, GError **error)
{
  const char *texts[] = { change->id, change->key->source, change->key->address, NULL };

  return assay_database_run (self->database, error, "INSERT INTO answers (key, source, address) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                             texts);
}

/* Whether the last good body is the one that came. */
static gboolean
confirm (AssayCache *self, const Change *change, gboolean *same, GError **error)
{
  const char *texts[] = { change->date, change->id, change->hash, NULL };
  const char *any[] = { change->date, change->id, NULL };
  gboolean done = assay_database_run (self->database, error, change->hash != NULL
                                      ? "UPDATE versions SET confirmed = ? WHERE id = (SELECT newest FROM answers WHERE key = ?) AND hash = ?"
                                      : "UPDATE versions SET confirmed = ? WHERE id = (SELECT newest FROM answers WHERE key = ?)",
                                      change->hash != NULL ? texts : any);

  *same = done && sqlite3_changes (self->database->handle) > 0;

  return done;
}

static gboolean
insert_version (AssayCache *self, const Change *change, GError **error)
{
  g_autoptr (GBytes) packed = assay_cache_pack (change->body);
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (change->body));
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (packed));
  const char *texts[] = { change->id, change->hash, or_empty (change->type), change->date, change->date, length, size, NULL };
  g_autoptr (sqlite3_stmt) statement =
    assay_database_prepare (self->database, error,
                            "INSERT INTO versions (key, hash, type, came, confirmed, length, size, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", texts);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_bind_blob64 (statement, G_N_ELEMENTS (texts), g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), SQLITE_STATIC) != SQLITE_OK)
    return assay_database_fail (self->database, error);
  if (sqlite3_step (statement) != SQLITE_DONE)
    return assay_database_fail (self->database, error);

  return TRUE;
}

static gboolean
add_version (AssayCache *self, const Change *change, GError **error)
{
  const char *texts[] = { change->id, NULL };

  return insert_version (self, change, error) &&
         assay_database_run (self->database, error, "UPDATE answers SET newest = last_insert_rowid () WHERE key = ?", texts);
}

static gboolean
set_validators (AssayCache *self, const Change *change, GError **error)
{
  const char *texts[] = { or_empty (change->etag), or_empty (change->last_modified), change->id, NULL };

  return assay_database_run (self->database, error, "UPDATE answers SET etag = ?, last_modified = ? WHERE key = ?", texts);
}

static gboolean
set_try (AssayCache *self, const Change *change, GError **error)
{
  g_autofree char *not_before = g_strdup_printf ("%" G_GINT64_FORMAT, change->not_before);
  const char *texts[] = { change->date, or_empty (change->failure), not_before, change->id, NULL };

  return assay_database_run (self->database, error, "UPDATE answers SET tried = ?, failure = ?, not_before = ? WHERE key = ?", texts);
}

#define KEPT "(SELECT newest FROM answers UNION SELECT pinned FROM answers)"

/* Oldest first, the last good and the pinned ones never. */
static gboolean
trim (AssayCache *self, const Change *change, GError **error)
{
  g_autofree char *versions = g_strdup_printf ("%u", self->max_versions);
  g_autofree char *bytes = g_strdup_printf ("%" G_GSIZE_FORMAT, self->max_bytes);
  const char *few[] = { change->id, change->id, versions, NULL }, *small[] = { bytes, NULL };

  return assay_database_run (self->database, error,
                             "DELETE FROM versions WHERE key = ? AND id NOT IN " KEPT " AND id NOT IN"
                             " (SELECT id FROM versions WHERE key = ? ORDER BY id DESC LIMIT ?)", few) &&
         assay_database_run (self->database, error,
                             "DELETE FROM versions WHERE id IN (SELECT id FROM"
                             " (SELECT id, kept, sum (size) OVER (ORDER BY kept DESC, id DESC) AS total FROM"
                             "  (SELECT id, size, id IN " KEPT " AS kept FROM versions))"
                             " WHERE NOT kept AND total > CAST (? AS INTEGER))", small);
}

static gboolean
put (AssayCache *self, Change *change, GError **error)
{
  gboolean same = FALSE;

  return add_answer (self, change, error) && confirm (self, change, &same, error) &&
         (same || add_version (self, change, error)) &&
         set_validators (self, change, error) && set_try (self, change, error) && trim (self, change, error);
}

static gboolean
renew (AssayCache *self, Change *change, GError **error)
{
  gboolean same = FALSE;

  if (!confirm (self, change, &same, error))
    return FALSE;
  if (same)
    return set_try (self, change, error);
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("there is nothing stored of %s"), change->key->address);

  return FALSE;
}

static gboolean
note (AssayCache *self, Change *change, GError **error)
{
  return add_answer (self, change, error) && set_try (self, change, error);
}

static gboolean
pin (AssayCache *self, Change *change, GError **error)
{
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, change->version);
  const char *texts[] = { version, change->id, version, version, change->id, NULL };

  if (!assay_database_run (self->database, error,
                           "UPDATE answers SET pinned = CAST (? AS INTEGER) WHERE key = ? AND (CAST (? AS INTEGER) = 0"
                           " OR EXISTS (SELECT 1 FROM versions WHERE id = CAST (? AS INTEGER) AND versions.key = ?))", texts))
    return FALSE;

  return sqlite3_changes (self->database->handle) > 0 || assay_cache_fail_version (change->version, change->key, error);
}

static gboolean
work_once (AssayCache *self, Work work, Change *change, GError **error)
{
  return assay_database_begin (self->database, error) &&
         assay_database_end (self->database, work (self, change, error), error);
}

/* Where the file can't be written any more, once again in memory. */
static gboolean
do_work (AssayCache *self, Work work, Change *change, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  g_autofree char *id = assay_cache_key_id (change->key);
  g_autoptr (GError) local = NULL;

  change->id = id;
  if (work_once (self, work, change, &local))
    return TRUE;
  if (assay_cache_retreat (self, local))
    return work_once (self, work, change, error);
  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

gboolean
assay_cache_put (AssayCache *self, const AssayCacheKey *key, GBytes *body, const char *etag, const char *last_modified, const char *type,
                 const char *date, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
  Change change = {
    .key = key, .body = body, .hash = hash, .etag = etag, .last_modified = last_modified, .type = type, .date = date,
  };

  if (g_bytes_get_size (body) <= ASSAY_CACHE_MAX_BODY)
    return do_work (self, put, &change, error);
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("%s: the answer is too large to be stored"), key->address);

  return FALSE;
}

gboolean
assay_cache_renew (AssayCache *self, const AssayCacheKey *key, const char *date, GError **error)
{
  Change change = { .key = key, .date = date };

  return do_work (self, renew, &change, error);
}

gboolean
assay_cache_note (AssayCache *self, const AssayCacheKey *key, const char *date, const char *failure, gint64 not_before, GError **error)
{
  Change change = { .key = key, .date = date, .failure = failure, .not_before = not_before };

  return do_work (self, note, &change, error);
}

gboolean
assay_cache_pin (AssayCache *self, const AssayCacheKey *key, gint64 version, GError **error)
{
  Change change = { .key = key, .version = version };

  return do_work (self, pin, &change, error);
}
