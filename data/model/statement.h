/* A sentence that people repeat, and the rule that checks it. */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_CHECK_MEASURE,
  ASSAY_CHECK_FETCH,
  ASSAY_CHECK_CITE,
  ASSAY_CHECK_JUDGE,
} AssayCheck;

#define ASSAY_TYPE_STATEMENT (assay_statement_get_type ())
G_DECLARE_FINAL_TYPE (AssayStatement, assay_statement, ASSAY, STATEMENT, GObject)

/* From a catalogue object; NULL with reports if it makes no sense. */
AssayStatement     *assay_statement_read          (const AssayField *object, AssayStore *store);

const char         *assay_statement_get_id        (AssayStatement *self);
const char         *assay_statement_get_text      (AssayStatement *self);   /* the sentence, in our words */
const char         *assay_statement_get_topic     (AssayStatement *self);   /* the article's section */
const char         *assay_statement_get_criterion (AssayStatement *self);   /* id */
const char * const *assay_statement_get_subjects  (AssayStatement *self);   /* ids */
const char         *assay_statement_get_favours   (AssayStatement *self);   /* subject id, or NULL: neither side */
AssayProvenance    *assay_statement_get_origin    (AssayStatement *self);   /* who says so: the article */
AssayCheck          assay_statement_get_check     (AssayStatement *self);
const char         *assay_statement_get_method    (AssayStatement *self);   /* how it can be checked, in words */
const char         *assay_statement_get_remark    (AssayStatement *self);   /* what the evidence does and does not say; or NULL */
const AssayRule    *assay_statement_get_rule      (AssayStatement *self);

G_END_DECLS
