/* Reads one HTTP/1.1 answer from bytes as they arrive: nothing is kept but what has to be checked. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASSAY_REPLY_MOST_HEAD 32768      /* bytes of status line and headers */
#define ASSAY_REPLY_MOST_FRAMING 8192    /* bytes of one chunk's size line, or of the trailers */

typedef enum
{
  ASSAY_REPLY_HEAD,
  ASSAY_REPLY_LENGTH,        /* a body of known length */
  ASSAY_REPLY_TO_CLOSE,      /* a body that ends with the connection */
  ASSAY_REPLY_CHUNK_SIZE,
  ASSAY_REPLY_CHUNK_NEWLINE, /* behind the size line's carriage return */
  ASSAY_REPLY_CHUNK,
  ASSAY_REPLY_CHUNK_CR,
  ASSAY_REPLY_CHUNK_LF,
  ASSAY_REPLY_TRAILER,
  ASSAY_REPLY_DONE,
} AssayReplyPhase;

typedef struct
{
  AssayReplyPhase phase;
  int status;
  gboolean closes;           /* the server ends the connection after this answer */
  gboolean chunked, counted; /* how the length is told */
  guint64 remaining;         /* of the body, or of the chunk */
  guint64 length;            /* of the body so far, without its framing */
  guint framing;             /* bytes of the size line or trailer being read */
  guint digits;              /* of the size line; then, in the trailer, bytes of the line */
  gboolean extension;        /* behind the size in its line */
  char accept[32];           /* Sec-WebSocket-Accept */
  const char *problem;       /* in words, once it is no HTTP */
  char *held;                /* a head that came in pieces; kept for the next answer */
  gsize n_held;
} AssayReply;

/* Makes it ready for the next answer. */
void     assay_reply_begin (AssayReply *self);
void     assay_reply_clear (AssayReply *self);
/* Takes what belongs to the answer from @data and returns how many bytes that was. The answer is complete at %ASSAY_REPLY_DONE; nothing more
 * can come after a @problem. Interim answers (1xx but 101) are passed over. */
gsize    assay_reply_feed  (AssayReply *self, const char *data, gsize length);
/* The connection has ended: whether that completes the answer. */
gboolean assay_reply_end   (AssayReply *self);

G_END_DECLS
