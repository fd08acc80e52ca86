/* A server under test: started, ready, verified, ended. */
#pragma once

#include <gio/gio.h>

#include "data/measure/child.h"
#include "data/measure/workload.h"

G_BEGIN_DECLS

/* One answer, read with libcurl. */
typedef struct
{
  int status;
  char *type, *encoding;  /* or NULL */
  GBytes *body;           /* at most 64 MiB */
} AssayAnswer;

/* Starts it and waits, at most @patience seconds, for its ready line ({"event": "ready", "port": N, ...}, first line of standard output) and
 * then for a first answer of any status to @request (or to "GET /" if it is NULL). NULL with an @error that names the subject. */
AssayServer *assay_server_start    (const AssayChildSpec *spec, const AssayRequest *request, double patience,
                                    GCancellable *cancellable, GError **error);
guint16      assay_server_get_port (AssayServer *self);
AssayChild  *assay_server_get_child (AssayServer *self);
/* What the ready line says besides the port, as JSON text; transfer none. */
const char  *assay_server_get_ready (AssayServer *self);
/* Seconds from start to the first answer. */
double       assay_server_get_start_up (AssayServer *self);
gboolean     assay_server_ask      (AssayServer *self, const AssayRequest *request, AssayAnswer *answer,
                                    GCancellable *cancellable, GError **error);
void         assay_answer_clear    (AssayAnswer *answer);
/* Whether @answer is as expected; @error says what differs, with both values shortened. */
gboolean     assay_answer_check    (const AssayAnswer *answer, const AssayExpectation *expect, GError **error);
/* Whether two subjects answered alike: status, type and body (as JSON where the expectation says so). */
gboolean     assay_answer_equal    (const AssayAnswer *a, const AssayAnswer *b, const AssayExpectation *expect);
/* Ends it; see assay_child_stop(). */
gboolean     assay_server_stop     (AssayServer *self, AssayChildUsage *usage, GError **error);
void         assay_server_free     (AssayServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayServer, assay_server_free)

G_END_DECLS
