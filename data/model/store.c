#include "data/model/store.h"

#include "data/model/store-private.h"
#include "data/model/subject.h"

/* Longer chains of parents than this are a circle, which the reader has reported. */
#define MAX_ANCESTORS 32

/* What one section holds: in file order, and by id. */
typedef struct
{
  GPtrArray *items;
  GArray *layers;      /* of guint, which layer each item is from */
  GHashTable *index;   /* id, borrowed from the item -> position */
} Shelf;

struct _AssayStore
{
  GObject parent_instance;

  Shelf shelves[ASSAY_N_SECTIONS];
  GPtrArray *errors;
  guint n_layers;
};

G_DEFINE_FINAL_TYPE (AssayStore, assay_store, G_TYPE_OBJECT)

static void
assay_store_finalize (GObject *object)
{
  AssayStore *self = ASSAY_STORE (object);

  for (guint i = 0; i < ASSAY_N_SECTIONS; i++)
    {
      g_hash_table_unref (self->shelves[i].index);
      g_ptr_array_unref (self->shelves[i].items);
      g_array_unref (self->shelves[i].layers);
    }
  g_ptr_array_unref (self->errors);

  G_OBJECT_CLASS (assay_store_parent_class)->finalize (object);
}

static void
assay_store_class_init (AssayStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = assay_store_finalize;
}

static void
assay_store_init (AssayStore *self)
{
  for (guint i = 0; i < ASSAY_N_SECTIONS; i++)
    {
      self->shelves[i].items = g_ptr_array_new_with_free_func (assay_sections[i].unref);
      self->shelves[i].layers = g_array_new (FALSE, FALSE, sizeof (guint));
      self->shelves[i].index = g_hash_table_new (g_str_hash, g_str_equal);
    }
  self->errors = g_ptr_array_new_with_free_func (g_free);
}

guint
assay_store_next_layer (AssayStore *self)
{
  return self->n_layers++;
}

static void
shelf_append (Shelf *shelf, guint layer, const char *id, gpointer item)
{
  g_hash_table_insert (shelf->index, (gpointer) id, GUINT_TO_POINTER (shelf->items->len));
  g_ptr_array_add (shelf->items, item);
  g_array_append_val (shelf->layers, layer);
}

/* The key belongs to the item, so both are exchanged, the key first. */
static void
shelf_replace (Shelf *shelf, guint position, guint layer, const char *id, gpointer item, GDestroyNotify unref)
{
  gpointer old = g_ptr_array_index (shelf->items, position);

  g_hash_table_replace (shelf->index, (gpointer) id, GUINT_TO_POINTER (position));
  g_ptr_array_index (shelf->items, position) = item;
  g_array_index (shelf->layers, guint, position) = layer;
  unref (old);
}

gboolean
assay_store_put (AssayStore *self, AssaySectionKind kind, guint layer, gpointer item)
{
  const AssaySection *section = &assay_sections[kind];
  Shelf *shelf = &self->shelves[kind];
  const char *id = section->get_id (item);
  gpointer position;

  if (!g_hash_table_lookup_extended (shelf->index, id, NULL, &position))
    shelf_append (shelf, layer, id, item);
  else if (g_array_index (shelf->layers, guint, GPOINTER_TO_UINT (position)) != layer)
    shelf_replace (shelf, GPOINTER_TO_UINT (position), layer, id, item, section->unref);
  else
    {
      section->unref (item);
      return FALSE;
    }

  return TRUE;
}

gpointer
assay_store_find (AssayStore *self, AssaySectionKind kind, const char *id)
{
  Shelf *shelf = &self->shelves[kind];
  gpointer position;

  g_return_val_if_fail (id != NULL, NULL);

  if (!g_hash_table_lookup_extended (shelf->index, id, NULL, &position))
    return NULL;

  return g_ptr_array_index (shelf->items, GPOINTER_TO_UINT (position));
}

GPtrArray *
assay_store_get_items (AssayStore *self, AssaySectionKind kind)
{
  return self->shelves[kind].items;
}

GPtrArray *
assay_store_get_errors (AssayStore *self)
{
  return self->errors;
}

GPtrArray *
assay_store_get_subjects (AssayStore *self)
{
  return assay_store_get_items (self, ASSAY_SECTION_SUBJECTS);
}

GPtrArray *
assay_store_get_criteria (AssayStore *self)
{
  return assay_store_get_items (self, ASSAY_SECTION_CRITERIA);
}

GPtrArray *
assay_store_get_metrics (AssayStore *self)
{
  return assay_store_get_items (self, ASSAY_SECTION_METRICS);
}

GPtrArray *
assay_store_get_origins (AssayStore *self)
{
  return assay_store_get_items (self, ASSAY_SECTION_ORIGINS);
}

GPtrArray *
assay_store_get_data (AssayStore *self)
{
  return assay_store_get_items (self, ASSAY_SECTION_FIGURES);
}

GPtrArray *
assay_store_get_statements (AssayStore *self)
{
  return assay_store_get_items (self, ASSAY_SECTION_STATEMENTS);
}

GPtrArray *
assay_store_get_charts (AssayStore *self)
{
  return assay_store_get_items (self, ASSAY_SECTION_CHARTS);
}

GPtrArray *
assay_store_get_tiles (AssayStore *self)
{
  return assay_store_get_items (self, ASSAY_SECTION_TILES);
}

GPtrArray *
assay_store_get_pages (AssayStore *self)
{
  return assay_store_get_items (self, ASSAY_SECTION_PAGES);
}

GPtrArray *
assay_store_get_drivers (AssayStore *self)
{
  return assay_store_get_items (self, ASSAY_SECTION_DRIVERS);
}

GPtrArray *
assay_store_get_needs (AssayStore *self)
{
  return assay_store_get_items (self, ASSAY_SECTION_NEEDS);
}

AssaySubject *
assay_store_find_subject (AssayStore *self, const char *id)
{
  return assay_store_find (self, ASSAY_SECTION_SUBJECTS, id);
}

AssayCriterion *
assay_store_find_criterion (AssayStore *self, const char *id)
{
  return assay_store_find (self, ASSAY_SECTION_CRITERIA, id);
}

AssayMetric *
assay_store_find_metric (AssayStore *self, const char *id)
{
  return assay_store_find (self, ASSAY_SECTION_METRICS, id);
}

AssayScenarioTitle *
assay_store_find_scenario (AssayStore *self, const char *id)
{
  return assay_store_find (self, ASSAY_SECTION_SCENARIOS, id);
}

AssayProvenance *
assay_store_find_origin (AssayStore *self, const char *id)
{
  return assay_store_find (self, ASSAY_SECTION_ORIGINS, id);
}

AssayDatum *
assay_store_find_datum (AssayStore *self, const char *id)
{
  return assay_store_find (self, ASSAY_SECTION_FIGURES, id);
}

AssayStatement *
assay_store_find_statement (AssayStore *self, const char *id)
{
  return assay_store_find (self, ASSAY_SECTION_STATEMENTS, id);
}

AssayChart *
assay_store_find_chart (AssayStore *self, const char *id)
{
  return assay_store_find (self, ASSAY_SECTION_CHARTS, id);
}

AssayPage *
assay_store_find_page (AssayStore *self, const char *id)
{
  return assay_store_find (self, ASSAY_SECTION_PAGES, id);
}

AssayDriver *
assay_store_find_driver (AssayStore *self, const char *id)
{
  return assay_store_find (self, ASSAY_SECTION_DRIVERS, id);
}

AssayNeed *
assay_store_find_need (AssayStore *self, const char *id)
{
  return assay_store_find (self, ASSAY_SECTION_NEEDS, id);
}

static AssaySubject *
get_parent (AssayStore *self, AssaySubject *subject)
{
  return subject->parent == NULL ? NULL : assay_store_find_subject (self, subject->parent);
}

AssaySubject *
assay_store_get_side (AssayStore *self, AssaySubject *subject)
{
  for (guint i = 0; subject != NULL && i < MAX_ANCESTORS; i++, subject = get_parent (self, subject))
    if (subject->compared)
      return subject;

  return NULL;
}

int
assay_store_get_hue (AssayStore *self, AssaySubject *subject)
{
  for (guint i = 0; subject != NULL && i < MAX_ANCESTORS; i++, subject = get_parent (self, subject))
    if (subject->hue >= 0)
      return subject->hue;

  return -1;
}

gboolean
assay_store_is_within (AssayStore *self, AssaySubject *subject, const char *ancestor)
{
  for (guint i = 0; subject != NULL && i < MAX_ANCESTORS; i++, subject = get_parent (self, subject))
    if (g_str_equal (subject->id, ancestor))
      return TRUE;

  return FALSE;
}
