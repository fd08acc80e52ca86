/* What the files of services share. */
#pragma once

#include "data/sources/feed.h"
#include "data/sources/service.h"

G_BEGIN_DECLS

#define ASSAY_SERVICE_SOURCE "prometheus"

/* Where the user's own feeds are, and the document of that id; transfer full. */
char    *assay_service_folder    (void);
char    *assay_service_path      (const char *id);
/* All feeds, as assay_feeds_load() without its complaints. */
GPtrArray *assay_service_load_feeds (AssayStore *store);
/* Whether there is something in @text. */
gboolean assay_service_says      (const char *text);
/* "Checkout p99" as "checkout-p99"; empty if there is no letter and no digit in it. Transfer full. */
char    *assay_service_make_id   (const char *name);
/* Whether no feed has that id. */
gboolean assay_service_is_free   (const char *id, AssayStore *store);
/* The range that is meant. */
gboolean assay_service_range     (const AssayService *self, AssayMovingRange *range, GError **error);
/* All fields, without name and subject unless @named; errors begin with the field's name. */
gboolean assay_service_check_all (const AssayService *self, AssayStore *store, gboolean named, GError **error);

G_END_DECLS
