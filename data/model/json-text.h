/* Members of a JSON object that is written straight as text, where there are too many for a tree: the text is what json-write.h makes of the same members. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @value in quotes. */
void assay_json_put_string  (GString *json, const char *value);
/* @value is finite. */
void assay_json_put_double  (GString *json, double value);
/* A member's name, behind a comma unless it is the first after "{": its value is to follow. */
void assay_json_put_name    (GString *json, const char *name);
/* Nothing for NULL and for an empty text. */
void assay_json_put_text    (GString *json, const char *name, const char *value);
/* Nothing for what isn't finite. */
void assay_json_put_number  (GString *json, const char *name, double value);
/* "low" and "high"; nothing unless they are finite and @value lies between them. */
void assay_json_put_range   (GString *json, double value, double low, double high);
/* Nothing for NULL. */
void assay_json_put_strings (GString *json, const char *name, char **values);

G_END_DECLS
