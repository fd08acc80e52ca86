/* Strict JSON in front of json-glib's parser, which takes too much and crashes on deep nesting. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define ASSAY_JSON_MAX_DEPTH 64
#define ASSAY_JSON_MAX_BYTES (16 * 1024 * 1024)
#define ASSAY_JSON_MAX_KEYS 10000   /* of one object in a tree */

/* Checks that @text (@length bytes, not necessarily NUL-terminated) is exactly one JSON document by RFC 8259:
 * UTF-8 without BOM, depth at most %ASSAY_JSON_MAX_DEPTH, size at most @max_bytes, no duplicate key in an object, numbers that
 * are finite as a double and integers that fit a gint64, no escaped NUL, no lone surrogate. Linear in @length.
 * Returns %FALSE with %ASSAY_ERROR_FORMAT "@name:LINE:COLUMN: ..." otherwise. */
gboolean assay_json_check (const char *name, const char *text, gsize length, gsize max_bytes, GError **error);

/* assay_json_check(), then json-glib's tree, whose objects may have %ASSAY_JSON_MAX_KEYS keys: json-glib's hash is not seeded,
 * and a few hundred thousand keys made to collide would keep it busy for an hour. Returns the root (transfer full) or %NULL with @error set. */
JsonNode *assay_json_parse (const char *name, const char *text, gsize length, GError **error);
/* The same for a document of up to @max_bytes. */
JsonNode *assay_json_parse_within (const char *name, const char *text, gsize length, gsize max_bytes, GError **error);

G_END_DECLS
