/* The strict scan finds what is long; what is short becomes a tree of json-glib's when it is asked for. */
#include "data/model/json-parts.h"

#include <string.h>

#include "data/model/json-private.h"

/* Neighbours of a long array or object: short ones in a stretch of text, or a single one that has itself at least the length of a piece. */
typedef struct
{
  gsize start, end;
  guint first;             /* index of its first element */
  gboolean single;
} Piece;

/* A piece that is loaded. */
typedef struct
{
  JsonNode *root;          /* an array or object of the piece's elements, or a single one */
  GPtrArray *within;       /* of AssayJsonLong: what is long in it */
  guint piece;
  gboolean kept;           /* as long as the object */
} Tree;

struct _AssayJsonLong
{
  AssayJsonParts *parts;
  JsonNode *node;          /* stands for it in the tree: empty */
  GArray *pieces;          /* of Piece */
  guint length;
  GPtrArray *names;        /* of an object: of char*, borrowed from @indices */
  GHashTable *indices;     /* of an object: name -> index */
  GPtrArray *kept;         /* of an object: of Tree: those of which a member was asked for by name */
  Tree *current;           /* or NULL */
};

struct _AssayJsonParts
{
  const char *text;
  gsize piece;
  GCancellable *cancellable;
  AssayJsonSpans *spans;   /* what is large */
  GHashTable *longs;       /* JsonNode -> AssayJsonLong, borrowed */
  GStringChunk *kept;
  JsonNode *root, *nothing;
  GPtrArray *within;       /* what is long in @root */
};

static JsonNode *build (AssayJsonParts *self, gsize start, gsize end, GPtrArray *within);

static void
tree_free (Tree *self)
{
  g_ptr_array_unref (self->within);
  json_node_unref (self->root);
  g_free (self);
}

static void
drop_current (AssayJsonLong *self)
{
  if (self->current != NULL && !self->current->kept)
    tree_free (self->current);
  self->current = NULL;
}

static void
long_free (AssayJsonLong *self)
{
  g_hash_table_remove (self->parts->longs, self->node);
  drop_current (self);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_clear_pointer (&self->indices, g_hash_table_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_array_unref (self->pieces);
  json_node_unref (self->node);
  g_free (self);
}

static GPtrArray *
longs_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) long_free);
}

static void
add_piece (AssayJsonLong *self, const AssayJsonElement *element)
{
  gsize start = MIN (element->key, element->start);
  Piece *last = self->pieces->len > 0 ? &g_array_index (self->pieces, Piece, self->pieces->len - 1) : NULL;

  if (last != NULL && !last->single && !element->large && element->end - last->start <= self->parts->piece)
    last->end = element->end;
  else
    {
      const Piece piece = { start, element->end, self->length, element->large };

      g_array_append_val (self->pieces, piece);
    }
}

static void
add_name (AssayJsonLong *self, const AssayJsonElement *element)
{
  g_autoptr (GString) name = g_string_new (NULL);

  assay_json_decode (name, self->parts->text + element->key + 1, element->key_end - element->key - 2);
  g_ptr_array_add (self->names, name->str);
  g_hash_table_insert (self->indices, g_string_free (g_steal_pointer (&name), FALSE), GUINT_TO_POINTER (self->length));
}

static AssayJsonLong *
long_new (AssayJsonParts *parts, gsize start)
{
  AssayJsonLong *self = g_new0 (AssayJsonLong, 1);
  gboolean object = parts->text[start] == '{';
  AssayJsonElement element;
  gsize at = start + 1;

  self->parts = parts;
  self->node = assay_json_empty (object);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  if (object)
    {
      self->names = g_ptr_array_new ();
      self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) tree_free);
      self->indices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }
  for (; assay_json_next_element (parts->text, parts->spans, &at, object, &element); self->length++)
    {
      add_piece (self, &element);
      if (object)
        add_name (self, &element);
    }
  g_hash_table_insert (parts->longs, self->node, self);

  return self;
}

/* Of one that isn't long, but holds what may be. */
static JsonNode *
build_large (AssayJsonParts *self, gsize start, GPtrArray *within)
{
  gboolean in_object = self->text[start] == '{';
  JsonNode *node = assay_json_empty (in_object);
  AssayJsonElement element;
  gsize at = start + 1;

  while (assay_json_next_element (self->text, self->spans, &at, in_object, &element))
    {
      JsonNode *child = build (self, element.start, element.end, within);
      g_autoptr (GString) name = g_string_new (NULL);

      if (in_object)
        {
          assay_json_decode (name, self->text + element.key + 1, element.key_end - element.key - 2);
          json_object_set_member (json_node_get_object (node), name->str, child);
        }
      else
        json_array_add_element (json_node_get_array (node), child);
    }

  return node;
}

/* What is long in the node is in @within. */
static JsonNode *
build (AssayJsonParts *self, gsize start, gsize end, GPtrArray *within)
{
  const AssayJsonSpan *span = assay_json_spans_find (self->spans, start);
  AssayJsonLong *found;

  if (span == NULL)
    return assay_json_tree (self->text + start, end - start, '\0', '\0');
  if (span->n <= self->piece / 1024)
    return build_large (self, start, within);

  found = long_new (self, start);
  g_ptr_array_add (within, found);

  return json_node_ref (found->node);
}

static guint
find_piece (const AssayJsonLong *self, guint index)
{
  guint low = 0, high = self->pieces->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->pieces, Piece, middle).first <= index)
        low = middle;
      else
        high = middle;
    }

  return low;
}

static Tree *
find_kept (const AssayJsonLong *self, guint piece)
{
  for (guint i = 0; self->kept != NULL && i < self->kept->len; i++)
    if (((Tree *) self->kept->pdata[i])->piece == piece)
      return self->kept->pdata[i];

  return NULL;
}

static Tree *
tree_new (AssayJsonLong *self, guint number)
{
  AssayJsonParts *parts = self->parts;
  const Piece *piece = &g_array_index (self->pieces, Piece, number);
  gboolean object = self->indices != NULL;
  Tree *tree = g_new0 (Tree, 1);

  tree->piece = number;
  tree->within = longs_new ();
  if (piece->single)
    tree->root = build (parts, object ? assay_json_member_value (parts->text, piece->start) : piece->start, piece->end, tree->within);
  else
    tree->root = assay_json_tree (parts->text + piece->start, piece->end - piece->start, object ? '{' : '[', object ? '}' : ']');

  return tree;
}

/* Makes the piece of the element @index current; NULL if it was cancelled. */
static Tree *
load (AssayJsonLong *self, guint index)
{
  guint piece = find_piece (self, index);

  if (self->current != NULL && self->current->piece == piece)
    return self->current;
  drop_current (self);
  if (g_cancellable_is_cancelled (self->parts->cancellable))
    return NULL;
  self->current = find_kept (self, piece);
  if (self->current == NULL)
    self->current = tree_new (self, piece);

  return self->current;
}

JsonNode *
assay_json_long_element (AssayJsonLong *self, guint index)
{
  const Tree *tree = load (self, index);
  const Piece *piece;

  if (tree == NULL)
    return self->parts->nothing;
  piece = &g_array_index (self->pieces, Piece, tree->piece);
  if (piece->single)
    return tree->root;
  if (self->indices != NULL)
    return json_object_get_member (json_node_get_object (tree->root), self->names->pdata[index]);

  return json_array_get_element (json_node_get_array (tree->root), index - piece->first);
}

JsonNode *
assay_json_long_member (AssayJsonLong *self, const char *name)
{
  gpointer index;
  JsonNode *node;

  if (self->indices == NULL || !g_hash_table_lookup_extended (self->indices, name, NULL, &index))
    return NULL;

  node = assay_json_long_element (self, GPOINTER_TO_UINT (index));
  if (self->current != NULL && !self->current->kept)
    {
      self->current->kept = TRUE;
      g_ptr_array_add (self->kept, self->current);
    }

  return node;
}

const char *
assay_json_long_name (const AssayJsonLong *self, guint index)
{
  return self->names->pdata[index];
}

guint
assay_json_long_length (const AssayJsonLong *self)
{
  return self->length;
}

AssayJsonLong *
assay_json_parts_find (AssayJsonParts *self, JsonNode *node)
{
  return self != NULL && node != NULL ? g_hash_table_lookup (self->longs, node) : NULL;
}

JsonNode *
assay_json_parts_root (AssayJsonParts *self)
{
  return self->root;
}

const char *
assay_json_parts_keep (AssayJsonParts *self, const char *text)
{
  return g_string_chunk_insert_const (self->kept, text);
}

AssayJsonParts *
assay_json_parts_new (const char *name, const char *text, gsize length, gsize piece, GCancellable *cancellable, GError **error)
{
  g_autoptr (AssayJsonSpans) spans = assay_json_spans_new ();
  AssayJsonScan scan = { .max_keys = ASSAY_JSON_MAX_KEYS, .spans = spans, .least_span = piece, .cancellable = cancellable };
  AssayJsonParts *self;
  gsize start;

  if (!assay_json_scan_all (&scan, name, text, length, G_MAXSIZE, error))
    return NULL;

  self = g_new0 (AssayJsonParts, 1);
  self->text = text;
  self->piece = piece;
  g_set_object (&self->cancellable, cancellable);
  self->spans = g_steal_pointer (&spans);
  self->longs = g_hash_table_new (NULL, NULL);
  self->kept = g_string_chunk_new (ASSAY_JSON_PIECE);
  self->nothing = json_node_new (JSON_NODE_NULL);
  self->within = longs_new ();
  for (start = 0; g_ascii_isspace (text[start]); start++)
    ;
  self->root = build (self, start, length, self->within);

  return self;
}

void
assay_json_parts_free (AssayJsonParts *self)
{
  g_ptr_array_unref (self->within);
  json_node_unref (self->root);
  json_node_unref (self->nothing);
  g_hash_table_unref (self->longs);
  assay_json_spans_free (self->spans);
  g_string_chunk_free (self->kept);
  g_clear_object (&self->cancellable);
  g_free (self);
}
