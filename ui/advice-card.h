/* The recommendation: what to choose, why, what speaks against it, and what would change it. */
#pragma once

#include "data/advice/advice.h"
#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_ADVICE_CARD (assay_advice_card_get_type ())
G_DECLARE_FINAL_TYPE (AssayAdviceCard, assay_advice_card, ASSAY, ADVICE_CARD, GtkWidget)

GtkWidget *assay_advice_card_new (void);
/* In place: what has the focus keeps it, what is open stays open. */
void       assay_advice_card_set (AssayAdviceCard *self, AssayAdvice *advice, AssayStore *store);

G_END_DECLS
