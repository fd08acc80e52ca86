/* Where a figure comes from. */
#pragma once

#include <glib-object.h>

#include "data/model/types.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_ORIGIN_PUBLISHED,   /* somebody's benchmark, survey, registry, documentation */
  ASSAY_ORIGIN_MEASURED,    /* a run of this program or of its developers, with machine and command */
  ASSAY_ORIGIN_CLAIM,       /* a text that states without evidence: the article */
} AssayOriginKind;

typedef enum
{
  ASSAY_STANDING_INDEPENDENT,
  ASSAY_STANDING_VENDOR,    /* by the project that is measured */
  ASSAY_STANDING_OWN,       /* by us, or by the user */
} AssayStanding;

/* Immutable, boxed, atomically counted; every string but id and title may be NULL. */
struct _AssayProvenance
{
  char *id, *title, *publisher;
  char *url;                /* or repository path with commit */
  char *date;               /* of the source, ISO */
  char *retrieved;          /* when it was read, ISO */
  char *licence;            /* "MIT", or a note such as "no licence stated" */
  char *via;                /* non-NULL: second-hand, and through what */
  char *machine, *versions, *command, *sample, *note;
  AssayOriginKind kind;
  AssayStanding standing;
};

#define ASSAY_TYPE_PROVENANCE (assay_provenance_get_type ())
GType            assay_provenance_get_type (void) G_GNUC_CONST;
/* From a catalogue object; reports mistakes and returns NULL if id or title is missing. */
AssayProvenance *assay_provenance_read     (const AssayField *object);
AssayProvenance *assay_provenance_ref      (AssayProvenance *self);
void             assay_provenance_unref    (AssayProvenance *self);
/* One line for a footer: "TechEmpower continuous run, 2025-06-08 (via billywhizz/tfbvis)"; transfer full. */
char            *assay_provenance_line     (const AssayProvenance *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayProvenance, assay_provenance_unref)

G_END_DECLS
