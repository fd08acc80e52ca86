/* What the files of the HTTP part share: its limits, and one request to one address, which is one hop of a fetch. */
#pragma once

#include <curl/curl.h>

#include "data/sources/address.h"
#include "data/sources/http.h"

G_BEGIN_DECLS

/* One transfer at a time; it keeps its connections from one to the next. */
typedef struct
{
  CURL *easy;
  CURLM *multi;
  gboolean busy;
} AssayHttpSlot;

struct _AssayHttp
{
  AssayHttpOptions options;   /* with every default filled in, and its own strings and objects */
  char *ca_file;
  GMutex lock;                /* of all that follows */
  GCond freed;                /* a slot was */
  AssayHttpSlot slots[ASSAY_HTTP_MAX_TRANSFERS];
  GHashTable *hosts;          /* origin -> gint64, the monotonic time of its next request, us */
};

typedef struct
{
  const AssayHttpRequest *request;
  const AssayAddress *address;
  AssayReach only;            /* LOOPBACK or PUBLIC: connect to no other; UNKNOWN: to any */
  gboolean trusted;           /* may see the request's own headers */
  gboolean posts;
  gint64 end;                 /* monotonic, us */
  char *proxy;                /* or NULL */

  /* what came of it */
  CURLcode code;
  char reason[CURL_ERROR_SIZE];
  GByteArray *body;
  gsize n_head;               /* bytes of headers */
  gboolean flooded;           /* the body was too large */
  gboolean endless;           /* the headers were */
  gboolean refused;           /* the host's number is not one of @only */
  gboolean connected;
  int os_error;
  guint status, protocol;
  guint proxy_status;         /* of a proxy that was asked for a way through; 0: it wasn't */
  char *etag, *last_modified, *type, *location;
  gint64 wait;                /* s that the server asks for, now or when it was asked before; 0: it doesn't */
  gboolean limited;           /* as it allows only so many requests, which are used up until then */
  AssayReach reach;           /* where it was connected to */
} AssayHttpHop;

/* Runs it in a slot; FALSE only if it was cancelled, or no slot became free before its end. */
gboolean assay_http_transfer   (AssayHttp *self, AssayHttpHop *hop, GCancellable *cancellable, GError **error);
void     assay_http_hop_clear  (AssayHttpHop *self);

/* TRUE for an answer to be taken. Else the error, and @again: whether another try is worth it. */
gboolean assay_http_judge      (AssayHttp *self, const AssayHttpHop *hop, gboolean *again, GError **error);

/* A proxy's address as libcurl takes it, NULL for none; transfer full. An @error is told only for a cancellation: without settings there is none. */
char    *assay_http_proxy      (AssayHttp *self, const AssayAddress *address, GCancellable *cancellable, GError **error);

/* Waits until @until (monotonic, us); FALSE if it was cancelled before. */
gboolean assay_http_sleep      (gint64 until, GCancellable *cancellable, GError **error);
/* Waits for the turn of the hop's address at its host; FALSE if it was cancelled, or the turn comes after the hop's end: then its wait says when. */
gboolean assay_http_pace       (AssayHttp *self, AssayHttpHop *hop, GCancellable *cancellable, GError **error);
/* Nobody asks that host again for so many seconds. */
void     assay_http_hold_off   (AssayHttp *self, const AssayAddress *address, gint64 seconds);
/* A free slot, to be given back; NULL if it was cancelled or @end came. */
AssayHttpSlot *assay_http_take_slot (AssayHttp *self, const AssayAddress *address, gint64 end, GCancellable *cancellable, GError **error);
void     assay_http_give_slot  (AssayHttp *self, AssayHttpSlot *slot);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AssayHttpHop, assay_http_hop_clear)

G_END_DECLS
