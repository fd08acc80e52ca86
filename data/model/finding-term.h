/* What stands between the braces of a sentence: a function of one or two selected points. Private to finding*.c. */
#pragma once

#include "data/model/figure.h"
#include "data/model/types.h"

G_BEGIN_DECLS

/* A point of a figure. */
typedef struct
{
  guint series, index;
} AssaySpot;

typedef struct
{
  char **words;
} AssaySelector;

typedef struct _AssayTermFunction AssayTermFunction;

typedef struct
{
  const AssayTermFunction *function;
  AssaySelector a, b;        /* words NULL where the function takes none */
} AssayTerm;

/* What a term says: a number, a text, and the id behind a name. */
typedef struct
{
  double number;             /* NAN if it is none */
  char *text;
  const char *id;            /* interned; NULL if it has none */
} AssayTermValue;

/* Parses "ratio:best.node/best.python". FALSE with *@message (transfer full) if it is none. */
gboolean  assay_term_parse        (AssayTerm *self, const char *text, AssayStore *store,
                                   const char * const *series, char **message);
void      assay_term_clear        (AssayTerm *self);
/* FALSE if a selector finds no point in @figure. */
gboolean  assay_term_evaluate     (const AssayTerm *self, AssayStore *store, const AssayFigure *figure, AssayTermValue *value);
void      assay_term_value_clear  (AssayTermValue *value);

/* Parses "best.node"; FALSE with *@message if a word is unknown. */
gboolean  assay_selector_parse    (AssaySelector *self, const char *text, AssayStore *store,
                                   const char * const *series, char **message);
void      assay_selector_clear    (AssaySelector *self);
/* All points that its words leave, of AssaySpot; transfer full. */
GArray   *assay_selector_filter   (const AssaySelector *self, AssayStore *store, const AssayFigure *figure);
/* One of them; FALSE if none is left. */
gboolean  assay_selector_pick     (const AssaySelector *self, AssayStore *store, const AssayFigure *figure, AssaySpot *spot);

G_END_DECLS
