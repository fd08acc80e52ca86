/* Asks a server on loopback one request after the other. libcurl keeps to the protocol; the load generator is another program. */
#pragma once

#include "data/measure/server.h"

G_BEGIN_DECLS

typedef struct _AssayClient AssayClient;

AssayClient *assay_client_new  (guint16 port);
void         assay_client_free (AssayClient *self);

typedef enum
{
  ASSAY_ASKED,          /* there is an answer */
  ASSAY_ASK_REFUSED,    /* nobody listens */
  ASSAY_ASK_DROPPED,    /* the connection was closed without an answer */
  ASSAY_ASK_FAILED,     /* no answer in time, one that can't be read, or cancelled */
} AssayAsked;

/* @answer is to be cleared in any case. Unless ASSAY_ASKED, @error says what failed, without a subject. */
AssayAsked   assay_client_ask  (AssayClient *self, const AssayRequest *request, double timeout, AssayAnswer *answer,
                                GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayClient, assay_client_free)

G_END_DECLS
