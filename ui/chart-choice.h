/* Choosing charts of the catalogue, to be added to a talk. */
#pragma once

#include "ui/glimpses.h"

G_BEGIN_DECLS

/* @chart is an id. */
typedef void (*AssayChartChosen) (const char *chart, gpointer data);

/* Lists all charts with what they say today, found by words; those of @talk are marked as in it. Calls @chosen for each that the user takes, while the window is open. */
void assay_chart_choice_present (GtkWindow *parent, AssaySession *session, AssayGlimpses *glimpses, const AssayTalk *talk, AssayChartChosen chosen, gpointer data);

G_END_DECLS
