/* Talks as JSON documents: untrusted, read field by field; described by data/catalogue/talk.schema.json. */
#include <string.h>

#include "data/model/error.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/language.h"
#include "data/model/talk-private.h"

#define MARK "\"assay-talk\""
/* Where it has to stand. */
#define HEAD 256

const char * const assay_talk_kinds[] = { "chart", "title", "text", NULL };

static const char * const chart_members[] = { "kind", "chart", "title", "notes", "hidden", NULL };
static const char * const word_members[] = { "kind", "title", "text", "notes", "hidden", NULL };

gboolean
assay_talk_is_one (const char *text, gsize length)
{
  gsize start = 0;

  while (start < length && strchr (" \t\r\n", text[start]) != NULL && text[start] != '\0')
    start++;

  return start < length && text[start] == '{' && memmem (text, MIN (length, HEAD), MARK, strlen (MARK)) != NULL;
}

/* A copy of the member's @text, or NULL; reported if it is longer than @most characters. */
static char *
take_words (const AssayField *object, const char *name, const char *text, glong most)
{
  AssayField member;

  if (text != NULL && g_utf8_strlen (text, -1) > most && assay_field_member (object, name, &member))
    assay_field_fail (&member, _ ("longer than %ld characters"), most);

  return g_strdup (text);
}

static char *
read_words (const AssayField *object, const char *name, glong most)
{
  return take_words (object, name, assay_field_maybe (object, name), most);
}

/* Paragraphs become lines. */
static char *
read_text (const AssayField *object)
{
  g_auto (GStrv) paragraphs = assay_field_strings (object, "text");
  g_autofree char *text = paragraphs != NULL && *paragraphs != NULL ? g_strjoinv ("\n", paragraphs) : NULL;

  return take_words (object, "text", text, ASSAY_TALK_MOST_TEXT);
}

static char *
read_chart (const AssayField *object)
{
  return take_words (object, "chart", assay_field_id_of (object, "chart"), ASSAY_TALK_MOST_TITLE);
}

static void
read_slide (AssayTalk *self, const AssayField *object)
{
  AssayTalkItem *item;
  int kind;

  if (!JSON_NODE_HOLDS_OBJECT (object->node))
    {
      assay_field_fail (object, _ ("an object is wanted"));
      return;
    }
  kind = assay_field_choice (object, "kind", assay_talk_kinds, -1);
  if (kind < 0)
    return;
  assay_field_only (object, kind == ASSAY_SLIDE_CHART ? chart_members : word_members);
  item = assay_talk_insert (self, -1, kind, NULL);
  if (kind == ASSAY_SLIDE_CHART)
    item->chart = read_chart (object);
  else
    item->text = read_text (object);
  item->title = read_words (object, "title", ASSAY_TALK_MOST_TITLE);
  item->notes = read_words (object, "notes", ASSAY_TALK_MOST_TEXT);
  item->hidden = assay_field_boolean (object, "hidden", FALSE);
}

static void
read_slides (AssayTalk *self, const AssayField *object)
{
  AssayField member, element;
  guint n;

  if (!assay_field_member (object, "slides", &member))
    {
      assay_field_fail (object, _ ("“slides” is missing"));
      return;
    }
  n = assay_field_length (&member);
  if (n > ASSAY_TALK_MOST_SLIDES)
    assay_field_fail (&member, _ ("more than %d slides"), ASSAY_TALK_MOST_SLIDES);
  for (guint i = 0; i < MIN (n, ASSAY_TALK_MOST_SLIDES); i++)
    {
      assay_field_element (&member, i, &element);
      read_slide (self, &element);
    }
}

static void
read_version (const AssayField *object)
{
  double version = assay_field_number (object, "assay-talk");
  AssayField member;

  if ((version < 1 || version > 1) && assay_field_member (object, "assay-talk", &member))
    assay_field_fail (&member, _ ("%g is not 1, the one form of talks that is known"), version);
}

static AssayTalk *
read_talk (const AssayField *object)
{
  static const char * const members[] = { "$schema", "assay-talk", "title", "slides", NULL };
  g_autoptr (AssayTalk) self = assay_talk_new (NULL);
  guint before = object->reader->errors->len;

  if (!JSON_NODE_HOLDS_OBJECT (object->node))
    {
      assay_field_fail (object, _ ("an object is wanted"));
      return NULL;
    }
  assay_field_only (object, members);
  read_version (object);
  self->title = take_words (object, "title", assay_field_string (object, "title"), ASSAY_TALK_MOST_TITLE);
  read_slides (self, object);

  return object->reader->errors->len == before ? g_steal_pointer (&self) : NULL;
}

AssayTalk *
assay_talk_read (const char *name, const char *text, gsize length, GPtrArray *errors, GError **error)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);
  AssayReader reader = { name, errors != NULL ? errors : own };
  g_autoptr (JsonNode) root = assay_json_parse_within (name, text, length, ASSAY_TALK_MOST_BYTES, error);
  guint before = reader.errors->len;
  AssayTalk *self;
  AssayField field;

  if (root == NULL)
    return NULL;
  assay_field_root (&field, &reader, root);
  self = read_talk (&field);
  if (self == NULL)
    g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, reader.errors->pdata[before]);

  return self;
}
