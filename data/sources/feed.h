/* A question that is put to a public source again and again, and the metrics under which its answers are filed. Feeds are data: documents of "feeds". */
#pragma once

#include <gio/gio.h>

#include "data/model/types.h"
#include "data/sources/moving-range.h"
#include "data/sources/source.h"

G_BEGIN_DECLS

typedef struct
{
  char *id, *title;        /* "httparena-json-4096", "HttpArena: json-4096" */
  const AssaySource *source;
  char **parameters;       /* of the source's templates: name, value, ..., NULL; or NULL */
  char *licence;           /* where the source's own isn't what holds; or NULL */
  char *subject;           /* id of the subject that all of it is about; NULL: the answer names them */
  char **subjects;         /* whom the answer's names mean, and that no others are filed: name, id of the subject, ..., NULL; NULL: as of any file */
  char *entry;             /* what the source calls it where the answer doesn't; or NULL */
  char *name_as;           /* the dimension in which the source's name stays with the figure; or NULL */
  char **keep;             /* dimensions of the answer that stay with the figure; or NULL */
  char **metrics;          /* the source's word for what it counts ("*": whatever it is), id of the catalogue's metric, ..., NULL */
  char **only;             /* dimension, value, ...: rows that have another are left out; or NULL */
  char *unit;              /* of the answer's numbers, see assay_conversion_find(); NULL: that of the measure */
  char *service;           /* name of @subject, where that is the user's own service; or NULL */
  AssayMovingRange range;  /* up to the moment of asking */
  gboolean allow_plain;    /* http beyond this machine, because the user says so */
  gboolean token;          /* there is one in the keyring, see credential.h */
} AssayFeed;

/* The bundled feeds and those of the user's "$XDG_DATA_HOME/assay/feeds" (of AssayFeed; transfer full). An entry "for-each": "purl" stands for a feed "ID-SUBJECT"
 * of each subject of @store (NULL: of none) that has a package URL, which is its parameter "purl". Mistakes are told in @errors (of char*) with file and path, and the
 * rest is there. */
GPtrArray   *assay_feeds_load (AssayStore *store, GPtrArray *errors);
/* Reads one document more, for tests. */
void         assay_feeds_add_document (GPtrArray *feeds, AssayStore *store, const char *name, const char *text, gsize length, GPtrArray *errors);
/* NULL if there is none. */
AssayFeed   *assay_feeds_find (GPtrArray *feeds, const char *id);
/* What is asked at @now, Unix time in s; of a moving range 0 gives what is the same at each moment, under which the answers are kept. Errors and @base as those of
 * assay_source_address(); transfer full. */
char        *assay_feed_address (const AssayFeed *self, const char *base, gint64 now, GError **error);
/* The catalogue's metric for @measure; NULL if it isn't filed. */
const char  *assay_feed_get_metric (const AssayFeed *self, const char *measure);

/* One good answer at its time. */
typedef struct
{
  GBytes *body;
  const char *came;        /* ISO date: that of figures that have none */
} AssayFeedAnswer;

/* One catalogue document (see store.h) with an origin "feed-ID" and the figures of all @n answers, the newest first: of the same metric, subject, date and
 * dimensions the first counts, and what @store has from elsewhere is not said again. Of a moving range a figure is the mean of a series, with its least and
 * greatest sample and the samples. What @store has of this feed from before the oldest answer stays. @address: that was asked. An answer that can't be read is passed over
 * unless it is the newest: then NULL with %ASSAY_ERROR_FORMAT; a unit that can't become the
 * metric's is %ASSAY_ERROR_INVALID. @n_figures (may be NULL): how many there are. Transfer full, @length bytes. */
char        *assay_feed_document (const AssayFeed *self, AssayStore *store, const char *address, const AssayFeedAnswer *answers, guint n,
                                  gsize *length, guint *n_figures, GError **error);

G_END_DECLS
