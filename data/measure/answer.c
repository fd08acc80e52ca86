#include <string.h>

#include "data/measure/server.h"
#include "data/model/convert.h"
#include "data/model/error.h"
#include "data/model/json.h"
#include "data/model/language.h"

/* Of a value in a message, bytes. */
#define SHORT 100

void
assay_answer_clear (AssayAnswer *answer)
{
  g_clear_pointer (&answer->type, g_free);
  g_clear_pointer (&answer->encoding, g_free);
  g_clear_pointer (&answer->body, g_bytes_unref);
}

/* As it is shown: valid UTF-8, the beginning if it is long. */
static char *
shorten (const char *text, gsize length)
{
  g_autofree char *shown = g_utf8_make_valid (text, (gssize) MIN (length, SHORT));

  return length <= SHORT ? g_steal_pointer (&shown) : g_strdup_printf ("%s… (%" G_GSIZE_FORMAT " bytes)", shown, length);
}

static GBytes *
decode (const AssayAnswer *answer)
{
  g_autoptr (GConverter) converter = NULL;

  if (answer->encoding == NULL)
    return g_bytes_ref (answer->body);
  if (g_ascii_strcasecmp (answer->encoding, "gzip") != 0)
    return NULL;
  converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));

  return assay_convert (converter, answer->body, ASSAY_ANSWER_MOST);
}

/* The media type alone: "text/html; charset=utf-8" is "text/html". */
static char *
media_type (const char *type)
{
  return type != NULL ? g_strstrip (g_strndup (type, strcspn (type, ";"))) : NULL;
}

static gboolean
is_type (const char *type, const char *expected)
{
  g_autofree char *media = media_type (type);

  return media != NULL && g_ascii_strcasecmp (media, expected) == 0;
}

static gboolean json_equal (JsonNode *a, JsonNode *b);

static gboolean
objects_equal (JsonObject *a, JsonObject *b)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (json_object_get_size (a) != json_object_get_size (b))
    return FALSE;
  json_object_iter_init (&iter, a);
  while (json_object_iter_next (&iter, &name, &value))
    if (!json_object_has_member (b, name) || !json_equal (value, json_object_get_member (b, name)))
      return FALSE;

  return TRUE;
}

static gboolean
arrays_equal (JsonArray *a, JsonArray *b)
{
  if (json_array_get_length (a) != json_array_get_length (b))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (a); i++)
    if (!json_equal (json_array_get_element (a, i), json_array_get_element (b, i)))
      return FALSE;

  return TRUE;
}

static gboolean
is_number (GType type)
{
  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

/* JSON has one kind of number: a language that writes 1.0 and one that writes 1 say the same. */
static gboolean
values_equal (JsonNode *a, JsonNode *b)
{
  GType type = json_node_get_value_type (a);

  if (type != json_node_get_value_type (b))
    return is_number (type) && is_number (json_node_get_value_type (b)) && json_node_get_double (a) == json_node_get_double (b);
  if (type == G_TYPE_STRING)
    return g_str_equal (json_node_get_string (a), json_node_get_string (b));
  if (type == G_TYPE_INT64)
    return json_node_get_int (a) == json_node_get_int (b);
  if (type == G_TYPE_BOOLEAN)
    return json_node_get_boolean (a) == json_node_get_boolean (b);

  return json_node_get_double (a) == json_node_get_double (b);
}

/* The depth is bounded by assay_json_parse(). */
static gboolean
json_equal (JsonNode *a, JsonNode *b)
{
  if (json_node_get_node_type (a) != json_node_get_node_type (b))
    return FALSE;
  switch (json_node_get_node_type (a))
    {
    case JSON_NODE_OBJECT:
      return objects_equal (json_node_get_object (a), json_node_get_object (b));
    case JSON_NODE_ARRAY:
      return arrays_equal (json_node_get_array (a), json_node_get_array (b));
    case JSON_NODE_VALUE:
      return values_equal (a, b);
    case JSON_NODE_NULL:
    default:
      return TRUE;
    }
}

static JsonNode *
parse (GBytes *body)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  return assay_json_parse ("body", text, length, NULL);
}

static gboolean
bodies_equal (GBytes *a, GBytes *b, gboolean json)
{
  g_autoptr (JsonNode) tree = NULL;
  g_autoptr (JsonNode) other = NULL;

  if (g_bytes_equal (a, b) || !json)
    return g_bytes_equal (a, b);
  tree = parse (a);
  other = parse (b);

  return tree != NULL && other != NULL && json_equal (tree, other);
}

static gboolean
fail (GError **error, const char *what, const char *is, const char *expected)
{
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("answered %s%s instead of %s"), what, is, expected);
  return FALSE;
}

static gboolean
check_head (const AssayAnswer *answer, const AssayExpectation *expect, GError **error)
{
  int status = expect->status != 0 ? expect->status : 200;

  if (answer->status != status)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("answered %d instead of %d"), answer->status, status);
      return FALSE;
    }
  if (expect->type != NULL && !is_type (answer->type, expect->type))
    return fail (error, _ ("the type "), answer->type != NULL ? answer->type : "(none)", expect->type);
  if (g_strcmp0 (answer->encoding, expect->encoding) != 0)
    return fail (error, _ ("the encoding "), answer->encoding != NULL ? answer->encoding : "(none)",
                 expect->encoding != NULL ? expect->encoding : "(none)");

  return TRUE;
}

static gboolean
check_text (GBytes *body, const AssayExpectation *expect, GError **error)
{
  g_autoptr (GBytes) expected = g_bytes_new_static (expect->body, strlen (expect->body));
  g_autofree char *is = NULL, *should = NULL;

  if (bodies_equal (body, expected, expect->json))
    return TRUE;
  is = shorten (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  should = shorten (expect->body, strlen (expect->body));

  return fail (error, _ ("the body "), is, should);
}

static gboolean
check_hash (GBytes *body, const AssayExpectation *expect, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);

  return g_ascii_strcasecmp (hash, expect->sha256) == 0 || fail (error, _ ("a body of SHA-256 "), hash, expect->sha256);
}

gboolean
assay_answer_check (const AssayAnswer *answer, const AssayExpectation *expect, GError **error)
{
  g_autoptr (GBytes) body = NULL;

  g_return_val_if_fail (answer != NULL && answer->body != NULL && expect != NULL, FALSE);

  if (!check_head (answer, expect, error))
    return FALSE;
  body = decode (answer);
  if (body == NULL)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, _ ("answered a body that isn't %s"), answer->encoding);
      return FALSE;
    }
  if (expect->json && expect->body == NULL)
    {
      g_autoptr (JsonNode) tree = parse (body);
      g_autofree char *is = shorten (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

      if (tree == NULL)
        return fail (error, _ ("the body "), is, "JSON");
    }

  return (expect->body == NULL || check_text (body, expect, error)) && (expect->sha256 == NULL || check_hash (body, expect, error));
}

gboolean
assay_answer_equal (const AssayAnswer *a, const AssayAnswer *b, const AssayExpectation *expect)
{
  g_autofree char *type = media_type (a->type), *other = media_type (b->type);
  g_autoptr (GBytes) body = decode (a);
  g_autoptr (GBytes) body_b = decode (b);

  return a->status == b->status && g_strcmp0 (type, other) == 0
         && body != NULL && body_b != NULL && bodies_equal (body, body_b, expect->json);
}
