/* How a row of results becomes the text of a catalogue's figure. */
#pragma once

#include "data/sources/filing.h"

G_BEGIN_DECLS

/* What a figure says beside what its row says. */
typedef struct
{
  const char *id, *metric, *subject, *origin;   /* ids */
  const char *date;                             /* ISO */
} AssayFilingFigure;

/* Adds the figure as a JSON object to @json. */
void assay_filing_put_figure (GString *json, const AssayFilingFigure *self, const AssayResult *row);

G_END_DECLS
