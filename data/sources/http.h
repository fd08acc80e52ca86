/* Fetches one address over HTTP. libcurl keeps to the protocol; here is which addresses may be asked, how often, how long and how much. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASSAY_HTTP_MAX_BYTES (8 * 1024 * 1024)
#define ASSAY_HTTP_MAX_REDIRECTS 5
#define ASSAY_HTTP_MAX_TRIES 3
#define ASSAY_HTTP_MAX_TRANSFERS 6

typedef struct _AssayHttp AssayHttp;

/* All zero: what the program uses. */
typedef struct
{
  double connect_timeout;   /* s to a connection, its encryption included; 0: 10 */
  double stall_timeout;     /* s with less than 100 bytes in each, rounded up to whole ones; 0: 20 */
  double total_timeout;     /* s for all of it: redirects, tries and waits; 0: 120 */
  double pace;              /* s from one request to a host to the next; 0: 0.1 */
  double backoff;           /* s before the second try, twice as many before the third, each half as long to one and a half times; 0: 1 */
  const char *ca_file;      /* certificates to believe instead of the system's; NULL: $ASSAY_CA_FILE (for tests), else the system's */
  GProxyResolver *proxies;  /* NULL: the desktop's settings, where they have none $https_proxy and its like */
} AssayHttpOptions;

typedef struct
{
  const char *address;          /* tokens belong in @headers: this is stored */
  const char *accept;           /* "application/json", "text/csv": what is wanted; NULL: anything */
  const char *etag, *last_modified;  /* of the body that is there already, or NULL */
  const char *body;             /* JSON to be posted, a question that may be asked again; NULL: GET */
  const char * const *headers;  /* name, value, ..., NULL: secrets, sent to the address's own host and port alone; or NULL */
  gboolean allow_plain;         /* http beyond this machine, because the user says so */
  gsize max_bytes;              /* of the unpacked body; 0: %ASSAY_HTTP_MAX_BYTES */
} AssayHttpRequest;

/* What is known, also of a request that failed. */
typedef struct
{
  guint status;             /* of the last answer; 0: there was none */
  guint tries;
  guint protocol;           /* HTTP's major version: 1, 2 */
  GBytes *body;             /* unpacked; NULL unless a good answer came with one */
  char *address;            /* of the last answer, after redirects */
  char *etag, *last_modified, *type;  /* of a good answer, as it says them; NULL where it doesn't */
  gint64 retry_after;       /* Unix time before which the server wants no other request; 0: it doesn't say */
} AssayHttpOutcome;

/* Owns the limits, at most %ASSAY_HTTP_MAX_TRANSFERS transfers at once and the pace. May be used by many threads. */
AssayHttp *assay_http_new   (const AssayHttpOptions *options);
AssayHttp *assay_http_ref   (AssayHttp *self);
void       assay_http_unref (AssayHttp *self);

/* Blocks: call it in a task thread. TRUE for an answer with status 2xx, or 304 to a request with @etag or @last_modified. Connections that fail or
 * break off, 429 and 5xx are tried %ASSAY_HTTP_MAX_TRIES times. %ASSAY_ERROR_NETWORK, %ASSAY_ERROR_FORMAT for a body that is not what it should be,
 * %ASSAY_ERROR_INVALID for an address that is not asked, %G_IO_ERROR_CANCELLED within 100 ms; no message of ours has a header or a query in it, and words
 * of a server that was sent none of @headers are quoted. After a failure with a wish to wait, with a limit of requests that is used up, or with
 * 429 each time, nobody asks that server for that time, or for five minutes.
 * @outcome is to be cleared in any case. */
gboolean   assay_http_fetch        (AssayHttp *self, const AssayHttpRequest *request, AssayHttpOutcome *outcome,
                                    GCancellable *cancellable, GError **error);
/* The same in a thread; @request is copied. */
void       assay_http_fetch_async  (AssayHttp *self, const AssayHttpRequest *request, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean   assay_http_fetch_finish (AssayHttp *self, GAsyncResult *result, AssayHttpOutcome *outcome, GError **error);

void       assay_http_outcome_clear (AssayHttpOutcome *self);

/* With its own strings, for another thread; transfer full. */
AssayHttpRequest *assay_http_request_copy (const AssayHttpRequest *self);
void              assay_http_request_free (AssayHttpRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayHttp, assay_http_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayHttpRequest, assay_http_request_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AssayHttpOutcome, assay_http_outcome_clear)

G_END_DECLS
