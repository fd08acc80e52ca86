/* Text within HTML that is well-formed XML too. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @text as content or as a quoted attribute's value: nothing in it is markup, and what XML can't hold (control characters, bytes
 * that aren't UTF-8) is U+FFFD. NULL is nothing. */
void assay_html_put_text    (GString *html, const char *text);
/* "<NAME>text</NAME>" and a new line; @open may have attributes ("p class=\"note\""). Nothing where @text is NULL or empty. */
void assay_html_put_element (GString *html, const char *open, const char *text);

/* A sentence around markup: @words as text, with @markup where its one "%s" stands. */
void assay_html_put_around  (GString *html, const char *words, const char *markup);

G_END_DECLS
