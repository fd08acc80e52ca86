/* A decision record: what was decided, on what evidence, so that people can read it (MADR 4, Markdown) and the program can reopen it. */
#pragma once

#include "data/advice/advice.h"

G_BEGIN_DECLS

/* A figure that the decision rested on. */
typedef struct
{
  char *figure, *name;       /* its id; "Rate of Express" */
  char *date, *origin;       /* ISO; id; or NULL */
  double value;              /* NAN if it is no number */
} AssayRecordFigure;

typedef struct
{
  char *id, *name;
  double first, worth;       /* share of draws in which it came first; mean utility; 0..1 */
} AssayRecordAlternative;

/* What a record says of the past. */
typedef struct
{
  AssayProfile *profile;
  char *date, *version;      /* when (ISO), and by which Assay */
  char *verdict;
  guint n_samples;
  guint64 seed;
  GPtrArray *figures;        /* of AssayRecordFigure */
  GPtrArray *alternatives;   /* of AssayRecordAlternative */
} AssayRecord;

/* The Markdown, ending in a comment that holds the record itself. @created is an ISO time. Transfer full. */
char        *assay_record_to_markdown (const AssayAdvice *advice, const AssayProfile *profile, AssayStore *store, const char *created);
/* From the Markdown; NULL with ASSAY_ERROR_FORMAT or ASSAY_ERROR_INVALID naming @name and the place. Transfer full. */
AssayRecord *assay_record_read        (const char *name, const char *text, gsize length, AssayStore *store, GError **error);
/* From a file; as above. Blocking. */
AssayRecord *assay_record_load        (const char *path, AssayStore *store, GError **error);
void         assay_record_free        (AssayRecord *self);
/* What has changed since, @now being the same profile's advice by what is known today: the verdict, how often each comes first, figures that are new,
 * other or gone. Of char*, a sentence each; empty if nothing has. Transfer full. */
GPtrArray   *assay_record_compare     (const AssayRecord *self, const AssayAdvice *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayRecord, assay_record_free)

G_END_DECLS
