/* Holds the catalogue: what was loaded, by id, in file order. */
#pragma once

#include <gio/gio.h>

#include "data/model/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_STORE (assay_store_get_type ())
G_DECLARE_FINAL_TYPE (AssayStore, assay_store, ASSAY, STORE, GObject)

/* A new store with the bundled catalogue and then each folder of @folders (NULL-terminated; NULL means the user's
 * "$XDG_DATA_HOME/assay/catalogue"), whose documents add to it or override it by id. Never fails: what could not be
 * loaded is in assay_store_get_errors(), and the rest is there. Blocking: call it in a task thread. */
AssayStore      *assay_store_load            (const char * const *folders);

/* A document that the program makes itself. It adds to what is bundled and overrides nothing: an id that is there already is a mistake, but for a metric
 * that agrees with it in unit and direction. */
typedef struct
{
  const char *name;   /* as messages call it */
  const char *text;
  gsize length;
} AssayAddition;

/* The same with @n additions between the bundled catalogue and the folders. */
AssayStore      *assay_store_load_with       (const char * const *folders, const AssayAddition *additions, guint n);

/* Reads one document into the store as one layer; for tests and imports. @name is what messages call it. What was read before
 * keeps the subjects, metrics and origins that it refers to, even where this document overrides them. */
void             assay_store_add_document    (AssayStore *self, const char *name, const char *text, gsize length);

/* Of char*, "file: path: what is wrong"; transfer none. */
GPtrArray       *assay_store_get_errors      (AssayStore *self);

/* All, in file order; transfer none. */
GPtrArray       *assay_store_get_subjects    (AssayStore *self);   /* of AssaySubject */
GPtrArray       *assay_store_get_criteria    (AssayStore *self);   /* of AssayCriterion */
GPtrArray       *assay_store_get_metrics     (AssayStore *self);   /* of AssayMetric */
GPtrArray       *assay_store_get_origins     (AssayStore *self);   /* of AssayProvenance */
GPtrArray       *assay_store_get_data        (AssayStore *self);   /* of AssayDatum */
GPtrArray       *assay_store_get_statements  (AssayStore *self);   /* of AssayStatement */
GPtrArray       *assay_store_get_charts      (AssayStore *self);   /* of AssayChart */
GPtrArray       *assay_store_get_tiles       (AssayStore *self);   /* of AssayTile, see tile.h */
GPtrArray       *assay_store_get_pages       (AssayStore *self);   /* of AssayPage, see page.h */
GPtrArray       *assay_store_get_drivers     (AssayStore *self);   /* of AssayDriver, see driver.h */
GPtrArray       *assay_store_get_needs       (AssayStore *self);   /* of AssayNeed, see need.h */

/* By id; NULL if unknown; transfer none. */
AssaySubject    *assay_store_find_subject    (AssayStore *self, const char *id);
AssayCriterion  *assay_store_find_criterion  (AssayStore *self, const char *id);
AssayMetric     *assay_store_find_metric     (AssayStore *self, const char *id);
AssayScenarioTitle *assay_store_find_scenario (AssayStore *self, const char *id);
AssayProvenance *assay_store_find_origin     (AssayStore *self, const char *id);
AssayDatum      *assay_store_find_datum      (AssayStore *self, const char *id);
AssayStatement  *assay_store_find_statement  (AssayStore *self, const char *id);
AssayChart      *assay_store_find_chart      (AssayStore *self, const char *id);
AssayPage       *assay_store_find_page       (AssayStore *self, const char *id);
AssayDriver     *assay_store_find_driver     (AssayStore *self, const char *id);
AssayNeed       *assay_store_find_need       (AssayStore *self, const char *id);

/* The nearest of @subject and its ancestors that is a side of the comparison; NULL if none. */
AssaySubject    *assay_store_get_side        (AssayStore *self, AssaySubject *subject);
/* The palette place of @subject or its nearest ancestor that has one; -1 if none. */
int              assay_store_get_hue         (AssayStore *self, AssaySubject *subject);
/* Whether @subject is @ancestor or descends from it. */
gboolean         assay_store_is_within       (AssayStore *self, AssaySubject *subject, const char *ancestor);

/* Which data to take. A NULL or empty member asks nothing. */
struct _AssayQuery
{
  const char *metric;
  const char *subject;             /* exactly this subject */
  const char *within;              /* this subject or a descendant */
  const char *origin;
  const char *since, *until;       /* ISO dates, inclusive: a datum of "2025-06" lies within until "2025" */
  const char * const *dimensions;  /* "workers", "4", ..., NULL */
  gboolean latest;                 /* only the newest of each subject and dimensions */
  gboolean gated;                  /* also those that failed the gate */
};

/* Those that match, by date (undated first), else in file order; transfer full, elements owned. */
GPtrArray       *assay_store_query           (AssayStore *self, const AssayQuery *query);

G_END_DECLS
