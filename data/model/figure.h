/* All that a chart shows, before it has a size: kind, axes, series, sentences. Made from a chart and the store, or by hand. */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_FIGURE_BARS,
  ASSAY_FIGURE_STACKED,
  ASSAY_FIGURE_DOTS,
  ASSAY_FIGURE_LINES,
  ASSAY_FIGURE_HISTOGRAM,
  ASSAY_FIGURE_ECDF,
  ASSAY_FIGURE_PERCENTILES,
  ASSAY_FIGURE_RANGES,
  ASSAY_FIGURE_HEATMAP,
  ASSAY_FIGURE_TIMELINE,
  ASSAY_FIGURE_BUMP,
  ASSAY_N_FIGURE_KINDS
} AssayFigureKind;

typedef enum
{
  ASSAY_SCALE_LINEAR,
  ASSAY_SCALE_LOG,
  ASSAY_SCALE_DATE,
  ASSAY_SCALE_CATEGORY,
} AssayScaleKind;

typedef struct
{
  char *label;               /* or NULL */
  const AssayUnit *unit;     /* or NULL */
  AssayScaleKind scale;
  double min, max;           /* NAN: from the data */
} AssayAxis;

/* A line across the plot at a value: today, a target, a tie. */
typedef struct
{
  char *label;
  double value;
  gboolean on_x;             /* a value of the x axis */
} AssayGuide;

/* Immutable once made; boxed, atomically counted. */
struct _AssayFigure
{
  char *id;
  AssayFigureKind kind;
  char *page;                /* "performance" ..., or NULL */
  char *criterion;           /* id or NULL */
  char *finding;             /* the sentence, derived from the points */
  char *subtitle;            /* metric, unit, interval, n */
  char *notes;               /* for the speaker, or NULL */
  char *footer;              /* the origin in one line */
  char *lighter;             /* timeline: what the paler part of a row means; or NULL */
  AssayAxis x, y;            /* x: categories or the independent variable; y: the value */
  gboolean horizontal;       /* bars, dots: categories downwards, values to the right */
  char **categories;         /* of x, or NULL */
  GPtrArray *series;         /* of AssaySeries */
  GArray *guides;            /* of AssayGuide */
  gboolean measured;         /* all of it by this program: badge Measured */
  gboolean imported;         /* all of it from the user's own files and servers: badge Imported; neither: Cited */
};

#define ASSAY_TYPE_FIGURE (assay_figure_get_type ())
GType        assay_figure_get_type  (void) G_GNUC_CONST;
/* Empty, to be filled before it is shared. */
AssayFigure *assay_figure_new       (const char *id, AssayFigureKind kind);
AssayFigure *assay_figure_ref       (AssayFigure *self);
void         assay_figure_unref     (AssayFigure *self);
void         assay_figure_add_guide (AssayFigure *self, const char *label, double value, gboolean on_x);
/* The same points under another finding and other notes; NULL: as they are. Transfer full. */
AssayFigure *assay_figure_with_words (const AssayFigure *self, const char *finding, const char *notes);
/* "bars", "lines" ...: as the catalogue names the kind. */
const char  *assay_figure_kind_name (AssayFigureKind kind);
const char * const *assay_figure_kind_names (void);   /* NULL-terminated, in the order of the enum */
/* The distinct origins of all points, in the order of their first point; transfer container. */
GPtrArray   *assay_figure_get_origins (const AssayFigure *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayFigure, assay_figure_unref)

G_END_DECLS
