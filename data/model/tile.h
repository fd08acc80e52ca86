/* A tile of the overview: one row of a chart of ratios as a number that is read from across a room. */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* What a tile shows; boxed, atomically counted. */
typedef struct
{
  char *title;               /* "JSON throughput" */
  char *value;               /* "1.9×", or "≈" where neither side leads in every pair */
  AssaySubject *leader;      /* who is ahead (owned), or NULL */
  char *verdict;             /* "Node.js ahead", "No clear difference" */
  char *note;                /* "1.1× to 25× over 4 pairs" */
  double ratio, low, high;   /* first side ÷ second side, above 1: the first is better */
  guint pairs;
  AssayProvenance *origin;   /* owned */
} AssayTileValue;

#define ASSAY_TYPE_TILE_VALUE (assay_tile_value_get_type ())
GType           assay_tile_value_get_type (void) G_GNUC_CONST;
AssayTileValue *assay_tile_value_ref      (AssayTileValue *self);
void            assay_tile_value_unref    (AssayTileValue *self);

/* Immutable, boxed, atomically counted; the struct is private to tile.c. */
#define ASSAY_TYPE_TILE (assay_tile_get_type ())
GType           assay_tile_get_type       (void) G_GNUC_CONST;
/* From a catalogue object; NULL with reports if it names an unknown chart or row. */
AssayTile      *assay_tile_read           (const AssayField *object, AssayStore *store);
AssayTile      *assay_tile_ref            (AssayTile *self);
void            assay_tile_unref          (AssayTile *self);
const char     *assay_tile_get_id         (const AssayTile *self);
const char     *assay_tile_get_title      (const AssayTile *self);
/* The chart that the tile opens. */
const char     *assay_tile_get_chart      (const AssayTile *self);

/* The tile with the data that @store holds now: pure. NULL if no pair has both figures from one origin. Transfer full. */
AssayTileValue *assay_tile_evaluate       (AssayTile *self, AssayStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayTile, assay_tile_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayTileValue, assay_tile_value_unref)

G_END_DECLS
