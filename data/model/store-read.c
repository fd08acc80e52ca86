/* Documents of the catalogue become what the store holds. */
#include "data/model/store-private.h"

#include "data/model/chart.h"
#include "data/model/datum.h"
#include "data/model/driver.h"
#include "data/model/field.h"
#include "data/model/json.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/need.h"
#include "data/model/page.h"
#include "data/model/provenance.h"
#include "data/model/scenario-title.h"
#include "data/model/statement.h"
#include "data/model/subject.h"
#include "data/model/tile.h"
#include "data/model/units.h"

static gpointer
read_criterion (const AssayField *object, AssayStore *store G_GNUC_UNUSED)
{
  return assay_criterion_read (object);
}

static gpointer
read_origin (const AssayField *object, AssayStore *store G_GNUC_UNUSED)
{
  return assay_provenance_read (object);
}

static gpointer
read_subject (const AssayField *object, AssayStore *store G_GNUC_UNUSED)
{
  return assay_subject_read (object);
}

/* The string that a member holds, without a report: its type was checked when the element was read. */
static const char *
peek_string (const AssayField *object, const char *name)
{
  AssayField member;

  if (!assay_field_member (object, name, &member) || !JSON_NODE_HOLDS_VALUE (member.node))
    return NULL;

  return json_node_get_string (member.node);
}

/* A parent may stand below its child, so this waits until all subjects are read. */
static void
check_parent (const AssayField *object, AssayStore *store)
{
  const char *id = peek_string (object, "id");
  const char *parent = peek_string (object, "parent");
  AssaySubject *ancestor = parent == NULL ? NULL : assay_store_find_subject (store, parent);
  AssayField member;

  if (id == NULL || parent == NULL)
    return;

  assay_field_member (object, "parent", &member);
  if (ancestor == NULL)
    assay_field_fail (&member, _ ("unknown subject “%s”"), parent);
  else if (assay_store_is_within (store, ancestor, id))
    assay_field_fail (&member, _ ("the parents of “%s” lead back to it"), id);
}

static gpointer
read_metric (const AssayField *object, AssayStore *store)
{
  g_autoptr (AssayMetric) metric = assay_metric_read (object);
  AssayField member;

  if (metric == NULL || metric->criterion == NULL || assay_store_find_criterion (store, metric->criterion) != NULL)
    return g_steal_pointer (&metric);

  assay_field_member (object, "criterion", &member);
  assay_field_fail (&member, _ ("unknown criterion “%s”"), metric->criterion);

  return NULL;
}

static gpointer
read_datum (const AssayField *object, AssayStore *store)
{
  return assay_datum_read (object, store);
}

static gpointer
read_statement (const AssayField *object, AssayStore *store)
{
  return assay_statement_read (object, store);
}

static const char *
get_statement_id (gpointer item)
{
  return assay_statement_get_id (item);
}

static gpointer
read_chart (const AssayField *object, AssayStore *store)
{
  return assay_chart_read (object, store);
}

static gpointer
read_scenario (const AssayField *object, AssayStore *store G_GNUC_UNUSED)
{
  return assay_scenario_title_read (object);
}

static gpointer
read_tile (const AssayField *object, AssayStore *store)
{
  return assay_tile_read (object, store);
}

static gpointer
read_page (const AssayField *object, AssayStore *store)
{
  return assay_page_read (object, store);
}

static gpointer
read_driver (const AssayField *object, AssayStore *store)
{
  return assay_driver_read (object, store);
}

static gpointer
read_need (const AssayField *object, AssayStore *store)
{
  return assay_need_read (object, store);
}

/* Each of the boxed values of the model begins with its id. */
static const char *
get_first_member (gpointer item)
{
  return *(char **) item;
}

G_STATIC_ASSERT (G_STRUCT_OFFSET (AssayCriterion, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AssayProvenance, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AssaySubject, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AssayMetric, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AssayScenarioTitle, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AssayDatum, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AssayDriver, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AssayNeed, id) == 0);

/* A section without a read function is known, but nothing of it is kept. */
const AssaySection assay_sections[ASSAY_N_SECTIONS] = {
  [ASSAY_SECTION_CRITERIA] = { "criteria", read_criterion, get_first_member, (GDestroyNotify) assay_criterion_unref, NULL },
  [ASSAY_SECTION_ORIGINS] = { "origins", read_origin, get_first_member, (GDestroyNotify) assay_provenance_unref, NULL },
  [ASSAY_SECTION_SUBJECTS] = { "subjects", read_subject, get_first_member, (GDestroyNotify) assay_subject_unref, check_parent },
  [ASSAY_SECTION_METRICS] = { "metrics", read_metric, get_first_member, (GDestroyNotify) assay_metric_unref, NULL },
  [ASSAY_SECTION_SCENARIOS] = { "scenarios", read_scenario, get_first_member, (GDestroyNotify) assay_scenario_title_unref, NULL },
  [ASSAY_SECTION_FIGURES] = { "figures", read_datum, get_first_member, (GDestroyNotify) assay_datum_unref, NULL },
  [ASSAY_SECTION_STATEMENTS] = { "statements", read_statement, get_statement_id, g_object_unref, NULL },
  [ASSAY_SECTION_CHARTS] = { "charts", read_chart, get_first_member, (GDestroyNotify) assay_chart_unref, NULL },
  [ASSAY_SECTION_TILES] = { "tiles", read_tile, get_first_member, (GDestroyNotify) assay_tile_unref, NULL },
  [ASSAY_SECTION_PAGES] = { "pages", read_page, get_first_member, (GDestroyNotify) assay_page_unref, NULL },
  [ASSAY_SECTION_DRIVERS] = { "drivers", read_driver, get_first_member, (GDestroyNotify) assay_driver_unref, NULL },
  [ASSAY_SECTION_NEEDS] = { "needs", read_need, get_first_member, (GDestroyNotify) assay_need_unref, NULL },
};

static const char * const known[] = {
  "$schema", "criteria", "origins", "subjects", "metrics", "scenarios", "figures", "statements", "charts", "tiles", "pages", "drivers",
  "needs", NULL
};

AssayDocument *
assay_document_new (AssayStore *store, guint layer, const char *name, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root = assay_json_parse (name, text, length, &error);

  return assay_document_new_parsed (store, layer, name, root, error);
}

AssayDocument *
assay_document_new_parsed (AssayStore *store, guint layer, const char *name, JsonNode *root, const GError *error)
{
  AssayDocument *self;

  if (root == NULL)
    {
      g_ptr_array_add (assay_store_get_errors (store), g_strdup (error->message));
      return NULL;
    }

  self = g_new0 (AssayDocument, 1);
  self->name = g_strdup (name);
  self->root = root;
  self->layer = layer;

  return self;
}

void
assay_document_free (AssayDocument *self)
{
  g_free (self->name);
  json_node_unref (self->root);
  g_free (self);
}

/* Whether @item is new, or a metric that agrees with the one that is there; else what contradicts is reported. */
static gboolean
may_add (AssayStore *self, AssaySectionKind kind, const AssayField *element, gpointer item)
{
  const AssayMetric *there = kind == ASSAY_SECTION_METRICS ? assay_store_find (self, kind, assay_sections[kind].get_id (item)) : NULL;
  const AssayMetric *metric = item;

  if (there != NULL && there->unit != metric->unit)
    assay_field_fail (element, _ ("“%s” is known in %s, not in %s"), there->id, there->unit->id, metric->unit->id);
  else if (there != NULL && there->better != metric->better)
    assay_field_fail (element, _ ("“%s” is known with another direction"), there->id);
  else if (there == NULL && assay_store_find (self, kind, assay_sections[kind].get_id (item)) != NULL)
    assay_field_fail (element, _ ("“%s” is there already"), assay_sections[kind].get_id (item));
  else
    return there == NULL;

  return FALSE;
}

static void
read_element (AssayStore *self, AssaySectionKind kind, const AssayDocument *document, const AssayField *element)
{
  guint layer = document->layer;
  g_autofree char *id = NULL;
  gpointer item;

  if (!JSON_NODE_HOLDS_OBJECT (element->node))
    {
      assay_field_fail (element, _ ("must be an object"));
      return;
    }
  item = assay_sections[kind].read (element, self);
  if (item == NULL)
    return;
  if (document->adds && !may_add (self, kind, element, item))
    {
      assay_sections[kind].unref (item);
      return;
    }

  id = g_strdup (assay_sections[kind].get_id (item));
  if (!assay_store_put (self, kind, layer, item))
    assay_field_fail (element, _ ("duplicate id “%s”"), id);
}

/* Calls the section's read function, or, @checking, its check function, for each of its elements in @document. */
static void
walk_section (AssayStore *self, AssaySectionKind kind, const AssayDocument *document, gboolean checking)
{
  AssayReader reader = { document->name, assay_store_get_errors (self) };
  AssayField root, section, element;
  guint length;

  assay_field_root (&root, &reader, document->root);
  if (!assay_field_member (&root, assay_sections[kind].name, &section))
    return;

  length = JSON_NODE_HOLDS_ARRAY (section.node) || !checking ? assay_field_length (&section) : 0;
  for (guint i = 0; i < length; i++)
    {
      assay_field_element (&section, i, &element);
      if (checking)
        assay_sections[kind].check (&element, self);
      else
        read_element (self, kind, document, &element);
    }
}

static void
check_root (AssayStore *self, const AssayDocument *document)
{
  AssayReader reader = { document->name, assay_store_get_errors (self) };
  AssayField root;

  assay_field_root (&root, &reader, document->root);
  if (JSON_NODE_HOLDS_OBJECT (document->root))
    assay_field_only (&root, known);
  else
    assay_field_fail (&root, _ ("must be an object"));
}

void
assay_store_read (AssayStore *self, GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    check_root (self, g_ptr_array_index (documents, i));

  for (AssaySectionKind kind = 0; kind < ASSAY_N_SECTIONS; kind++)
    {
      for (guint i = 0; assay_sections[kind].read != NULL && i < documents->len; i++)
        walk_section (self, kind, g_ptr_array_index (documents, i), FALSE);
      for (guint i = 0; assay_sections[kind].check != NULL && i < documents->len; i++)
        walk_section (self, kind, g_ptr_array_index (documents, i), TRUE);
    }
}

void
assay_store_add_document (AssayStore *self, const char *name, const char *text, gsize length)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_document_free);
  AssayDocument *document = assay_document_new (self, assay_store_next_layer (self), name, text, length);

  if (document == NULL)
    return;

  g_ptr_array_add (documents, document);
  assay_store_read (self, documents);
}
