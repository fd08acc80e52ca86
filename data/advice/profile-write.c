/* Profiles become JSON documents. */
#include <json-glib/json-glib.h>
#include <math.h>

#include "data/advice/profile.h"
#include "data/model/json-write.h"

/* Sorted, so that the same profile is the same file. */
static GList *
sorted_keys (GHashTable *table)
{
  return g_list_sort (g_hash_table_get_keys (table), (GCompareFunc) g_strcmp0);
}

static void
begin (JsonBuilder *json, const char *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
}

static void
add_pair (JsonBuilder *json, const char *name, double low, double high)
{
  if (isnan (low) || isnan (high))
    return;
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  json_builder_add_double_value (json, low);
  json_builder_add_double_value (json, high);
  json_builder_end_array (json);
}

static void
add_needs (const AssayProfile *self, JsonBuilder *json)
{
  g_autoptr (GList) keys = sorted_keys (self->needs);

  if (keys == NULL)
    return;
  begin (json, "needs");
  for (GList *link = keys; link != NULL; link = link->next)
    assay_json_add_text (json, link->data, g_hash_table_lookup (self->needs, link->data));
  json_builder_end_object (json);
}

static void
add_team (const AssayProfile *self, JsonBuilder *json)
{
  g_autoptr (GList) keys = sorted_keys (self->levels);

  if (keys == NULL && self->team == 0 && self->juniors == 0)
    return;
  begin (json, "team");
  if (self->team > 0)
    assay_json_add_number (json, "people", self->team);
  if (self->juniors > 0)
    assay_json_add_number (json, "juniors", self->juniors);
  if (keys != NULL)
    {
      begin (json, "levels");
      for (GList *link = keys; link != NULL; link = link->next)
        assay_json_add_text (json, link->data, assay_level_id (GPOINTER_TO_INT (g_hash_table_lookup (self->levels, link->data))));
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}

static gboolean
says_nothing (const AssayPreference *preference)
{
  return !preference->locked && isnan (preference->weight) && isnan (preference->must);
}

static gboolean
has_weights (const AssayProfile *self)
{
  for (guint i = 0; i < self->preferences->len; i++)
    if (!says_nothing (self->preferences->pdata[i]))
      return TRUE;

  return FALSE;
}

static void
add_weights (const AssayProfile *self, JsonBuilder *json)
{
  begin (json, "weights");
  for (guint i = 0; i < self->preferences->len; i++)
    {
      const AssayPreference *each = self->preferences->pdata[i];

      if (!each->locked && isnan (each->must))
        {
          assay_json_add_number (json, each->driver, each->weight);
          continue;
        }
      begin (json, each->driver);
      assay_json_add_number (json, "points", each->weight);
      if (each->locked)
        {
          json_builder_set_member_name (json, "locked");
          json_builder_add_boolean_value (json, TRUE);
        }
      assay_json_add_number (json, "must", each->must);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}

static void
add_precedences (const AssayProfile *self, JsonBuilder *json)
{
  json_builder_set_member_name (json, "orders");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->precedences->len; i++)
    {
      const AssayPrecedence *each = self->precedences->pdata[i];

      json_builder_begin_object (json);
      assay_json_add_text (json, "more", each->more);
      assay_json_add_text (json, "less", each->less);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_judgements (const AssayProfile *self, JsonBuilder *json)
{
  json_builder_set_member_name (json, "judgements");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->judgements->len; i++)
    {
      const AssayJudgement *each = self->judgements->pdata[i];

      json_builder_begin_object (json);
      assay_json_add_text (json, "driver", each->driver);
      assay_json_add_text (json, "alternative", each->subject);
      add_pair (json, "range", each->low, each->high);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_stances (const AssayProfile *self, JsonBuilder *json)
{
  g_autoptr (GList) keys = sorted_keys (self->stances);

  begin (json, "stances");
  for (GList *link = keys; link != NULL; link = link->next)
    {
      AssayStance stance = assay_profile_get_stance (self, link->data);

      if (stance != ASSAY_STANCE_NONE)
        assay_json_add_text (json, link->data, stance == ASSAY_STANCE_AGREE ? "agree" : "disagree");
    }
  json_builder_end_object (json);
}

static void
add_parts (const AssayProfile *self, JsonBuilder *json)
{
  begin (json, "parts");
  for (guint i = 0; i < self->parts->len; i++)
    {
      const AssayPart *each = self->parts->pdata[i];

      assay_json_add_number (json, each->part, each->share);
    }
  json_builder_end_object (json);
}

void
assay_profile_add_to (const AssayProfile *self, JsonBuilder *json)
{
  json_builder_begin_object (json);
  assay_json_add_text (json, "id", self->id);
  assay_json_add_text (json, "name", self->name);
  assay_json_add_text (json, "note", self->note);
  add_needs (self, json);
  add_team (self, json);
  if (has_weights (self))
    add_weights (self, json);
  if (self->precedences->len > 0)
    add_precedences (self, json);
  if (self->judgements->len > 0)
    add_judgements (self, json);
  if (g_hash_table_size (self->stances) > 0)
    add_stances (self, json);
  if (self->parts->len > 0)
    add_parts (self, json);
  assay_json_add_number (json, "doubt", self->doubt);
  begin (json, "operation");
  add_pair (json, "one", self->one_low, self->one_high);
  add_pair (json, "second", self->second_low, self->second_high);
  add_pair (json, "hop", self->hop_low, self->hop_high);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

char *
assay_profile_write (const AssayProfile *self, gsize *length)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  assay_profile_add_to (self, json);
  root = json_builder_get_root (json);

  return assay_json_write (root, TRUE, length);
}
