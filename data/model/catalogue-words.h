/* The words of the documents that come with the program, in the user's language. What a user wrote stays as it is. */
#pragma once

#include <json-glib/json-glib.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* @root (transfer full), a document of @kind "catalogue" or "profile", with translations in the place of its words; data/catalogue/words.json lists which
 * members are words. @root itself where nothing is translated; transfer full. */
JsonNode   *assay_catalogue_words_translate (const char *kind, JsonNode *root);

/* What stands in the document where people read @text: names of series and categories are selected by that, in any language. @text itself if it was
 * not translated; transfer none. */
const char *assay_catalogue_words_source    (const char *text);

G_END_DECLS
