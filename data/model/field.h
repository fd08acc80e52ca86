/* Reads a checked JSON tree and reports every mistake with its file and JSON path, without stopping at the first. */
#pragma once

#include <json-glib/json-glib.h>

#include "data/model/json-parts.h"

G_BEGIN_DECLS

/* One file being read. */
struct _AssayReader
{
  const char *file;    /* as messages show it: "figures.json" */
  GPtrArray *errors;   /* of char*, "figures.json: $.figures[3].unit: unknown unit “furlong”"; owned by the caller */
};

/* A value in the tree and the way to it; lives on the stack, borrows everything. */
struct _AssayField
{
  AssayReader *reader;
  AssayJsonParts *parts;     /* of a large document, or NULL: see json-parts.h; handed on to what is in it */
  JsonNode *node;
  const AssayField *parent;  /* NULL at the root */
  const char *name;          /* member name, or NULL for an array element */
  guint index;               /* position in the parent array */
};

typedef struct
{
  const AssayField *object;
  AssayJsonLong *longer;     /* what a long object is walked over by, else NULL */
  JsonObjectIter iter;
  guint next;
} AssayFieldIter;

void        assay_field_root     (AssayField *self, AssayReader *reader, JsonNode *node);
/* The path as messages show it: "$.figures[3].unit" (transfer full). */
char       *assay_field_path     (const AssayField *self);
/* Adds "FILE: PATH: message" to the reader's errors. */
void        assay_field_fail     (const AssayField *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* FALSE when @self is no object, or has no such member (or null there); silent. */
gboolean    assay_field_member   (const AssayField *self, const char *name, AssayField *member);
/* 0 when @self is no array (reported). */
guint       assay_field_length   (const AssayField *self);
void        assay_field_element  (const AssayField *self, guint index, AssayField *element);
/* Walks over the members of an object, in the order of the file and without those that are null; over none of anything else (silent). */
void        assay_field_iter_init (AssayFieldIter *iter, const AssayField *object);
/* @member is valid until the next; FALSE at the end. */
gboolean    assay_field_iter_next (AssayFieldIter *iter, AssayField *member);
/* Whether there is this value, null or not: "results.0.times" is the member times of the first element of the member results. */
gboolean    assay_field_has      (const AssayField *self, const char *path);
/* NAN when the element is no number (reported). */
double      assay_field_element_number (const AssayField *self, guint index);
/* The members of an object of strings in their order: name, value, ..., NULL (transfer full); NULL if there are none. */
char      **assay_field_pairs    (const AssayField *self);

/* Members of an object. A missing required member and a member of a wrong type are reported;
 * strings are borrowed from the tree, string vectors are (transfer full) and never NULL-elemented. */
const char *assay_field_string   (const AssayField *self, const char *name);              /* required, else NULL */
const char *assay_field_maybe    (const AssayField *self, const char *name);              /* optional, else NULL */
char       *assay_field_copy     (const AssayField *self, const char *name);              /* the same, transfer full */
const char *assay_field_date     (const AssayField *self, const char *name);              /* optional ISO date (see assay_date_parse()), else NULL */
/* The required member "id": kebab-case ASCII such as "node-gil"; NULL with a report otherwise. */
const char *assay_field_id       (const AssayField *self);
const char *assay_field_id_of    (const AssayField *self, const char *name);              /* the same for another member */
double      assay_field_number   (const AssayField *self, const char *name);              /* required, else NAN */
double      assay_field_real     (const AssayField *self, const char *name, double fallback);
gboolean    assay_field_boolean  (const AssayField *self, const char *name, gboolean fallback);
char      **assay_field_strings  (const AssayField *self, const char *name);              /* a string or an array of them; NULL if absent */
/* The position of the member's string in @choices (NULL-terminated); @fallback if absent (-1 makes it required). */
int         assay_field_choice   (const AssayField *self, const char *name, const char * const *choices, int fallback);
/* Reports every member whose name is not in @known (NULL-terminated): a misspelt key is a mistake, not a comment. */
void        assay_field_only     (const AssayField *self, const char * const *known);

G_END_DECLS
