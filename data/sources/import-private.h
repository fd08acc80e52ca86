/* What the formats (format-*.c) share. */
#pragma once

#include "data/model/field.h"
#include "data/model/units.h"
#include "data/sources/import.h"

G_BEGIN_DECLS

#define ASSAY_IMPORT_MAX_NAME 200          /* characters of a subject, a dimension or a version */
#define ASSAY_IMPORT_MAX_WORDS 1000        /* of a command or a note */
#define ASSAY_IMPORT_MAX_DIMENSIONS 20     /* of a row */
#define ASSAY_IMPORT_MAX_TEXT (1024 * 1024)   /* bytes of a report in plain text */
#define ASSAY_IMPORT_HEAD (64 * 1024)      /* bytes from the beginning in which a report in plain text shows what it is */

struct _AssayImport
{
  const char *name;        /* of the file, as messages show it */
  const char *text;        /* @length bytes, which may be anything; without a byte order mark */
  gsize length;
  JsonNode *root;          /* NULL: no JSON */
  AssayJsonParts *parts;   /* whose root it is where the file may be large, or NULL */
  GCancellable *cancellable;  /* or NULL */
  AssayResults *results;   /* NULL while the format is not known */
  AssayReader *reader;     /* likewise */
};

extern const AssayImportFormat assay_format_ab, assay_format_autocannon, assay_format_benchmarker, assay_format_hey, assay_format_httparena,
  assay_format_hyperfine, assay_format_jmh, assay_format_k6, assay_format_k6_machine, assay_format_k6_raw, assay_format_oha,
  assay_format_prometheus, assay_format_pyperf, assay_format_runs, assay_format_table, assay_format_techempower, assay_format_tfbvis,
  assay_format_timeline, assay_format_vegeta, assay_format_wrk;

/* A member of an object that is a number, and what it becomes. Tables of these end with a NULL. */
typedef struct
{
  const char *member;
  const char *measure;
  double factor;           /* to the measure's unit */
} AssayImportColumn;

/* assay_import_read() of what can only be of @format, which needn't be one of assay_import_formats(): anything else is %ASSAY_ERROR_FORMAT. */
AssayResults *assay_import_read_as    (const char *name, GBytes *bytes, const AssayImportFormat *format, GError **error);

/* assay_field_has() of the root; FALSE without one. */
gboolean     assay_import_has        (const AssayImport *self, const char *path);
/* Whether the beginning of the text has @words. */
gboolean     assay_import_says       (const AssayImport *self, const char *words);

/* The root of the tree, whose mistakes are noted in the results. */
AssayField   assay_import_root       (AssayImport *self);
/* Mistakes found until now become notes of what was skipped: to be called after each record, so that they can't heap up. */
void         assay_import_settle     (AssayImport *self);
/* Whether reading is to go on: it was not cancelled. To be asked before each record, there may be many. */
gboolean     assay_import_goes_on    (const AssayImport *self);
/* Calls @read for each object of @array and settles; an element that is none is a mistake. */
void         assay_import_each       (AssayImport *self, const AssayField *array, void (*read) (AssayImport *, const AssayField *));

/* A new row, borrowed; NULL if @value is no number. */
AssayResult *assay_import_add        (AssayImport *self, const char *subject, const char *measure, double value);
/* A row for each column that the object has. */
void         assay_import_columns    (AssayImport *self, const AssayField *object, const char *subject, const AssayImportColumn *columns);
/* The member, a text with a unit (or a bare number, where that says enough); NAN if it is absent, or bad and reported. */
double       assay_import_quantity   (const AssayField *object, const char *member, AssayQuantity wanted);
/* The share of @part in @whole in percent; NAN if there is no whole. */
double       assay_import_share      (double part, double whole);

/* What holds for all rows from the index @first on. A NULL or empty @value is nothing. */
void         assay_import_dimension  (AssayImport *self, guint first, const char *name, const char *value);
/* The same with a number; NAN is nothing. */
void         assay_import_count      (AssayImport *self, guint first, const char *name, double value);
/* The members of the object that are texts, numbers or truths, as dimensions. */
void         assay_import_dimensions (AssayImport *self, guint first, const AssayField *object);
void         assay_import_date       (AssayImport *self, guint first, const char *date);
/* "20000 requests", "1 run": @what is a plural with an s. NAN is nothing. */
void         assay_import_quality    (AssayImport *self, guint first, double count, const char *what);

/* A text of the file, cut to @most characters; NULL if it is absent. Transfer full. */
char        *assay_import_text       (const AssayField *object, const char *member, guint most);
/* Appends the numbers of the array, times @factor; FALSE at the first element that is none (reported). */
gboolean     assay_import_samples    (const AssayField *array, double factor, GArray *samples);
/* Gives the row the doubles; @samples is empty then. */
void         assay_import_keep       (AssayResult *row, GArray *samples);

/* The lines of a report in plain text (transfer full), valid UTF-8 without spaces at both ends; NULL if it is too long, which is reported. */
char       **assay_import_lines      (AssayImport *self);
/* The text behind @label and spaces, if @line begins with it; else NULL. */
const char  *assay_import_after      (const char *line, const char *label);
/* The first word of @text as a number of @wanted, NAN if it is none: a line that looks alike may be a tool's, or a server's. */
double       assay_import_word       (const char *text, AssayQuantity wanted);
/* The measure of a percentile from 0 to 100: "latency-p99"; NULL if there is none. */
const char  *assay_import_percentile (double percent);

/* k6's raw output, in pieces: FALSE when reading fails. */
gboolean     assay_import_k6_stream  (AssayImport *self, GInputStream *stream, GCancellable *cancellable, GError **error);

G_END_DECLS
