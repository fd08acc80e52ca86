/* A run as a chart: its intervals side by side, or the course of one start. Pure functions of the run. */
#pragma once

#include "data/measure/run.h"

G_BEGIN_DECLS

/* Where its figures come from: machine, versions, commands, sample; transfer full. */
AssayProvenance *assay_run_origin (const AssayRun *run);

/* Every cell's interval of @measure (NULL: of the metric that decides), the best first, in the colours of the sides; a point that didn't pass the gate
 * keeps its reasons. NULL as long as there is no value; transfer full. */
AssayFigure     *assay_run_figure (const AssayRun *run, AssayStore *store, const char *measure);

/* What is to be said of a run that is still being made: its finding, or as long as too few starts have passed how many there are; transfer full. */
char            *assay_run_status (const AssayRun *run);

/* How the start under way of cell @cell has gone so far: @n pairs of seconds and values in the unit of the metric that decides. NULL without
 * two of them; transfer full. */
AssayFigure     *assay_run_course (const AssayRun *run, AssayStore *store, guint cell, const double *times, const double *values, guint n);

/* "Express, 2 workers": the name of a cell with its dimensions; transfer full. */
char            *assay_run_cell_title (const AssayRunCell *cell);

G_END_DECLS
