/* The user's own workloads may have come from elsewhere: nothing of that folder is run before the user has seen what would run and said yes, which is
 * remembered by the hash of all that is in it. Every function here blocks: call it in a task thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ASSAY_TRUST_NOTHING,   /* there is no folder, or nothing in it */
  ASSAY_TRUST_GIVEN,
  ASSAY_TRUST_WANTED,    /* nobody has said yes, or something was changed since */
} AssayTrust;

/* "$XDG_DATA_HOME/assay/workloads"; transfer full. */
char      *assay_trust_folder   (void);
/* How it stands, and the hash of what is there (transfer full, may be NULL to not be told). %ASSAY_TRUST_WANTED with @error and no hash for what is too large
 * to be looked at. */
AssayTrust assay_trust_look     (char **hash, GError **error);
/* What would run beyond what Assay brings along: a line for each program that is looked for, built or measured, with its command; transfer full. */
char      *assay_trust_describe (void);
/* Remembers that the user said yes to what has @hash; %ASSAY_ERROR_INVALID if it is another by now. */
gboolean   assay_trust_give     (const char *hash, GError **error);

G_END_DECLS
