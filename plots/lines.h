/* The inside of a line chart: what its layout hands to its drawing. */
#pragma once

#include "plots/decimate.h"
#include "plots/layout-private.h"

G_BEGIN_DECLS

/* Lines of more points have one mark a column of pixels. */
#define ASSAY_MOST_LINE_MARKS 10000

/* A thin line from the end of a series to its name, or from a claim to its line. */
typedef struct
{
  guint series;
  double x0, y0, x1, y1;
} AssayLeader;

typedef struct
{
  guint n;                      /* series */
  AssayPyramid **y;             /* n */
  AssayPyramid **low, **high;   /* n; NULL where the series has no band */
  guint *first_mark;            /* n + 1: which marks are of which series */
  GArray *leaders;              /* of AssayLeader */
} AssayLines;

void     assay_lines_add_marks   (AssayLayout *self, AssayLines *lines);
int      assay_lines_pick        (AssayLayout *self, double x, double y);
void     assay_lines_draw        (AssayLayout *self, cairo_t *cr);

/* Whether the names find room beside the line ends; then no legend is needed. */
gboolean assay_lines_can_name    (AssayLayout *self);
/* The room to the right that they take, in page units. */
double   assay_lines_names_width (AssayLayout *self);
void     assay_lines_add_names   (AssayLayout *self, AssayLines *lines);
/* Whether no line touches the box. */
gboolean assay_lines_are_clear   (AssayLayout *self, const AssayLines *lines, const cairo_rectangle_t *box);
/* What is claimed beside each claim, if there is room, and a leader back to where its line had as much. */
void     assay_lines_add_claims  (AssayLayout *self, AssayLines *lines);

G_END_DECLS
