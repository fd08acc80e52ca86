/* What can be found in a catalogue: its charts by what they say, claims with their verdicts, sources, what can be measured, the advisor's profiles. */
#pragma once

#include "data/advice/types.h"
#include "data/model/search-index.h"
#include "data/model/types.h"

G_BEGIN_DECLS

/* A new index of @store, whose verdicts are @assessment; @today is a julian day. The pages of the window are not in it: add them. It takes time, and files
 * are read: call it in a task thread. Transfer full. */
AssaySearchIndex *assay_search_catalogue (AssayStore *store, AssayAssessment *assessment, double today);

G_END_DECLS
