#include <string.h>

#include "data/model/error.h"
#include "plots/export.h"

typedef struct
{
  const guchar *data;
  gsize left;
} Source;

static cairo_status_t
read_cb (void *closure, unsigned char *data, unsigned int length)
{
  Source *source = closure;

  if (length > source->left)
    return CAIRO_STATUS_READ_ERROR;

  memcpy (data, source->data, length);
  source->data += length;
  source->left -= length;

  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
decode (GBytes *bytes)
{
  Source source = { g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) };

  return cairo_image_surface_create_from_png_stream (read_cb, &source);
}

/* Random pixels, as cairo holds them: colours no greater than alpha. */
static cairo_surface_t *
random_image (cairo_format_t format, int width, int height)
{
  cairo_surface_t *image = cairo_image_surface_create (format, width, height);
  guchar *pixels = cairo_image_surface_get_data (image);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 *pixel = (guint32 *) (pixels + y * cairo_image_surface_get_stride (image)) + x;
        guint alpha = format == CAIRO_FORMAT_RGB24 || g_test_rand_int_range (0, 2) ? 255 : g_test_rand_int_range (0, 256);

        *pixel = (format == CAIRO_FORMAT_RGB24 ? 0 : alpha << 24);
        for (int shift = 0; shift <= 16; shift += 8)
          *pixel |= g_test_rand_int_range (0, alpha + 1) << shift;
      }
  cairo_surface_mark_dirty (image);

  return image;
}

static void
assert_same_pixels (cairo_surface_t *a, cairo_surface_t *b, guint32 mask)
{
  int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);

  g_assert_cmpint (cairo_image_surface_get_width (b), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (b), ==, height);
  for (int y = 0; y < height; y++)
    {
      const guint32 *row = (const guint32 *) (cairo_image_surface_get_data (a) + y * cairo_image_surface_get_stride (a));
      const guint32 *other = (const guint32 *) (cairo_image_surface_get_data (b) + y * cairo_image_surface_get_stride (b));

      for (int x = 0; x < width; x++)
        g_assert_cmphex (row[x] & mask, ==, other[x] & mask);
    }
}

static void
test_round_trip (gconstpointer data)
{
  static const struct { cairo_format_t format; int width, height; guint32 mask; } cases[] = {
    { CAIRO_FORMAT_RGB24, 1, 1, 0xffffff },
    { CAIRO_FORMAT_RGB24, 317, 211, 0xffffff },
    { CAIRO_FORMAT_ARGB32, 317, 211, 0xffffffff },
    { CAIRO_FORMAT_ARGB32, 1, 500, 0xffffffff },
  };
  guint i = GPOINTER_TO_UINT (data);
  cairo_surface_t *image = random_image (cases[i].format, cases[i].width, cases[i].height), *again;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = assay_png_encode (image, &error);

  g_assert_no_error (error);
  again = decode (bytes);
  g_assert_cmpint (cairo_surface_status (again), ==, CAIRO_STATUS_SUCCESS);
  assert_same_pixels (image, again, cases[i].mask);
  cairo_surface_destroy (again);
  cairo_surface_destroy (image);
}

static void
test_deterministic (void)
{
  cairo_surface_t *image = random_image (CAIRO_FORMAT_RGB24, 200, 100);
  g_autoptr (GBytes) first = assay_png_encode (image, NULL);
  g_autoptr (GBytes) second = assay_png_encode (image, NULL);

  g_assert_true (g_bytes_equal (first, second));
  cairo_surface_destroy (image);
}

static void
test_other_surfaces (void)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_A8, 10, 10);
  g_autoptr (GError) error = NULL;

  g_assert_null (assay_png_encode (image, &error));
  g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
  cairo_surface_destroy (image);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("/png/round-trip/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_round_trip);
    }
  g_test_add_func ("/png/deterministic", test_deterministic);
  g_test_add_func ("/png/other-surfaces", test_other_surfaces);

  return g_test_run ();
}
