/* Services of the user's own: figures that a Prometheus server of theirs has, as feeds in "$XDG_DATA_HOME/assay/feeds", one document each. */
#pragma once

#include <gio/gio.h>

#include "data/model/types.h"
#include "data/sources/feed.h"

G_BEGIN_DECLS

#define ASSAY_SERVICE_MAX_QUERY 4000   /* bytes */

/* What is asked, as the user writes it; all borrowed. NULL or "" is nothing. */
typedef struct
{
  const char *name;        /* of these figures: "Checkout p99", which makes the id "checkout-p99" */
  const char *server;      /* "https://prometheus.example.org", perhaps with a path */
  const char *query;       /* PromQL */
  const char *metric;      /* under which it is filed: id of a metric, or of a measure (see results.h) for "import-MEASURE" */
  const char *unit;        /* of the answer, see assay_conversion_find(); nothing: seconds, bytes, ratios, or the metric's own */
  const char *subject;     /* whom it is about: a subject's id or name, or else a new name */
  const char *range, *step;  /* durations, see moving-range.h; nothing: an hour, in some hundreds of points */
  gboolean allow_plain;    /* http beyond this machine */
  const char *user, *secret;  /* password of @user, or a bearer token where there is no @user; nothing: the server wants none */
} AssayService;

/* A service that was removed, and can be brought back as long as the program runs. */
typedef struct _AssayServiceRemoved AssayServiceRemoved;

typedef enum
{
  ASSAY_SERVICE_NAME,
  ASSAY_SERVICE_SERVER,
  ASSAY_SERVICE_QUERY,
  ASSAY_SERVICE_METRIC,
  ASSAY_SERVICE_UNIT,
  ASSAY_SERVICE_SUBJECT,
  ASSAY_SERVICE_RANGE,
  ASSAY_SERVICE_N_FIELDS
} AssayServiceField;

/* As messages call it: "server". */
const char  *assay_service_field_name  (AssayServiceField field);
/* Whether that field is sound, given the others; %ASSAY_ERROR_INVALID says what is wrong, without the field's name. */
gboolean     assay_service_check       (const AssayService *self, AssayStore *store, AssayServiceField field, GError **error);
/* Checks all, keeps the secret in the keyring and writes the document, or nothing of it; errors begin with the field's name, and one whose name is
 * taken is %ASSAY_ERROR_INVALID. Blocking. The id (transfer full), NULL with an error. */
char        *assay_service_add         (const AssayService *self, AssayStore *store, GError **error);
/* Forgets the service of that id or name with what it fetched, and its secret if no other is of the same server. %ASSAY_ERROR_INVALID if there is none.
 * Blocking. */
gboolean     assay_service_remove      (const char *name, GError **error);
/* The same, with what brings it back: to be freed with assay_service_removed_free(). NULL with an error. Blocking. */
AssayServiceRemoved *assay_service_take_away (const char *name, GError **error);
/* Brings it back with what it fetched and its secret; %G_IO_ERROR_EXISTS if there is one of its id again. Blocking. */
gboolean     assay_service_bring_back    (const AssayServiceRemoved *removed, GError **error);
const char  *assay_service_removed_get_id (const AssayServiceRemoved *self);
/* The secret is overwritten first; @self may be NULL. */
void         assay_service_removed_free  (AssayServiceRemoved *self);
/* Adding and removing in a thread; @self is copied, and a name that is taken gets a number. They can't be stopped: neither is done by
 * halves. */
void         assay_service_add_async     (const AssayService *self, AssayStore *store, GAsyncReadyCallback callback, gpointer user_data);
char        *assay_service_add_finish    (GAsyncResult *result, GError **error);
void         assay_service_remove_async  (const char *name, GAsyncReadyCallback callback, gpointer user_data);
AssayServiceRemoved *assay_service_remove_finish (GAsyncResult *result, GError **error);
/* Takes over @removed; finishes with its id, transfer full. */
void         assay_service_restore_async (AssayServiceRemoved *removed, GAsyncReadyCallback callback, gpointer user_data);
char        *assay_service_restore_finish (GAsyncResult *result, GError **error);
/* Whether it is one. */
gboolean     assay_service_is          (const AssayFeed *feed);
/* The user's services among @feeds, of AssayFeed; borrowed from it, container transfer full. */
GPtrArray   *assay_services_list       (GPtrArray *feeds);
/* The metric that is meant by an id of it or of a measure; NULL if there is none. Transfer none. */
AssayMetric *assay_service_find_metric (AssayStore *store, const char *metric);
/* A catalogue document with the subjects that the user's services name themselves. Transfer full, @length bytes. */
char        *assay_services_document   (gsize *length);

/* What came of trying the question once, without keeping anything. */
typedef struct
{
  guint n_series, n_points;
  char **values;           /* of the first series, as people read them: "Checkout: 12.5 ms (9.1–40 ms)" */
} AssayServiceTrial;

/* Asks the server in a thread; name and subject need not be there yet. @self is copied. */
void               assay_service_try_async  (const AssayService *self, AssayStore *store, GCancellable *cancellable, GAsyncReadyCallback callback,
                                             gpointer user_data);
/* Transfer full; NULL with an error in the server's words, or %ASSAY_ERROR_INVALID that begins with the field's name. */
AssayServiceTrial *assay_service_try_finish (GAsyncResult *result, GError **error);
void               assay_service_trial_free (AssayServiceTrial *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayServiceRemoved, assay_service_removed_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayServiceTrial, assay_service_trial_free)

G_END_DECLS
