/* Computers elsewhere that the user has named: where the same is measured, over OpenSSH's ssh. */
#pragma once

#include <gio/gio.h>

#include "data/measure/types.h"

G_BEGIN_DECLS

struct _AssayRemote
{
  char *name;          /* the user's, which labels its runs: at most %ASSAY_MACHINE_MAX_NAME characters on one line */
  char *destination;   /* "user@host", "host", or a name in the user's ~/.ssh/config */
  guint port;          /* 0: ssh's own */
  char *identity;      /* absolute path of a private key; NULL: the agent's keys and ssh's own */
  char **command;      /* the words that run Assay there: { "assay", NULL } */
};

AssayRemote *assay_remote_new    (const char *name, const char *destination);
AssayRemote *assay_remote_copy   (const AssayRemote *self);
void         assay_remote_free   (AssayRemote *self);
/* Whether each member is what it may be: nothing in it can be taken for one of ssh's options. %ASSAY_ERROR_INVALID that begins with the member's name. */
gboolean     assay_remote_check  (const AssayRemote *self, GError **error);

/* "$XDG_DATA_HOME/assay/machines.json"; transfer full. */
char        *assay_remotes_path  (void);
/* Those of the user by name, of AssayRemote; transfer full. Mistakes in the document are told in @errors (of char*, may be NULL), and the rest holds. */
GPtrArray   *assay_remotes_load  (GPtrArray *errors);
/* Reads @length bytes, for tests and the fuzzer. */
GPtrArray   *assay_remotes_read  (const char *file, const char *text, gsize length, GPtrArray *errors);
/* By name; NULL if there is none; transfer none. */
AssayRemote *assay_remotes_find  (GPtrArray *remotes, const char *name);
/* Keeps it; %ASSAY_ERROR_INVALID if something is wrong with it, the name is taken, or the document has mistakes, which writing would lose. */
gboolean     assay_remote_add    (const AssayRemote *self, GError **error);
/* %ASSAY_ERROR_INVALID if there is none of that name. */
gboolean     assay_remote_remove (const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayRemote, assay_remote_free)

G_END_DECLS
