/* Files what a tool reported under the catalogue's subjects, as a document that a store reads. */
#pragma once

#include <gio/gio.h>

#include "data/model/types.h"
#include "data/sources/results.h"

G_BEGIN_DECLS

struct _JsonBuilder;   /* json-glib's */

/* Of an imported file: what the origin of its figures says beside what the file itself says. */
typedef struct
{
  const char *file;        /* its name, without folders */
  const char *hash;        /* SHA-256 of its content, hex */
  const char *date;        /* ISO date on which it was imported: that of figures whose file tells none */
  const char * const *subjects;  /* whom the user says a name in the file means: name, id, ..., NULL; the name "" stands for rows that name nobody
                                  * and for the only name that there is. Or NULL */
  gsize most;              /* bytes of the document; 0: ASSAY_FILING_MAX_BYTES */
} AssayFilingImport;

/* What was filed. Cleared with assay_filed_clear(). */
typedef struct
{
  guint n_figures;
  guint n_beyond;          /* figures at the end of the file that are left out, since the document may not be longer */
  GPtrArray *subjects;     /* of char*: names of those that the figures are about */
  GPtrArray *unknown;      /* of char*: names in the file that no subject has, each once */
} AssayFiled;

/* Longer documents are not read back: see imports.h. */
#define ASSAY_FILING_MAX_BYTES (16 * 1024 * 1024)
/* The most names that are told of those that the catalogue doesn't know. */
#define ASSAY_FILING_MAX_NAMES 8
/* The most raw samples of a row that are kept: of more, every n-th. */
#define ASSAY_FILING_MAX_SAMPLES 1000

/* The subject that @name means: its id, its name in any case, or the name under which a figure of the catalogue has it in its dimension
 * "entry"; NULL if none, or if several subjects share that name. Transfer none. */
AssaySubject *assay_filing_find_subject (AssayStore *store, const char *name);

/* Adds the figure's member "samples", each times @factor, where there are any. */
void          assay_filing_add_samples  (struct _JsonBuilder *json, const double *samples, guint n, double factor);
/* The id of its origin, "import-" and the beginning of the hash: the same content is one import. Transfer full. */
char         *assay_filing_import_id    (const AssayFilingImport *import);
/* A catalogue document with the metrics "import-MEASURE" of all measures of assay_measure_table(), which the catalogue's charts ask for whether anything
 * was imported or not. Transfer full, @length bytes. */
char         *assay_filing_metrics      (gsize *length);
/* One catalogue document (see store.h) with an origin, a metric "import-NAME" for whatever is no measure, and a figure for each row whose subject is known; the same
 * for the same results. @filed is set in any case; it may be NULL. NULL with %ASSAY_ERROR_INVALID when no row has a known subject: then the message says what to name. Transfer full, @length bytes. */
char         *assay_filing_import       (const AssayResults *results, AssayStore *store, const AssayFilingImport *import,
                                         gsize *length, AssayFiled *filed, GCancellable *cancellable, GError **error);
void          assay_filed_clear         (AssayFiled *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AssayFiled, assay_filed_clear)

G_END_DECLS
