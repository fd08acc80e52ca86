/* The generator's WebSocket frames, fed in pieces of every size. */
#include <string.h>

#include "data/measure/load/frames.h"

#define BYTES(text) text, sizeof (text) - 1

/* What came out of it: for every message or control frame its opcode and bytes, "1:hello 9:ping". */
typedef struct
{
  const char *name, *bytes;
  gsize length;
  const char *heard;   /* or what is wrong */
} Case;

static const Case goods[] = {
  { "text", BYTES ("\x81\x05hello"), "1:hello" },
  { "binary", BYTES ("\x82\x02hi"), "2:hi" },
  { "empty", BYTES ("\x81\x00"), "1:" },
  { "two", BYTES ("\x81\x01" "a" "\x81\x01" "b"), "1:a 1:b" },
  { "fragments", BYTES ("\x01\x02he\x00\x02ll\x80\x01o"), "1:hello" },
  { "ping-within", BYTES ("\x01\x02he\x89\x04ping\x80\x03llo"), "9:ping 1:hello" },
  { "empty-ping", BYTES ("\x89\x00\x81\x01x"), "9: 1:x" },
  { "close", BYTES ("\x88\x02\x03\xe8"), "8:\x03\xe8" },
  { "length-16", BYTES ("\x81\x7e\x00\x05hello"), "1:hello" },
  { "length-64", BYTES ("\x81\x7f\x00\x00\x00\x00\x00\x00\x00\x05hello"), "1:hello" },
};

static const Case bads[] = {
  { "reserved", BYTES ("\xc1\x00"), "reserved" },
  { "masked", BYTES ("\x81\x81" "abcdx"), "masked" },
  { "unknown", BYTES ("\x83\x00"), "unknown" },
  { "unknown-control", BYTES ("\x8b\x00"), "unknown" },
  { "fragmented-ping", BYTES ("\x09\x00"), "control frame" },
  { "long-ping", BYTES ("\x89\x7e\x00\x7e"), "control frame" },
  { "continuation-of-nothing", BYTES ("\x80\x00"), "within another" },
  { "text-within-text", BYTES ("\x01\x00\x81\x00"), "within another" },
  { "huge", BYTES ("\x81\x7f\xff\xff\xff\xff\xff\xff\xff\xff"), "16 MiB" },
};

static void
hear (GString *heard, const AssayFrames *frames)
{
  gboolean control = frames->opcode >= ASSAY_FRAME_CLOSE;

  g_string_append_printf (heard, "%s%u:", heard->len == 0 ? "" : " ", frames->opcode);
  g_string_append_len (heard, control ? frames->control : frames->text, control ? frames->control_length : frames->length);
}

static char *
feed (AssayFrames *frames, const Case *c, gsize piece)
{
  GString *heard = g_string_new (NULL);
  gsize at = 0;

  while (at < c->length && frames->problem == NULL)
    {
      gsize n = MIN (piece, c->length - at);
      g_autofree char *copy = g_memdup2 (c->bytes + at, n);
      gboolean complete;

      at += assay_frames_feed (frames, copy, n, &complete);
      if (complete)
        hear (heard, frames);
    }

  return g_string_free (heard, FALSE);
}

static void
test_good (gconstpointer data)
{
  const Case *c = data;

  for (gsize piece = 1; piece <= c->length; piece++)
    {
      AssayFrames frames = { 0 };
      g_autofree char *heard = feed (&frames, c, piece);

      g_assert_cmpstr (frames.problem, ==, NULL);
      g_assert_cmpstr (heard, ==, c->heard);
    }
}

static void
test_bad (gconstpointer data)
{
  const Case *c = data;

  for (gsize piece = 1; piece <= c->length; piece++)
    {
      AssayFrames frames = { 0 };
      g_autofree char *heard = feed (&frames, c, piece);

      g_assert_nonnull (frames.problem);
      g_assert_nonnull (strstr (frames.problem, c->heard));
      g_assert_cmpstr (heard, ==, "");
    }
}

/* A long message counts all of its bytes and keeps the first. */
static void
test_long (void)
{
  g_autofree char *bytes = g_malloc0 (4 + 60000);
  Case c = { "long", bytes, 4 + 60000, NULL };
  AssayFrames frames = { 0 };
  gboolean complete;

  memcpy (bytes, "\x81\x7e\xea\x60", 4);
  memset (bytes + 4, 'y', 60000);
  g_assert_cmpuint (assay_frames_feed (&frames, c.bytes, c.length, &complete), ==, c.length);
  g_assert_true (complete);
  g_assert_cmpuint (frames.length, ==, 60000);
  g_assert_cmpint (memcmp (frames.text, bytes + 4, sizeof frames.text), ==, 0);
}

/* RFC 6455, section 5.7: a masked "Hello". */
static void
test_made (void)
{
  guint8 frame[ASSAY_FRAMES_MOST_MADE];
  guint32 mask;
  char payload[125];

  memcpy (&mask, "\x37\xfa\x21\x3d", 4);
  g_assert_cmpmem (frame, assay_frames_make (frame, ASSAY_FRAME_TEXT, "Hello", 5, mask),
                   "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", 11);

  memset (payload, 'p', sizeof payload);
  g_assert_cmpuint (assay_frames_make (frame, ASSAY_FRAME_PONG, payload, sizeof payload, mask), ==, 131);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (goods); i++)
    {
      g_autofree char *path = g_strconcat ("/frames/good/", goods[i].name, NULL);

      g_test_add_data_func (path, &goods[i], test_good);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bads); i++)
    {
      g_autofree char *path = g_strconcat ("/frames/bad/", bads[i].name, NULL);

      g_test_add_data_func (path, &bads[i], test_bad);
    }
  g_test_add_func ("/frames/long", test_long);
  g_test_add_func ("/frames/made", test_made);

  return g_test_run ();
}
