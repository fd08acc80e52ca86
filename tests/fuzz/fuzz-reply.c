/* Any bytes as what a server sends. The first byte chooses: an HTTP answer, WebSocket frames, a body that is held against what is
 * expected, or a stored one. The second says in what pieces it comes, which must make no difference. */
#include "data/measure/load/frames.h"
#include "data/measure/load/reply.h"
#include "data/measure/server.h"
#include "data/sources/cache-private.h"
#include "tests/fuzz/fuzz.h"

#define SHA256_OF_NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

/* What it came to, in words. */
static char *
read_replies (const char *data, gsize size, gsize piece)
{
  AssayReply reply = { 0 };
  GString *story = g_string_new (NULL);
  gsize at = 0;

  assay_reply_begin (&reply);
  while (at < size && reply.problem == NULL)
    {
      gsize length = MIN (piece, size - at), taken;
      g_autofree char *exact = g_memdup2 (data + at, length);

      taken = assay_reply_feed (&reply, exact, length);
      g_assert_cmpuint (taken, <=, length);
      g_assert_true (taken > 0 || reply.problem != NULL || reply.phase == ASSAY_REPLY_DONE);
      at += taken;
      if (reply.phase == ASSAY_REPLY_DONE)
        {
          g_string_append_printf (story, "%d %" G_GUINT64_FORMAT " %d, ", reply.status, reply.length, reply.closes);
          assay_reply_begin (&reply);
        }
    }
  if (reply.problem == NULL)
    g_string_append_printf (story, "%d", assay_reply_end (&reply));
  else
    g_string_append (story, reply.problem);
  assay_reply_clear (&reply);

  return g_string_free (story, FALSE);
}

static char *
read_frames (const char *data, gsize size, gsize piece)
{
  AssayFrames frames = { 0 };
  GString *story = g_string_new (NULL);
  gsize at = 0;

  while (at < size && frames.problem == NULL)
    {
      gsize length = MIN (piece, size - at), taken;
      g_autofree char *exact = g_memdup2 (data + at, length);
      gboolean complete = FALSE;

      taken = assay_frames_feed (&frames, exact, length, &complete);
      g_assert_cmpuint (taken, <=, length);
      g_assert_true (taken > 0 || frames.problem != NULL || complete);
      at += taken;
      if (complete)
        g_string_append_printf (story, "%u %" G_GUINT64_FORMAT ", ", frames.opcode,
                                frames.opcode >= ASSAY_FRAME_CLOSE ? frames.control_length : frames.length);
    }
  g_string_append (story, frames.problem != NULL ? frames.problem : "");

  return g_string_free (story, FALSE);
}

static void
check_pieces (char *(*read) (const char *, gsize, gsize), const char *data, gsize size, gsize piece)
{
  g_autofree char *whole = read (data, size, MAX (size, 1)), *pieces = read (data, size, piece);

  g_assert_cmpstr (whole, ==, pieces);
}

static void
check_body (const char *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new_static (data, size);
  const AssayAnswer plain = { .status = 200, .body = body }, packed = { .status = 200, .encoding = (char *) "gzip", .body = body };
  const AssayExpectation json = { .json = TRUE, .body = (char *) "{\"a\": [1, 2.5, \"x\", null, true]}" },
                         gzip = { .json = TRUE, .encoding = (char *) "gzip", .body = (char *) "[]" };
  g_autoptr (GError) error = NULL, packed_error = NULL;

  g_assert_true (assay_answer_check (&plain, &json, &error) == (error == NULL));
  g_assert_true (assay_answer_check (&packed, &gzip, &packed_error) == (packed_error == NULL));
  g_assert_true (assay_answer_equal (&plain, &plain, &json));
  assert_shown (error != NULL ? error->message : NULL);
  assert_shown (packed_error != NULL ? packed_error->message : NULL);
}

static void
check_stored (const char *data, gsize size)
{
  g_autoptr (GBytes) body = assay_cache_unpack (data, size, size * 2, SHA256_OF_NOTHING);
  g_autoptr (GBytes) plain = g_bytes_new_static (data, size), packed = assay_cache_pack (plain), again = NULL;
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, plain);
  gsize length;
  gconstpointer bytes = g_bytes_get_data (packed, &length);

  again = assay_cache_unpack (bytes, length, size, hash);
  g_assert_true (g_bytes_equal (plain, again));
  g_assert_true (body == NULL || size == 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *rest = (const char *) data + 2;

  if (size < 2)
    return 0;
  switch (data[0] % 4)
    {
    case 0:
      check_pieces (read_replies, rest, size - 2, MAX (data[1], 1));
      break;

    case 1:
      check_pieces (read_frames, rest, size - 2, MAX (data[1], 1));
      break;

    case 2:
      check_body (rest, size - 2);
      break;

    default:
      check_stored (rest, size - 2);
      break;
    }

  return 0;
}
