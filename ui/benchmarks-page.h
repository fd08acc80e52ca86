/* Measures on this machine: what, how long, the experiment under way, its results, and the history. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_BENCHMARKS_PAGE (assay_benchmarks_page_get_type ())
G_DECLARE_FINAL_TYPE (AssayBenchmarksPage, assay_benchmarks_page, ASSAY, BENCHMARKS_PAGE, GtkWidget)

GtkWidget *assay_benchmarks_page_new (AssaySession *session, const char *page);

G_END_DECLS
