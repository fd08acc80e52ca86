/* One slide of a talk as it is shown: a chart with what it says, or words alone. */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_SLIDE_CHART,
  ASSAY_SLIDE_TITLE,         /* a title in large letters, and lines below it */
  ASSAY_SLIDE_TEXT,          /* a heading and paragraphs */
} AssaySlideKind;

/* Immutable, boxed, atomically counted. */
struct _AssaySlide
{
  AssaySlideKind kind;
  AssayFigure *figure;       /* of a chart, with its title and notes; else NULL */
  char *title;               /* of a chart the finding; never NULL, maybe empty */
  char *text;                /* paragraphs, a line each; NULL: none */
  char *notes;               /* for the speaker; NULL: none */
};

#define ASSAY_TYPE_SLIDE (assay_slide_get_type ())
GType       assay_slide_get_type  (void) G_GNUC_CONST;
/* @title instead of the chart's finding, @notes instead of the chart's own; each may be NULL: as they are. Transfer full. */
AssaySlide *assay_slide_new_chart (AssayFigure *figure, const char *title, const char *notes);
/* Of words; @kind is not a chart's. Each text may be NULL. Transfer full. */
AssaySlide *assay_slide_new_words (AssaySlideKind kind, const char *title, const char *text, const char *notes);
/* What lists call it: its title, else its first line, else "Untitled". Transfer full. */
char       *assay_slide_get_name  (const AssaySlide *self);
/* The charts among slides: of AssayFigure, in their order. Transfer full. */
GPtrArray  *assay_slides_get_figures (GPtrArray *slides);
AssaySlide *assay_slide_ref       (AssaySlide *self);
void        assay_slide_unref     (AssaySlide *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssaySlide, assay_slide_unref)

G_END_DECLS
