/* A question about the project, and what each answer weighs. Read from the catalogue's "needs". */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

typedef struct
{
  char *driver;            /* id */
  double weight;           /* 0..100 points */
} AssayNeedWeight;

typedef struct
{
  char *id, *name;         /* "up to 10,000 requests a second" */
  GArray *weights;         /* of AssayNeedWeight; free-standing points, the largest answer wins */
  char **statements;       /* ids of what is said about just this case ("use-node-realtime"); never NULL */
} AssayAnswer;

/* Immutable, boxed, atomically counted. */
struct _AssayNeed
{
  char *id, *name;         /* "Expected load" */
  char *question;          /* "How many requests come in a second?" */
  GPtrArray *answers;      /* of AssayAnswer, 2 or more; the first is the modest one */
};

#define ASSAY_TYPE_NEED (assay_need_get_type ())
GType      assay_need_get_type (void) G_GNUC_CONST;
/* From a catalogue object; NULL with reports if it makes no sense. Drivers are read before. */
AssayNeed *assay_need_read     (const AssayField *object, AssayStore *store);
AssayNeed *assay_need_ref      (AssayNeed *self);
void       assay_need_unref    (AssayNeed *self);
/* NULL if there is none; transfer none. */
const AssayAnswer *assay_need_find (const AssayNeed *self, const char *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayNeed, assay_need_unref)

G_END_DECLS
