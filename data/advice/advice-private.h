/* What the files that make an advice share. */
#pragma once

#include "data/advice/advice.h"

G_BEGIN_DECLS

/* Sum of weight times mean value. */
double assay_advice_utility      (const AssayAdvice *self, guint alternative);
/* "lead" of two that are joined, else "leads"; "are" and "is". */
const char *assay_advice_leads   (const AssayAdvice *self, guint alternative);
const char *assay_advice_is      (const AssayAdvice *self, guint alternative);

/* advice-flips.c: fills flips and break_even. */
void   assay_advice_find_flips   (AssayAdvice *self);
void   assay_flip_free           (AssayFlip *self);
/* advice-reasons.c: fills reasons and counter. */
void   assay_advice_find_reasons (AssayAdvice *self);
void   assay_reason_free         (AssayReason *self);
/* advice-words.c: fills verdict, sentence, confidence and joint. */
void   assay_advice_find_words   (AssayAdvice *self);

G_END_DECLS
