/* Members of a JSON object that is being built, where there is something to say. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Nothing for NULL and for an empty text. */
void assay_json_add_text    (JsonBuilder *json, const char *name, const char *value);
/* Nothing for what isn't finite: JSON has no NaN. */
void assay_json_add_number  (JsonBuilder *json, const char *name, double value);
/* "low" and "high"; nothing unless they are finite and @value lies between them. */
void assay_json_add_range   (JsonBuilder *json, double value, double low, double high);
/* Nothing for NULL. */
void assay_json_add_strings (JsonBuilder *json, const char *name, char **values);
/* An object of the pairs (name, value, ..., NULL); nothing for NULL and for none. */
void assay_json_add_pairs   (JsonBuilder *json, const char *name, char **pairs);
/* The built document as text; transfer full, @length bytes. */
char *assay_json_to_text    (JsonBuilder *json, gsize *length);
/* A tree as text in which every number and every string is one; transfer full, @length bytes (may be NULL). */
char *assay_json_write      (JsonNode *root, gboolean pretty, gsize *length);

G_END_DECLS
