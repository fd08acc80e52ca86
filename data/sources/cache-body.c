/* Bodies as they are stored. */
#include "data/sources/cache-private.h"

static GBytes *
convert (GConverter *converter, gconstpointer data, gsize length, gsize most)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr (GInputStream) converted = g_converter_input_stream_new (input, converter);
  g_autoptr (GByteArray) result = g_byte_array_new ();
  guint8 block[16384];
  gssize n;

  while ((n = g_input_stream_read (converted, block, sizeof block, NULL, NULL)) > 0 && result->len <= most)
    g_byte_array_append (result, block, (guint) n);

  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&result)) : NULL;
}

GBytes *
assay_cache_pack (GBytes *body)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (body, &length);

  return convert (converter, data, length, G_MAXUINT / 2);
}

GBytes *
assay_cache_unpack (gconstpointer packed, gsize n_packed, gsize length, const char *hash)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GBytes) body = convert (converter, packed, n_packed, MIN (length, ASSAY_CACHE_MAX_BODY));
  g_autofree char *found = NULL;

  if (body == NULL || g_bytes_get_size (body) != length)
    return NULL;
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);

  return g_str_equal (found, hash) ? g_steal_pointer (&body) : NULL;
}
