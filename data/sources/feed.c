#include "data/sources/feed.h"

#include <string.h>

#include "data/catalogue.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/subject.h"

#define BUNDLED "/io/github/assay/Assay/feeds/feeds.json"
#define PURL "purl"           /* the parameter, and what feeds can be for each of */
#define MAX_BYTES (4 * 1024 * 1024)

static void
feed_free (AssayFeed *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->licence);
  g_free (self->subject);
  g_free (self->entry);
  g_free (self->name_as);
  g_strfreev (self->parameters);
  g_strfreev (self->subjects);
  g_strfreev (self->keep);
  g_strfreev (self->metrics);
  g_strfreev (self->only);
  g_free (self->unit);
  g_free (self->service);
  g_free (self);
}

AssayFeed *
assay_feeds_find (GPtrArray *feeds, const char *id)
{
  for (guint i = 0; i < feeds->len; i++)
    if (strcmp (((AssayFeed *) feeds->pdata[i])->id, id) == 0)
      return feeds->pdata[i];

  return NULL;
}

const char *
assay_feed_get_metric (const AssayFeed *self, const char *measure)
{
  for (char **pair = self->metrics; *pair != NULL; pair += 2)
    if (strcmp (pair[0], measure) == 0 || strcmp (pair[0], "*") == 0)
      return pair[1];

  return NULL;
}

char *
assay_feed_address (const AssayFeed *self, const char *base, gint64 now, GError **error)
{
  const char * const *parameters = (const char * const *) self->parameters;
  g_auto (GStrv) moving = self->range.length > 0 ? assay_moving_range_fill (&self->range, parameters, now) : NULL;

  return assay_source_address (self->source, base, moving != NULL ? (const char * const *) moving : parameters, error);
}

static char **
read_pairs (const AssayField *object, const char *name)
{
  AssayField member;

  return assay_field_member (object, name, &member) ? assay_field_pairs (&member) : NULL;
}

static const AssaySource *
read_source (const AssayField *object)
{
  const char *id = assay_field_string (object, "source");
  const AssaySource *source = id != NULL ? assay_source_find (id) : NULL;
  AssayField member;

  if (id != NULL && source == NULL && assay_field_member (object, "source", &member))
    assay_field_fail (&member, _ ("unknown source “%s”"), id);

  return source;
}

/* Whether the source's templates are filled by the parameters: better said now than at each question. */
static gboolean
check_parameters (const AssayFeed *self, const AssayField *object)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = assay_feed_address (self, NULL, 0, &error);

  if (address == NULL)
    assay_field_fail (object, "%s", error->message);

  return address != NULL;
}

/* What services of one's own have beside the rest. */
static void
read_service (AssayFeed *self, const AssayField *object)
{
  const char *length = assay_field_maybe (object, "range"), *step = assay_field_maybe (object, "step");
  g_autoptr (GError) error = NULL;
  AssayField member;

  self->only = read_pairs (object, "only");
  self->unit = assay_field_copy (object, "unit");
  self->service = assay_field_copy (object, "service");
  self->allow_plain = assay_field_boolean (object, "allow-plain", FALSE);
  self->token = assay_field_boolean (object, "token", FALSE);
  if (length != NULL && assay_field_member (object, "range", &member) && !assay_moving_range_parse (&self->range, length, step, &error))
    assay_field_fail (&member, "%s", error->message);
}

/* NULL, after a report, for one that has a mistake; the parameters are still to be checked. @each: it stands for one of each subject. */
static AssayFeed *
feed_read (const AssayField *object, gboolean *each)
{
  static const char * const choices[] = { PURL, NULL };
  static const char * const known[] = {
    "id", "source", "title", "licence", "for-each", "parameters", "subject", "subjects", "entry", "name-as", "keep", "metrics", "only", "unit", "service",
    "range", "step", "allow-plain", "token", NULL
  };
  guint errors = object->reader->errors->len;
  AssayFeed *self = g_new0 (AssayFeed, 1);

  assay_field_only (object, known);
  self->id = g_strdup (assay_field_id (object));
  self->title = g_strdup (assay_field_string (object, "title"));
  self->source = read_source (object);
  *each = assay_field_choice (object, "for-each", choices, G_N_ELEMENTS (choices)) == 0;
  self->parameters = read_pairs (object, "parameters");
  self->licence = assay_field_copy (object, "licence");
  self->subject = assay_field_copy (object, "subject");
  self->subjects = read_pairs (object, "subjects");
  self->entry = assay_field_copy (object, "entry");
  self->name_as = assay_field_copy (object, "name-as");
  self->keep = assay_field_strings (object, "keep");
  self->metrics = read_pairs (object, "metrics");
  read_service (self, object);
  if (self->metrics == NULL && object->reader->errors->len == errors)
    assay_field_fail (object, _ ("“metrics” is missing"));
  if (object->reader->errors->len == errors)
    return self;
  feed_free (self);

  return NULL;
}

/* @parameters, which may be NULL, and one more; transfer full. */
static char **
with_parameter (char **parameters, const char *name, const char *value)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (parameters != NULL)
    g_strv_builder_addv (builder, (const char **) parameters);
  g_strv_builder_add_many (builder, name, value, NULL);

  return g_strv_builder_end (builder);
}

/* The feed of one of the subjects that @template stands for. */
static AssayFeed *
feed_for (const AssayFeed *template, const AssaySubject *subject)
{
  AssayFeed *self = g_new0 (AssayFeed, 1);

  self->id = g_strdup_printf ("%s-%s", template->id, subject->id);
  self->title = g_strdup_printf ("%s: %s", template->title, subject->name);
  self->source = template->source;
  self->parameters = with_parameter (template->parameters, PURL, subject->purl);
  self->licence = g_strdup (template->licence);
  self->subject = g_strdup (subject->id);
  self->entry = g_strdup (subject->purl);
  self->name_as = g_strdup (template->name_as);
  self->keep = g_strdupv (template->keep);
  self->metrics = g_strdupv (template->metrics);

  return self;
}

/* Takes over @feed, which replaces one of the same id. */
static void
take_feed (GPtrArray *feeds, AssayFeed *feed, const AssayField *object)
{
  AssayFeed *former = assay_feeds_find (feeds, feed->id);

  if (!check_parameters (feed, object))
    {
      feed_free (feed);
      return;
    }
  if (former != NULL)
    g_ptr_array_remove (feeds, former);
  g_ptr_array_add (feeds, feed);
}

static void
take_each (GPtrArray *feeds, AssayStore *store, const AssayFeed *template, const AssayField *object)
{
  GPtrArray *subjects = store != NULL ? assay_store_get_subjects (store) : NULL;

  if (template->subject != NULL || template->subjects != NULL)
    {
      assay_field_fail (object, _ ("“for-each” says the subject already"));
      return;
    }
  for (guint i = 0; subjects != NULL && i < subjects->len; i++)
    if (((AssaySubject *) subjects->pdata[i])->purl != NULL)
      take_feed (feeds, feed_for (template, subjects->pdata[i]), object);
}

static void
add_entry (GPtrArray *feeds, AssayStore *store, const AssayField *object)
{
  gboolean each;
  AssayFeed *feed = feed_read (object, &each);

  if (feed != NULL && each)
    {
      take_each (feeds, store, feed, object);
      feed_free (feed);
    }
  else if (feed != NULL)
    take_feed (feeds, feed, object);
}

void
assay_feeds_add_document (GPtrArray *feeds, AssayStore *store, const char *name, const char *text, gsize length, GPtrArray *errors)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = assay_json_parse_within (name, text, length, MAX_BYTES, &error);
  AssayReader reader = { .file = name, .errors = errors };
  AssayField field, list, item;

  if (root == NULL)
    {
      g_ptr_array_add (errors, g_strdup (error->message));
      return;
    }
  assay_field_root (&field, &reader, root);
  if (!assay_field_member (&field, "feeds", &list))
    {
      assay_field_fail (&field, _ ("“feeds” is missing"));
      return;
    }
  for (guint i = 0; i < assay_field_length (&list); i++)
    {
      assay_field_element (&list, i, &item);
      add_entry (feeds, store, &item);
    }
}

static void
add_file (GPtrArray *feeds, AssayStore *store, const char *folder, const char *name, GPtrArray *errors)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_str_has_suffix (name, ".json") || name[0] == '.')
    return;
  if (g_file_get_contents (path, &text, &length, &error))
    assay_feeds_add_document (feeds, store, name, text, length, errors);
  else
    g_ptr_array_add (errors, g_strdup (error->message));
}

GPtrArray *
assay_feeds_load (AssayStore *store, GPtrArray *errors)
{
  GPtrArray *feeds = g_ptr_array_new_with_free_func ((GDestroyNotify) feed_free);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "assay", "feeds", NULL);
  g_autoptr (GBytes) bundled = g_resource_lookup_data (assay_catalogue_get_resource (), BUNDLED, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  assay_feeds_add_document (feeds, store, "feeds.json", g_bytes_get_data (bundled, NULL), g_bytes_get_size (bundled), errors);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    add_file (feeds, store, folder, name, errors);

  return feeds;
}
