/* Bodies as they are stored. */
#include "data/model/convert.h"
#include "data/sources/cache-private.h"

GBytes *
assay_cache_pack (GBytes *body)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));

  return assay_convert (converter, body, G_MAXUINT / 2);
}

GBytes *
assay_cache_unpack (gconstpointer packed, gsize n_packed, gsize length, const char *hash)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GBytes) bytes = g_bytes_new_static (packed, n_packed), body = assay_convert (converter, bytes, MIN (length, ASSAY_CACHE_MAX_BODY));
  g_autofree char *found = NULL;

  if (body == NULL || g_bytes_get_size (body) != length)
    return NULL;
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);

  return g_str_equal (found, hash) ? g_steal_pointer (&body) : NULL;
}
