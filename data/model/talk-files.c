/* Talks become JSON documents, and files. */
#include <json-glib/json-glib.h>

#include "data/model/error.h"
#include "data/model/json-write.h"
#include "data/model/language.h"
#include "data/model/talk-private.h"

/* A line each; empty ones are only air. Transfer full. */
static char **
split (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GStrvBuilder) paragraphs = g_strv_builder_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_strv_builder_add (paragraphs, lines[i]);

  return g_strv_builder_end (paragraphs);
}

static void
add_item (JsonBuilder *json, const AssayTalkItem *item)
{
  g_auto (GStrv) paragraphs = item->text != NULL ? split (item->text) : NULL;

  json_builder_begin_object (json);
  assay_json_add_text (json, "kind", assay_talk_kinds[item->kind]);
  assay_json_add_text (json, "chart", item->chart);
  assay_json_add_text (json, "title", item->title);
  if (paragraphs != NULL && *paragraphs != NULL)
    assay_json_add_strings (json, "text", paragraphs);
  assay_json_add_text (json, "notes", item->notes);
  if (item->hidden)
    {
      json_builder_set_member_name (json, "hidden");
      json_builder_add_boolean_value (json, TRUE);
    }
  json_builder_end_object (json);
}

char *
assay_talk_write (const AssayTalk *self, gsize *length)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "assay-talk");
  json_builder_add_int_value (json, 1);
  assay_json_add_text (json, "title", self->title != NULL && *self->title != '\0' ? self->title : "Talk");
  json_builder_set_member_name (json, "slides");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->items->len; i++)
    add_item (json, self->items->pdata[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);

  return assay_json_write (root, TRUE, length);
}

/* At most so many bytes and one more, of whatever it is: a pipe ends there too. Transfer full. */
static GBytes *
read_file (GFile *file, const char *name, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = NULL;
  gsize length;

  if (stream == NULL)
    return NULL;
  text = g_malloc (ASSAY_TALK_MOST_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), text, ASSAY_TALK_MOST_BYTES + 1, &length, NULL, error))
    return NULL;
  if (length > ASSAY_TALK_MOST_BYTES)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("%s: larger than %d bytes"), name, ASSAY_TALK_MOST_BYTES);
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&text), length);
}

static char *
get_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  return g_filename_display_name (base);
}

AssayTalk *
assay_talk_load (GFile *file, GPtrArray *errors, GError **error)
{
  g_autofree char *name = get_name (file);
  g_autoptr (GBytes) bytes = read_file (file, name, error);

  return bytes != NULL ? assay_talk_read (name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), errors, error) : NULL;
}

gboolean
assay_talk_save (const AssayTalk *self, GFile *file, GError **error)
{
  gsize length;
  g_autofree char *text = assay_talk_write (self, &length), *name = get_name (file);

  if (length > ASSAY_TALK_MOST_BYTES)
    {
      /* What couldn't be read again isn't written. */
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("%s: larger than %d bytes"), name, ASSAY_TALK_MOST_BYTES);
      return FALSE;
    }

  return g_file_replace_contents (file, text, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, error);
}
