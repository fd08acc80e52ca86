/* A project and its team, as the advisor sees them: what is needed, what it weighs, what is assumed. A JSON document that people share. */
#pragma once

#include <gio/gio.h>

#include "data/advice/types.h"
#include "data/model/need.h"

G_BEGIN_DECLS

struct _JsonBuilder;   /* json-glib's */

/* What a profile assumes that says nothing else: a weight is meant to a quarter of itself; running takes this much of the team's time, in percent. */
#define ASSAY_PROFILE_DOUBT 0.25
#define ASSAY_PROFILE_ONE_LOW 5
#define ASSAY_PROFILE_ONE_HIGH 15
#define ASSAY_PROFILE_SECOND_LOW 5
#define ASSAY_PROFILE_SECOND_HIGH 15
/* The id of the one that is taken where none was chosen. */
#define ASSAY_PROFILE_FIRST "article"
/* What the file of an exported profile is called at its end. */
#define ASSAY_PROFILE_EXTENSION ".assay-profile"
/* Characters of a name. */
#define ASSAY_PROFILE_MOST_NAME 200

typedef enum
{
  ASSAY_STANCE_NONE,
  ASSAY_STANCE_AGREE,
  ASSAY_STANCE_DISAGREE,
} AssayStance;

/* How well the team knows a language. */
typedef enum
{
  ASSAY_LEVEL_NONE,
  ASSAY_LEVEL_BASIC,
  ASSAY_LEVEL_WORKING,
  ASSAY_LEVEL_FLUENT,
  ASSAY_LEVEL_EXPERT,
  ASSAY_N_LEVELS
} AssayLevel;

/* What is said of one driver; of one that is not named nothing is said. */
typedef struct
{
  char *driver;            /* id */
  double weight;           /* 0..100 points; NAN: as the needs have it */
  gboolean locked;         /* known exactly */
  double must;             /* the least value, 0..100 points, that will do; NAN: no must */
} AssayPreference;

typedef struct
{
  char *driver, *subject;  /* ids */
  double low, high;        /* 0..100 points: the user's own judgement, instead of the evidence */
} AssayJudgement;

typedef struct
{
  char *more, *less;       /* ids of drivers: the first matters at least as much as the second */
} AssayPrecedence;

typedef struct
{
  char *part;              /* "serving", "computing", "data" */
  double share;            /* 0..1 of the work; all sum to 1 */
} AssayPart;

/* A copy is the caller's own: a page edits it and hands a copy to the thread that reckons. */
struct _AssayProfile
{
  char *id, *name, *note;        /* note: or NULL */
  gboolean bundled;              /* came with the program: it is saved under another id */
  char *path;                    /* of the file it was read from, or NULL */
  GHashTable *needs;             /* id of the need -> id of the answer; owned strings */
  GHashTable *levels;            /* language ("JavaScript") -> AssayLevel by GINT_TO_POINTER */
  guint team;                    /* people; 0: not said */
  guint juniors;                 /* of them */
  GPtrArray *preferences;        /* of AssayPreference */
  GPtrArray *precedences;        /* of AssayPrecedence */
  GPtrArray *judgements;         /* of AssayJudgement */
  GHashTable *stances;           /* statement id -> AssayStance */
  GPtrArray *parts;              /* of AssayPart */
  double doubt;                  /* 0..1: a weight that isn't locked may be this share of itself off */
  double one_low, one_high;      /* % of the team's time that running one runtime takes */
  double second_low, second_high;/* % that a second one adds */
  double hop_low, hop_high;      /* ms that a call between the parts takes; NAN: what was measured here, else not known */
};

/* The bundled and then the user's own ("$XDG_DATA_HOME/assay/profiles"), of AssayProfile, transfer full; what can't be read is told in @errors
 * (of char*: "file: path: what is wrong"). Blocking. */
GPtrArray    *assay_profiles_load       (AssayStore *store, GPtrArray *errors);
/* From text; NULL with ASSAY_ERROR_FORMAT or ASSAY_ERROR_INVALID naming @name and the field of the first mistake; @errors (may be NULL) gets all. */
AssayProfile *assay_profile_read        (const char *name, const char *text, gsize length, AssayStore *store, GPtrArray *errors, GError **error);
/* From a file; as above. Blocking. */
AssayProfile *assay_profile_load        (const char *path, AssayStore *store, GError **error);
/* The document that assay_profile_read() reads as the same; transfer full, @length may be NULL. */
char         *assay_profile_write       (const AssayProfile *self, gsize *length);
/* The same as an object within @json, which belongs to json-glib. */
void          assay_profile_add_to      (const AssayProfile *self, struct _JsonBuilder *json);
/* From an object of a larger document; NULL after reporting what is wrong. */
AssayProfile *assay_profile_read_field  (const AssayField *object, AssayStore *store);
/* Into the user's folder: what was read from there into its file, all else under an id from its name; whole or not at all. ASSAY_ERROR_INVALID
 * without a name or with one that is too long. Sets id and path. Blocking. */
gboolean      assay_profile_save        (AssayProfile *self, GError **error);
/* Only what the user saved. Blocking. */
gboolean      assay_profile_delete      (const AssayProfile *self, GError **error);
/* Nothing is said in it: no name either. */
AssayProfile *assay_profile_new         (void);
AssayProfile *assay_profile_copy        (const AssayProfile *self);
void          assay_profile_free        (AssayProfile *self);
/* "none", "basic", "working", "fluent", "expert". */
const char   *assay_level_id            (AssayLevel level);

/* Points 0..100 of @driver: what the profile says, else what its needs give. */
double        assay_profile_get_weight  (const AssayProfile *self, AssayStore *store, const char *driver);
/* The most that one of its needs gives; 0 if none does. */
double        assay_profile_get_needed  (const AssayProfile *self, AssayStore *store, const char *driver);
/* The preference of @driver; made if it isn't there; transfer none. */
AssayPreference *assay_profile_prefer   (AssayProfile *self, const char *driver);
const AssayPreference *assay_profile_find_preference (const AssayProfile *self, const char *driver);
void          assay_profile_add_precedence (AssayProfile *self, const char *more, const char *less);
void          assay_profile_add_part    (AssayProfile *self, const char *part, double share);
/* @low NAN: the evidence is to be believed again. */
void          assay_profile_judge       (AssayProfile *self, const char *driver, const char *subject, double low, double high);
const AssayJudgement *assay_profile_find_judgement (const AssayProfile *self, const char *driver, const char *subject);
AssayStance   assay_profile_get_stance  (const AssayProfile *self, const char *statement);
/* NULL if it doesn't answer. */
const AssayAnswer *assay_profile_get_answer (const AssayProfile *self, const AssayNeed *need);
/* The statements of the answers that the profile gives, each once; transfer container (borrowed ids of the store). */
GPtrArray    *assay_profile_get_claims  (const AssayProfile *self, AssayStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayProfile, assay_profile_free)

G_END_DECLS
