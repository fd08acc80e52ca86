/* A server under test: started, ready, verified, ended. */
#pragma once

#include <gio/gio.h>

#include "data/measure/child.h"
#include "data/measure/workload.h"

G_BEGIN_DECLS

/* One answer, read with libcurl; the body as it came, still encoded if it was. */
typedef struct
{
  int status;
  char *type, *encoding;  /* Content-Type, Content-Encoding; or NULL */
  GBytes *body;           /* at most ASSAY_ANSWER_MOST */
} AssayAnswer;

#define ASSAY_ANSWER_MOST (64 * 1024 * 1024)
/* What the made body of a request (AssayRequest.fill) consists of. */
#define ASSAY_REQUEST_FILL 'x'

/* Starts it and waits, at most @patience seconds, for its ready line ({"event": "ready", "port": N, ...}, first line of standard output) and
 * then for a first answer of any status to @request (or to "GET /" if it is NULL). Its standard input is kept open, its further
 * output dropped. NULL with an @error that names the subject. */
AssayServer *assay_server_start    (const AssayChildSpec *spec, const AssayRequest *request, double patience,
                                    GCancellable *cancellable, GError **error);
guint16      assay_server_get_port (AssayServer *self);
AssayChild  *assay_server_get_child (AssayServer *self);
/* Its ready line, a checked JSON object; transfer none. */
const char  *assay_server_get_ready (AssayServer *self);
/* Seconds from start to the first answer. */
double       assay_server_get_start_up (AssayServer *self);
/* Asks, over the connection of the former question if that still stands; at most 30 s. @answer is cleared with assay_answer_clear(),
 * also after a failure. %FALSE with an @error that names the subject: its end, if it ended meanwhile. */
gboolean     assay_server_ask      (AssayServer *self, const AssayRequest *request, AssayAnswer *answer,
                                    GCancellable *cancellable, GError **error);
/* assay_server_ask(), then assay_answer_check(): "Express answered 500 instead of 200". */
gboolean     assay_server_verify   (AssayServer *self, const AssayRequest *request, const AssayExpectation *expect,
                                    AssayAnswer *answer, GCancellable *cancellable, GError **error);
void         assay_answer_clear    (AssayAnswer *answer);
/* Whether @answer is as expected; @error says what differs, with both values shortened, and goes on after a subject: "answered 500 instead
 * of 200". */
gboolean     assay_answer_check    (const AssayAnswer *answer, const AssayExpectation *expect, GError **error);
/* Whether two subjects answered alike: status, type and decoded body (as JSON where the expectation says so). */
gboolean     assay_answer_equal    (const AssayAnswer *a, const AssayAnswer *b, const AssayExpectation *expect);
/* Ends it, with 5 s of patience; see assay_child_stop(). */
gboolean     assay_server_stop     (AssayServer *self, AssayChildUsage *usage, GError **error);
void         assay_server_free     (AssayServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayServer, assay_server_free)

G_END_DECLS
