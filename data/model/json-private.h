/* The strict scan in pieces: grammar (json-scan.c), strings, numbers, and the keys of open objects. */
#pragma once

#include "data/model/json.h"

G_BEGIN_DECLS

typedef struct _AssayJsonKeys AssayJsonKeys;

/* What may come next. */
typedef enum
{
  ASSAY_JSON_VALUE,
  ASSAY_JSON_VALUE_OR_END,   /* after "[" */
  ASSAY_JSON_KEY,
  ASSAY_JSON_KEY_OR_END,     /* after "{" */
  ASSAY_JSON_COMMA_OR_END,
  ASSAY_JSON_DONE,
} AssayJsonState;

/* Functions that take a scan begin at its @p and return TRUE with @p behind what they read, or FALSE after assay_json_fail(). */
typedef struct
{
  const char *start, *p, *end;
  AssayJsonState state;
  char closers[ASSAY_JSON_MAX_DEPTH];   /* of the open arrays and objects: "]" or "}" */
  guint depth;
  AssayJsonKeys *keys;
  guint max_keys;                       /* of one object */
  const char *problem;                  /* in words, once it has failed at @p */
} AssayJsonScan;

gboolean       assay_json_fail           (AssayJsonScan *self, const char *place, const char *problem);
gboolean       assay_json_scan_document  (AssayJsonScan *self);
gboolean       assay_json_scan_string    (AssayJsonScan *self);
gboolean       assay_json_scan_number    (AssayJsonScan *self);
/* Appends what stands between the quotes of a string, its escapes decoded; @raw has been scanned. */
void           assay_json_decode         (GString *text, const char *raw, gsize length);

/* The decoded keys of every object that is open, innermost last. */
AssayJsonKeys *assay_json_keys_new       (void);
void           assay_json_keys_free      (AssayJsonKeys *self);
void           assay_json_keys_open      (AssayJsonKeys *self);
void           assay_json_keys_close     (AssayJsonKeys *self);
/* How many keys the innermost object has. */
guint          assay_json_keys_count     (const AssayJsonKeys *self);
/* @raw is a key between its quotes, already scanned. FALSE if the innermost object has it. */
gboolean       assay_json_keys_add       (AssayJsonKeys *self, const char *raw, gsize length);

G_END_DECLS
