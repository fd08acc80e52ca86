/* Whom names in files mean: all names that the catalogue has, for looking many up. */
#pragma once

#include "data/model/types.h"

G_BEGIN_DECLS

typedef struct _AssayNames AssayNames;

/* Those of @store as it is now; borrows its subjects. */
AssayNames   *assay_names_new  (AssayStore *store);
void          assay_names_free (AssayNames *self);
/* The subject that @name means: its id, its name in any case, or the name under which a figure of the catalogue has it in its dimension
 * "entry"; NULL if none, or if several subjects share that name. Transfer none. */
AssaySubject *assay_names_find (const AssayNames *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayNames, assay_names_free)

G_END_DECLS
