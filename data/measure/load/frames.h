/* WebSocket frames (RFC 6455): a server's, read as they arrive, and a client's, made. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASSAY_FRAMES_TEXT 128          /* bytes of a message that are kept */
#define ASSAY_FRAMES_MOST_MADE 140     /* of a frame made: header, mask and at most 125 bytes */

enum
{
  ASSAY_FRAME_CONTINUATION = 0,
  ASSAY_FRAME_TEXT = 1,
  ASSAY_FRAME_BINARY = 2,
  ASSAY_FRAME_CLOSE = 8,
  ASSAY_FRAME_PING = 9,
  ASSAY_FRAME_PONG = 10,
};

/* What was read of the frame under way, and of the message that it may be a part of: control frames come between. */
typedef struct
{
  guint8 head[10];
  guint n_head;
  guint64 remaining;                   /* bytes of the frame's payload */
  gboolean within;                     /* the head is complete */
  guint opcode;                        /* of the message that is complete, or of the control frame; valid when feed says so */
  gboolean fragmented;                 /* a message has begun */
  guint message_opcode;
  char text[ASSAY_FRAMES_TEXT], control[ASSAY_FRAMES_TEXT];
  guint64 length, control_length;      /* of the message; of the control frame */
  guint64 heard;                       /* the last message's number, for the reader's use */
  const char *problem;                 /* in words */
} AssayFrames;

/* Takes bytes up to the end of a message or control frame and sets @complete if it came; its opcode, text and length hold until the next call. */
gsize assay_frames_feed (AssayFrames *self, const char *data, gsize length, gboolean *complete);
/* Writes a masked final frame with @n (at most 125) bytes of payload into @frame and returns its length. */
gsize assay_frames_make (guint8 *frame, guint opcode, const char *payload, gsize n, guint32 mask);

G_END_DECLS
