/* A page of the window and of the deck: its headline follows from a chart's figure, as a chart's finding does. */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* Immutable, boxed, atomically counted; the struct is private to page.c. */
#define ASSAY_TYPE_PAGE (assay_page_get_type ())
GType        assay_page_get_type     (void) G_GNUC_CONST;
/* From a catalogue object; NULL with reports if it names an unknown chart or a sentence makes no sense. */
AssayPage   *assay_page_read         (const AssayField *object, AssayStore *store);
AssayPage   *assay_page_ref          (AssayPage *self);
void         assay_page_unref        (AssayPage *self);
const char  *assay_page_get_id       (const AssayPage *self);      /* "overview", "performance", "scalability", "ecosystem" */
const char  *assay_page_get_title    (const AssayPage *self);

/* The page's one sentence, from the figures that @store holds now; the title if no sentence applies. Transfer full. */
char        *assay_page_get_headline (AssayPage *self, AssayStore *store, double today);
/* The line below it: how many figures, how many sources, how new ...; NULL if none. Transfer full. */
char        *assay_page_get_subtitle (AssayPage *self, AssayStore *store, double today);

/* The pages that a chart may name; NULL-terminated. */
const char * const *assay_page_ids   (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayPage, assay_page_unref)

G_END_DECLS
