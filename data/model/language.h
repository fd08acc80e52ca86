/* The user's language: what marks a text for translation, and where translations are found. */
#pragma once

#define GETTEXT_PACKAGE "assay"

/* _(), C_(), N_(), ngettext() and g_dngettext(): whoever has something to say to people includes this. */
#include <glib/gi18n-lib.h>

#include "data/model/types.h"

/* Lets what follows speak the user's language: translations are looked for in $ASSAY_LOCALES, in the build tree beside the running program, and where they are
 * installed. Called once, the first thing in main(). */
void assay_language_set (void);

/* The language of the translations that are in use, as on the web: "de", "pt-BR"; "en" where there are none. Transfer full. */
char *assay_language_tag (void);

/* What a document of the program's own says, where it is shown: translated, or @text itself (or NULL) where there is no translation. */
const char *assay_language_words (const char *text);

/* Whether the words of a command line ask for what programs read, which is the same in any language. */
gboolean assay_language_is_for_programs (int argc, char **argv);
