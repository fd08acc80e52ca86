/* A decision record: what was decided, on what evidence, so that it can be read by people (MADR 4, Markdown) and reopened by the program. */
#pragma once

#include "data/advice/advice.h"

G_BEGIN_DECLS

/* The Markdown (MADR's headings), ending in a comment that holds the record itself; transfer full. */
char     *assay_record_to_markdown (const AssayAdvice *advice, const AssayProfile *profile, AssayStore *store);
typedef struct
{
  char *driver, *figure, *subject, *metric, *date, *origin;  /* ids, but for the date */
  double value;
} AssayRecordFigure;

typedef struct
{
  char *id, *name;
  double acceptability, utility;   /* of the first rank; mean; 0..1 */
} AssayRecordAlternative;

/* What a record says of the past. */
typedef struct
{
  AssayProfile *profile;
  char *date, *version;      /* when, and of which Assay */
  char *verdict, *sentence;
  guint n_samples;
  guint64 seed;
  GPtrArray *evidence;       /* of AssayRecordFigure */
  GPtrArray *alternatives;   /* of AssayRecordAlternative */
} AssayRecord;

/* From the Markdown; NULL with ASSAY_ERROR_FORMAT naming @name and the place. */
AssayRecord *assay_record_read     (const char *name, const char *text, gsize length, AssayStore *store, GError **error);
void         assay_record_free     (AssayRecord *self);
/* What has changed since: figures that are new, changed or gone, the verdict and acceptabilities; of char*, a sentence each, none if nothing has. */
GPtrArray   *assay_record_compare  (const AssayRecord *self, const AssayAdvice *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayRecord, assay_record_free)

G_END_DECLS
