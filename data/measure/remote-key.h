/* The host keys of computers elsewhere: which one has, and which the user says are its own. Every function here blocks: call it in a task thread. */
#pragma once

#include "data/measure/remote.h"

G_BEGIN_DECLS

typedef struct
{
  char *kind;          /* "ED25519" */
  char *fingerprint;   /* "SHA256:…", as ssh-keygen -l says it */
  char *line;          /* of a file of known hosts */
} AssayHostKey;

/* "$XDG_DATA_HOME/assay/known_hosts", which counts beside the user's own; transfer full. */
char     *assay_remote_known_hosts (void);
/* What the host shows to whoever asks, by ssh-keyscan: nothing that could be relied on before the user has compared it. Of AssayHostKey, one at the
 * least; transfer full. */
GPtrArray *assay_remote_scan_keys  (const AssayRemote *self, GCancellable *cancellable, GError **error);
/* Asks for the host's keys anew and keeps the one with @fingerprint among the known ones, in place of those that Assay kept for this host before; %ASSAY_ERROR_INVALID
 * if it has none of that fingerprint. */
gboolean  assay_remote_accept_key  (const AssayRemote *self, const char *fingerprint, GCancellable *cancellable, GError **error);
/* What ssh-keyscan prints; of AssayHostKey. Lines that are no keys are left out. */
GPtrArray *assay_host_keys_parse   (const char *text);

/* Sets %ASSAY_ERROR_HOST_KEY with the host's fingerprints and what to do. */
void      assay_remote_explain_unknown_key (const AssayRemote *self, GCancellable *cancellable, GError **error);
/* Sets %ASSAY_ERROR_NETWORK: the host shows another key than the known one. */
void      assay_remote_explain_changed_key (const AssayRemote *self, GCancellable *cancellable, GError **error);

G_END_DECLS
