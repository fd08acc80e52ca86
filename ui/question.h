/* A small window that asks before something is done, or says why it wasn't. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

/* @answer is its place among those that were offered. */
typedef void (*AssayAnswered) (guint answer, gpointer data);

/* @answers (NULL-terminated, with mnemonics; the last is what most want; may be NULL: there is nothing to decide). Cancel, Escape and closing answer nothing;
 * then, as after an answer, @data is freed by @destroy. */
void assay_question_ask (GtkWindow *parent, const char *title, const char *text, const char * const *answers, AssayAnswered answered, gpointer data,
                         GDestroyNotify destroy);

G_END_DECLS
