/* What the advisor page works on: the profile that is being edited, and the advice that follows from it, reckoned in a thread. */
#pragma once

#include "data/advice/advice.h"
#include "data/advice/record.h"
#include "ui/types.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_ADVISER (assay_adviser_get_type ())
G_DECLARE_FINAL_TYPE (AssayAdviser, assay_adviser, ASSAY, ADVISER, GObject)

/* What was changed in the profile. */
typedef enum
{
  ASSAY_EDIT_WEIGHTS,        /* weights, locks, musts, orders: the evidence stays, it is quick */
  ASSAY_EDIT_ALL,
} AssayEdit;

/* Emits "changed" when advice came, could not be given, or is waited for; "profile-changed" when another profile is edited, or more of it than the weights
 * changed; "profiles-changed" when the list did; "said" (text) with what came of a file. */
AssayAdviser   *assay_adviser_new           (AssaySession *session);
/* What is reckoned is of no use any more: the page goes. */
void            assay_adviser_stop          (AssayAdviser *self);
AssayStore     *assay_adviser_get_store     (AssayAdviser *self);

/* Of AssayProfile; NULL before they are read; transfer none. */
GPtrArray      *assay_adviser_get_profiles  (AssayAdviser *self);
/* The profile that is edited: change it, then say assay_adviser_edited(). NULL before there is one; transfer none. */
AssayProfile   *assay_adviser_get_profile   (AssayAdviser *self);
/* Edits a copy of @profile from now on. */
void            assay_adviser_set_profile   (AssayAdviser *self, const AssayProfile *profile);
/* The same with that of the id @profile, once the profiles are there; an unknown one changes nothing. */
void            assay_adviser_choose        (AssayAdviser *self, const char *profile);
void            assay_adviser_edited        (AssayAdviser *self, AssayEdit edit);
/* Takes the last edit back (-1) or does it again (1); FALSE if there is none. */
gboolean        assay_adviser_step          (AssayAdviser *self, int direction);
/* Whether the profile says something else than when it was chosen or saved. */
gboolean        assay_adviser_is_modified   (AssayAdviser *self);

/* The last advice that could be given, even while newer is reckoned; NULL before; transfer none. */
AssayAdvice    *assay_adviser_get_advice    (AssayAdviser *self);
/* Why the profile as it is gives none; or NULL. */
const GError   *assay_adviser_get_error     (AssayAdviser *self);
gboolean        assay_adviser_is_busy       (AssayAdviser *self);
/* What is other than in the record that was opened last, a sentence a line; NULL where none was, or nothing can be said yet. Transfer full. */
char           *assay_adviser_describe_changes (AssayAdviser *self);

/* adviser-files.c: each in a thread, and "said" tells how it went. */
typedef enum
{
  ASSAY_FILE_LIST,           /* reads all profiles anew */
  ASSAY_FILE_SAVE,           /* the profile, among the user's own, as @name (or as it is named if NULL) */
  ASSAY_FILE_DELETE,
  ASSAY_FILE_EXPORT,         /* to the path @name */
  ASSAY_FILE_IMPORT,         /* from the path @name: it is edited then */
  ASSAY_FILE_RECORD,         /* the decision record, to the path @name, whose extension decides: .md or .pdf */
  ASSAY_FILE_OPEN,           /* a decision record */
} AssayFileKind;

void            assay_adviser_do            (AssayAdviser *self, AssayFileKind kind, const char *name);

G_END_DECLS
