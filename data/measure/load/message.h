/* The request as bytes, made once and sent again and again; a large body is made up while it is sent. */
#pragma once

#include "data/measure/load.h"

G_BEGIN_DECLS

typedef struct
{
  char *bytes;          /* head and body, or the head and the beginning of a made body */
  gsize held, length;   /* of @bytes; of the whole request */
  char *fill;           /* one piece of a made body that isn't held */
} AssayMessage;

/* @extra: header lines of ours, each ending in CR LF. */
void        assay_message_init  (AssayMessage *self, const AssayRequest *request, guint16 port, const char *extra);
void        assay_message_clear (AssayMessage *self);
/* What is to be sent next from @position on, which is below the length. */
const char *assay_message_piece (const AssayMessage *self, gsize position, gsize *size);

G_END_DECLS
