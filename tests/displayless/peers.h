/* Servers that a test starts and ends itself, and what it asks them. */
#pragma once

#include "data/sources/http.h"

G_BEGIN_DECLS

/* The server with every fault. */
typedef struct
{
  GSubprocess *process;
  guint port;
} Peer;

void      peer_start   (Peer *self);
void      peer_stop    (Peer *self);
/* "http://127.0.0.1:PORT/PATH"; transfer full. */
char     *peer_address (const Peer *self, const char *path);
/* How often @path was asked. */
guint     peer_asked   (const Peer *self, const char *path);

/* Times short enough for tests. */
AssayHttp *peer_http   (AssayHttpOptions options);
/* Fetches "/path" as JSON within @most s, which must succeed; the body as text, transfer full. */
char     *peer_fetch   (AssayHttp *http, const Peer *self, const char *path, AssayHttpOutcome *outcome);
char     *peer_text    (GBytes *body);

/* Below a folder of the test's own. */
void      peer_remove_folder (const char *folder);
/* The port of no server; it may be taken by another at any time. */
guint     peer_free_port     (void);

G_END_DECLS
