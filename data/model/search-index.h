/* All that can be found, and what a search finds in it: pure, without a look at the program. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* In the order in which they are shown where they match equally well. */
typedef enum
{
  ASSAY_FIND_PAGE,
  ASSAY_FIND_CHART,
  ASSAY_FIND_CLAIM,
  ASSAY_FIND_SCENARIO,
  ASSAY_FIND_PROFILE,
  ASSAY_FIND_SOURCE,
  ASSAY_N_FINDS
} AssayFindKind;

typedef struct
{
  AssayFindKind kind;
  char *id;
  char *title, *detail;      /* as they are shown; detail may be NULL */
  char *folded_title;
  char *folded;              /* title, detail and what else is searched */
} AssayFind;

/* The finds of one kind that match. */
typedef struct
{
  AssayFindKind kind;
  GPtrArray *finds;          /* of const AssayFind, borrowed from the index; the best first */
} AssayFindGroup;

/* Boxed, atomically counted; to be filled before it is shared. */
typedef struct _AssaySearchIndex AssaySearchIndex;

#define ASSAY_TYPE_SEARCH_INDEX (assay_search_index_get_type ())
GType             assay_search_index_get_type (void) G_GNUC_CONST;
AssaySearchIndex *assay_search_index_new   (void);
AssaySearchIndex *assay_search_index_ref   (AssaySearchIndex *self);
void              assay_search_index_unref (AssaySearchIndex *self);
/* @body (may be NULL) is searched and not shown. */
void              assay_search_index_add   (AssaySearchIndex *self, AssayFindKind kind, const char *id, const char *title, const char *detail,
                                            const char *body);
guint             assay_search_index_count (const AssaySearchIndex *self, AssayFindKind kind);

/* What has every word of @text, as groups (of AssayFindGroup, transfer full): the group with the best find first, in each the best first and else in the order
 * in which they were added. A title that begins with @text is better than one in which all words begin words, that better than all words anywhere in the
 * title, that than one of them, that than none. Nothing for a @text without words. @self must outlive the answer. */
GPtrArray        *assay_search_index_find  (const AssaySearchIndex *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssaySearchIndex, assay_search_index_unref)

G_END_DECLS
