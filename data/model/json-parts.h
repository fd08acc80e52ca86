/* A JSON document that may be large: its long arrays and objects stay text, of which only the piece that is looked at is a tree. json-glib's tree of all
 * takes ten times the text. assay_field_*() (field.h) read it like a whole tree; anything else sees a long array or object as an empty one. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* Bytes of text in a piece. An array or object is long if it is at least as long and has more than so many KiB elements: whoever reads less may hold on
 * to several of them. */
#define ASSAY_JSON_PIECE (64 * 1024)

typedef struct _AssayJsonLong AssayJsonLong;

/* Checks @text (borrowed, must live as long) like assay_json_parse_within() without a limit of size, with its errors; %NULL with @error set. @piece: see
 * %ASSAY_JSON_PIECE; smaller for tests. Once @cancellable is cancelled the check fails with %G_IO_ERROR_CANCELLED, and what isn't a tree yet is null. */
AssayJsonParts *assay_json_parts_new     (const char *name, const char *text, gsize length, gsize piece, GCancellable *cancellable, GError **error);
void            assay_json_parts_free    (AssayJsonParts *self);
/* Borrowed, like all nodes. */
JsonNode       *assay_json_parts_root    (AssayJsonParts *self);
/* A copy that lives as long as @self, each text once. */
const char     *assay_json_parts_keep    (AssayJsonParts *self, const char *text);

/* The long array or object behind @node, or %NULL if it is as it seems; @self may be %NULL. */
AssayJsonLong  *assay_json_parts_find    (AssayJsonParts *self, JsonNode *node);
guint           assay_json_long_length   (const AssayJsonLong *self);
/* Valid until another element of the same @self is got. */
JsonNode       *assay_json_long_element  (AssayJsonLong *self, guint index);
/* Valid as long as @self: who asks by name may hold on to several. %NULL if there is none of this name. */
JsonNode       *assay_json_long_member   (AssayJsonLong *self, const char *name);
/* The name of the member at @index of a long object, for as long as @self. */
const char     *assay_json_long_name     (const AssayJsonLong *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayJsonParts, assay_json_parts_free)

G_END_DECLS
