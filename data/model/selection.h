/* A choice of subjects as rules name it: some by id, others with everything below them. */
#pragma once

#include "data/model/types.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *subjects;   /* of AssaySubject: exactly these */
  char **within;         /* and these with their descendants; ids, or NULL */
  char **except;         /* but not these or their descendants; ids, or NULL */
} AssaySelection;

/* Reads @object's member @name: a subject id, {"within": ids, "except": ids}, or an array of both. An absent member gives NULL,
 * which stands for every subject; mistakes are reported. */
AssaySelection *assay_selection_read  (const AssayField *object, const char *name, AssayStore *store);
void            assay_selection_free  (AssaySelection *self);
gboolean        assay_selection_has   (const AssaySelection *self, AssayStore *store, AssaySubject *subject);
/* "Express, Fastify and everything under Node.js but Bun"; transfer full. */
char           *assay_selection_words (const AssaySelection *self, AssayStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssaySelection, assay_selection_free)

G_END_DECLS
