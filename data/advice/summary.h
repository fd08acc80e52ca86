/* A verdict in words: derived from its readings and its rule, never written beforehand. Private to this room. */
#pragma once

#include "data/advice/verdict.h"
#include "data/model/rule.h"

G_BEGIN_DECLS

/* Why, in one or two sentences of at most 200 characters (an opinion's are its author's); transfer full. */
char *assay_summary_why    (const AssayVerdict *verdict, const AssayRule *rule);
/* What would settle it, or NULL where it is settled or a matter of taste; transfer full. */
char *assay_summary_settle (const AssayVerdict *verdict, const AssayRule *rule);
/* The rule, for a reader who wants to know how the verdict comes about; transfer full. */
char *assay_summary_rule   (const AssayRule *rule, AssayStore *store);

G_END_DECLS
