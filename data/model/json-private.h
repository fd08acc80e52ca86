/* The strict scan in pieces: grammar (json-scan.c), strings, numbers, and the keys of open objects. */
#pragma once

#include <gio/gio.h>

#include "data/model/json.h"

G_BEGIN_DECLS

typedef struct _AssayJsonKeys AssayJsonKeys;

/* An array or object whose text is long. */
typedef struct
{
  gsize start, end;      /* in the document */
  guint n;               /* elements or members; 1 if it may be empty */
} AssayJsonSpan;

typedef struct _AssayJsonSpans AssayJsonSpans;   /* all of a document, by where they start */

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
  const char *starts[ASSAY_JSON_MAX_DEPTH];   /* where they begin */
  guint commas[ASSAY_JSON_MAX_DEPTH];   /* how many elements ended in them */
  AssayJsonKeys *keys;
  AssayJsonSpans *spans;                /* takes those of at least @least_span bytes; or NULL */
  gsize least_span;
  GCancellable *cancellable;            /* or NULL */
  guint max_keys;                       /* of one object */
  const char *problem;                  /* in words, once it has failed at @p */
} AssayJsonScan;

gboolean       assay_json_fail           (AssayJsonScan *self, const char *place, const char *problem);
gboolean       assay_json_scan_document  (AssayJsonScan *self);
/* The whole check of a document, with the error that is told; FALSE then. */
gboolean       assay_json_scan_all       (AssayJsonScan *self, const char *name, const char *text, gsize length, gsize max_bytes, GError **error);
gboolean       assay_json_scan_string    (AssayJsonScan *self);
gboolean       assay_json_scan_number    (AssayJsonScan *self);
/* Appends what stands between the quotes of a string, its escapes decoded; @raw has been scanned. */
void           assay_json_decode         (GString *text, const char *raw, gsize length);

AssayJsonSpans *assay_json_spans_new     (void);
void           assay_json_spans_free     (AssayJsonSpans *self);
void           assay_json_spans_add      (AssayJsonSpans *self, AssayJsonSpan span);
/* NULL if none starts there. */
const AssayJsonSpan *assay_json_spans_find (const AssayJsonSpans *self, gsize start);

/* An element of an array, or a member of an object, in text that has been scanned. */
typedef struct
{
  gsize key, key_end;      /* a member's name with its quotes; else where the element begins */
  gsize start, end;        /* of the value */
  gboolean large;          /* is one of the spans */
} AssayJsonElement;

/* The one that begins at @at, or behind the comma there, and moves @at behind it; FALSE where the array or object ends. */
gboolean       assay_json_next_element   (const char *text, const AssayJsonSpans *spans, gsize *at, gboolean in_object, AssayJsonElement *element);
/* Where the value of the member begins whose name begins at @key. */
gsize          assay_json_member_value   (const char *text, gsize key);
/* An object or an array without anything; transfer full. */
JsonNode      *assay_json_empty          (gboolean object);
/* The tree of text that has been scanned, with @open before and @close behind it, 0 for none; transfer full. */
JsonNode      *assay_json_tree           (const char *text, gsize length, char open, char close);

/* The decoded keys of every object that is open, innermost last. */
AssayJsonKeys *assay_json_keys_new       (void);
void           assay_json_keys_free      (AssayJsonKeys *self);
void           assay_json_keys_open      (AssayJsonKeys *self);
void           assay_json_keys_close     (AssayJsonKeys *self);
/* How many keys the innermost object has. */
guint          assay_json_keys_count     (const AssayJsonKeys *self);
/* @raw is a key between its quotes, already scanned. FALSE if the innermost object has it. */
gboolean       assay_json_keys_add       (AssayJsonKeys *self, const char *raw, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayJsonSpans, assay_json_spans_free)

G_END_DECLS
