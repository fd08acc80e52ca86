/* An experiment on a machine elsewhere: "assay measure --follow" over ssh, whose documents are read as strictly as any import. */
#pragma once

#include "data/measure/experiment.h"
#include "data/measure/reporter.h"

G_BEGIN_DECLS

/* Adds to @runs (of AssayRun) what was measured, each labelled with the machine's name, and tells @reporter how far it is. FALSE with @error when it
 * ended badly; what was finished is in @runs all the same, also when it was cancelled. Blocking. */
gboolean assay_elsewhere_run   (const AssayErrand *errand, AssayReporter *reporter, GPtrArray *runs, GCancellable *cancellable, GError **error);

/* What a machine says of itself. */
typedef struct
{
  char *program;           /* "Assay 0.1.0" */
  AssayMachine *machine;   /* or NULL */
} AssayRemoteAnswer;

/* Connects and asks which Assay is there and on what: FALSE with %ASSAY_ERROR_HOST_KEY as long as its host key isn't known, %ASSAY_ERROR_NETWORK when
 * something else keeps it from measuring. Blocking. */
gboolean           assay_remote_look        (const AssayRemote *remote, AssayRemoteAnswer *answer, GCancellable *cancellable, GError **error);
void               assay_remote_answer_clear (AssayRemoteAnswer *self);
/* What assay_remote_look() wants to be answered: one line; transfer full. */
char              *assay_remote_introduce   (void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AssayRemoteAnswer, assay_remote_answer_clear)

G_END_DECLS
