/* Parts of the documents that Kubernetes takes. They are written as JSON, which is YAML: nothing in them needs another escape. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* "assay-" and what of @text may be in a name: small letters, digits and hyphens, 63 at the most; transfer full. */
char *assay_manifest_name       (const char *text);

/* A List, to be ended by the other. */
void  assay_manifest_begin_list (JsonBuilder *json);
void  assay_manifest_end_list   (JsonBuilder *json);
/* Begins an object with what each one starts with; the caller ends it. */
void  assay_manifest_head       (JsonBuilder *json, const char *version, const char *kind, const char *name);

/* A member that is an object, to be ended by the caller; a number; a truth value; a text, empty or not. */
void  assay_manifest_begin      (JsonBuilder *json, const char *name);
void  assay_manifest_integer    (JsonBuilder *json, const char *name, gint64 value);
void  assay_manifest_boolean    (JsonBuilder *json, const char *name, gboolean value);
void  assay_manifest_text       (JsonBuilder *json, const char *name, const char *value);

/* Whole CPUs and @memory ("2Gi"), asked for and no more given than asked for: such a pod is the last to be pressed, and a node whose CPU manager's policy is
 * static lets nothing else run on its CPUs. A quota between the two would be measured with the program. */
void  assay_manifest_resources  (JsonBuilder *json, guint cpus, const char *memory);

G_END_DECLS
