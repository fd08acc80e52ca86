/* What the files of the store share: sections, shelves and documents. */
#pragma once

#include <json-glib/json-glib.h>

#include "data/model/store.h"

G_BEGIN_DECLS

/* In the order in which they are read: each may refer to those before it. */
typedef enum
{
  ASSAY_SECTION_CRITERIA,
  ASSAY_SECTION_ORIGINS,
  ASSAY_SECTION_SUBJECTS,
  ASSAY_SECTION_METRICS,
  ASSAY_SECTION_SCENARIOS,
  ASSAY_SECTION_FIGURES,
  ASSAY_SECTION_STATEMENTS,
  ASSAY_SECTION_CHARTS,
  ASSAY_SECTION_TILES,
  ASSAY_SECTION_PAGES,
  ASSAY_SECTION_DRIVERS,
  ASSAY_SECTION_NEEDS,
  ASSAY_N_SECTIONS
} AssaySectionKind;

/* One array of a catalogue document: what its elements are and how they are read. */
typedef struct
{
  const char *name;
  gpointer (*read) (const AssayField *object, AssayStore *store);     /* NULL with a report if it makes no sense */
  const char *(*get_id) (gpointer item);
  GDestroyNotify unref;
  void (*check) (const AssayField *object, AssayStore *store);        /* once all are there; or NULL */
} AssaySection;

extern const AssaySection assay_sections[ASSAY_N_SECTIONS];

/* A parsed file. The members of one layer share a number; a higher layer overrides a lower one. */
typedef struct
{
  char *name;
  JsonNode *root;
  guint layer;
  gboolean adds;     /* it may override nothing */
} AssayDocument;

/* NULL when @text is no JSON; then the error is in the store's. */
AssayDocument *assay_document_new         (AssayStore *store, guint layer, const char *name, const char *text, gsize length);
/* The same of what was parsed already: @root (transfer full), or NULL and @error. */
AssayDocument *assay_document_new_parsed  (AssayStore *store, guint layer, const char *name, JsonNode *root, const GError *error);
void           assay_document_free        (AssayDocument *self);

/* Reads section by section over all @documents (of AssayDocument), so that they may refer to each other. */
void           assay_store_read           (AssayStore *self, GPtrArray *documents);

guint          assay_store_next_layer     (AssayStore *self);
/* Files @item (transfer full) under its id; FALSE (and @item is gone) if its layer has that id already. */
gboolean       assay_store_put            (AssayStore *self, AssaySectionKind kind, guint layer, gpointer item);
gpointer       assay_store_find           (AssayStore *self, AssaySectionKind kind, const char *id);
GPtrArray     *assay_store_get_items      (AssayStore *self, AssaySectionKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayDocument, assay_document_free)

G_END_DECLS
