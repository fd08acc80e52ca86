/* What "assay measure --follow" says to the Assay that reads along, on standard output: lines that begin with "# " tell how far it is, as one JSON object
 * each; all others are run documents, each followed by a line that says it is whole. See measure-follow in app/interface.schema.json. */
#pragma once

#include "data/measure/experiment.h"

G_BEGIN_DECLS

#define ASSAY_FOLLOW_MARK "# "
#define ASSAY_FOLLOW_MAX_LINE (256 * 1024)   /* bytes, of a line with the mark */
#define ASSAY_FOLLOW_MAX_ITEMS 1000

/* One line that was read. */
typedef struct
{
  char *program;            /* of the first line: "Assay 0.1.0"; with what follows, else NULL */
  double seconds;           /* that it will take, or is allowed to */
  char **scenarios;         /* ids, in their order */
  char **notes;             /* what is left out, and why; or NULL */
  AssayMachine *machine;    /* where; or NULL */

  gboolean finished;        /* the document before this line is whole */

  guint n_items;            /* of a line about the progress; else 0 */
  guint item;
  AssayItemState *states;   /* n_items long */
  char **messages;          /* n_items long, elements may be NULL */
  double done;              /* 0 .. 1 */
  char *doing;              /* or NULL */
  JsonNode *run;            /* of the scenario under way, where it has changed, with the starts from @from on; its document is read when these are joined; or NULL */
  guint from;
  gboolean loading;         /* what follows is of the start under way, as in AssayProgress */
  guint cell;
  double time, throughput, p50, p99;
} AssayFollow;

/* Each with the mark, without a newline; transfer full. */
char     *assay_follow_begin    (const AssayPlan *plan, const AssayMachine *machine);
/* With its run, from the start @from on, or without it where that is %G_MAXUINT. */
char     *assay_follow_progress (const AssayProgress *progress, guint from);
char     *assay_follow_finished (void);
/* Reads a line with the mark; @self is to be cleared in any case. %ASSAY_ERROR_FORMAT if it is none of these. */
gboolean  assay_follow_read     (AssayFollow *self, const char *line, GError **error);
void      assay_follow_clear    (AssayFollow *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AssayFollow, assay_follow_clear)

G_END_DECLS
