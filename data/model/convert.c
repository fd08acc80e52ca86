#include "data/model/convert.h"

#define BLOCK 16384

GBytes *
assay_convert (GConverter *converter, GBytes *bytes, gsize most)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) converted = g_converter_input_stream_new (input, converter);
  g_autoptr (GByteArray) result = g_byte_array_new ();
  guint8 block[BLOCK];
  gssize n;

  while ((n = g_input_stream_read (converted, block, sizeof block, NULL, NULL)) > 0 && result->len <= most)
    g_byte_array_append (result, block, (guint) n);

  return n == 0 && result->len <= most ? g_byte_array_free_to_bytes (g_steal_pointer (&result)) : NULL;
}
