/* Categories with several bars: each bar has a slot, as thick as in the category with most of them, and a category with fewer
 * keeps them together in its middle. */
#pragma once

#include "plots/layout-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint most;              /* bars in one category */
  double thickness, gap;   /* across the value axis */
} AssaySlots;

/* Whether a point is drawn at all. */
typedef gboolean (*AssayShows)   (AssayLayout *self, const AssaySeries *series, guint index);
/* Adds the mark of a point whose slot starts at @across. */
typedef void     (*AssayAddMark) (AssayLayout *self, const AssaySlots *slots, guint series, guint index, double across);

/* All marks in reading order, after the axes are placed. */
AssaySlots    assay_slots_add_marks (AssayLayout *self, AssayShows shows, AssayAddMark add);

G_END_DECLS
