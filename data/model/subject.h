/* What is compared: languages, runtimes, frameworks, tools, registries, releases. */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

/* Immutable, boxed, atomically counted. */
struct _AssaySubject
{
  char *id, *name;
  char *kind;          /* "language", "runtime", "framework", "library", "tool", "server", "database", "registry", "release" ... */
  char *parent;        /* id, or NULL: "node" for Express */
  char *language, *licence, *homepage, *purl, *note;  /* each may be NULL; purl as "pkg:npm/express" */
  gboolean compared;   /* one of the sides of the comparison (Python, Node.js) */
  int hue;             /* 0..7, place in the palette, or -1: its parent's */
};

#define ASSAY_TYPE_SUBJECT (assay_subject_get_type ())
GType         assay_subject_get_type (void) G_GNUC_CONST;
AssaySubject *assay_subject_read     (const AssayField *object);
AssaySubject *assay_subject_ref      (AssaySubject *self);
void          assay_subject_unref    (AssaySubject *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssaySubject, assay_subject_unref)

G_END_DECLS
