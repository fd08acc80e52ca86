/* Sources that answer with what can be imported from a file. */
#include "data/sources/live-private.h"

AssayResults *
assay_live_arena (const char *name, GBytes *body, GError **error)
{
  return assay_import_read_as (name, body, &assay_format_httparena, error);
}

AssayResults *
assay_live_timeline (const char *name, GBytes *body, GError **error)
{
  return assay_import_read_as (name, body, &assay_format_timeline, error);
}

AssayResults *
assay_live_table (const char *name, GBytes *body, GError **error)
{
  return assay_import_read_as (name, body, &assay_format_table, error);
}

AssayResults *
assay_live_prometheus (const char *name, GBytes *body, GError **error)
{
  return assay_import_read_as (name, body, &assay_format_prometheus, error);
}
