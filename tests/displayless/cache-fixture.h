/* A cache of sources in a folder of its own, and what tests ask it. */
#pragma once

#include "data/sources/cache.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder, *path;
  AssayCache *cache;
} CacheFixture;

/* Two requests to one address, the second with a body. */
extern const AssayCacheKey cache_fixture_key, cache_fixture_other;

/* Adds a test with a new cache, after which its folder is gone. */
void        cache_fixture_add         (const char *path, gconstpointer data, void (*test) (CacheFixture *, gconstpointer));
/* The file must be usable. */
AssayCache *cache_fixture_open        (const char *path);
/* @text is the body, with "@text" as its tag. */
void        cache_fixture_put         (AssayCache *cache, const AssayCacheKey *which, const char *text, const char *date);
/* "body came confirmed", or "nothing". */
void        cache_fixture_assert_get  (AssayCache *cache, const AssayCacheKey *which, const char *expected);
/* "body body ", newest first; marked + newest, ! pinned. */
void        cache_fixture_assert_list (AssayCache *cache, const AssayCacheKey *which, const char *expected);
gint64      cache_fixture_count       (AssayCache *cache, const AssayCacheKey *which);
/* Text that doesn't pack; transfer full. */
char       *cache_fixture_noise       (guint seed, guint length);
/* Changes the file behind the cache's back. */
void        cache_fixture_run_sql     (const char *path, const char *sql);

G_END_DECLS
