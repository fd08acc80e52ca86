/* Public sources that can be asked over the network: where they are, on which terms, and what reads their answers. */
#pragma once

#include "data/sources/results.h"

G_BEGIN_DECLS

#define ASSAY_SOURCE_MAX_VALUE 8000   /* bytes of a parameter */

/* In templates "{name}" is a parameter. In addresses its value is percent-encoded, all but the sign that stands before the name: "{/repository}" is
 * "owner/name", "{;tags}" is "a;b". "{server}" at the beginning of one is the user's own, "https://host:port" and perhaps a path, and
 * stays as it is. */
typedef struct
{
  const char *id;          /* "osv" */
  const char *title, *publisher, *licence;   /* as people read them */
  const char *address;     /* template: "https://host/{test}-{connections}.json" */
  const char *body;        /* template of the JSON that is posted; NULL: it is a GET */
  const char *accept;      /* "application/json", "text/csv" */
  double fresh;            /* s after which it is asked for again; 0: each time */
  gsize max_bytes;         /* of an answer; 0: the default of the fetcher, 8 MiB */
  AssayResults *(*read) (const char *name, GBytes *body, GError **error);   /* see live.h */
  const char *token;       /* how the user's token is sent, if there is one: "Bearer"; NULL: it takes none */
} AssaySource;

/* NULL if unknown. */
const AssaySource *assay_source_find    (const char *id);
/* The table, *@n sources long. */
const AssaySource *assay_source_table   (guint *n);

/* The address of the question with @parameters: name, value, ..., NULL; or NULL for none. Those that it doesn't need are nothing. @base (or NULL)
 * takes the place of scheme and host, for tests: "http://127.0.0.1:8080". Transfer full. A parameter that is missing, empty, longer than
 * %ASSAY_SOURCE_MAX_VALUE, no UTF-8 or leads out of its place in the path is %ASSAY_ERROR_INVALID; so is a server or a base that isn't http or
 * https, or has more than host, port and path. */
char              *assay_source_address (const AssaySource *self, const char *base, const char * const *parameters, GError **error);
/* Whether @base can take the place of scheme and host. */
gboolean           assay_source_check_base (const AssaySource *self, const char *base, GError **error);
/* What is posted, with the values as in JSON texts; NULL without an error where it is a GET. The same errors. Transfer full. */
char              *assay_source_body    (const AssaySource *self, const char * const *parameters, GError **error);

G_END_DECLS
