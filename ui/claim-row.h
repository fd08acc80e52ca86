/* A statement with its verdict; opened, it shows the evidence, the rule, and what would settle it. */
#pragma once

#include "data/advice/verdict.h"
#include "data/model/statement.h"
#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_CLAIM_ROW (assay_claim_row_get_type ())
G_DECLARE_FINAL_TYPE (AssayClaimRow, assay_claim_row, ASSAY, CLAIM_ROW, GtkListBoxRow)

/* The row of statement number @index of the store; its inside is built when it is first opened. */
GtkWidget        *assay_claim_row_new           (AssayStatement *statement, AssayAssessment *assessment, guint index);
gboolean          assay_claim_row_get_expanded  (AssayClaimRow *self);
void              assay_claim_row_set_expanded  (AssayClaimRow *self, gboolean expanded);
AssayStatement   *assay_claim_row_get_statement (AssayClaimRow *self);
AssayVerdictKind  assay_claim_row_get_kind      (AssayClaimRow *self);
/* Whether @words, of assay_search_words(), all occur in what the row says. */
gboolean          assay_claim_row_matches       (AssayClaimRow *self, const char * const *words);

G_END_DECLS
