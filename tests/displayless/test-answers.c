/* The generator's reader of HTTP answers, each fed whole, in two pieces at every place, and byte by byte. */
#include <string.h>

#include "data/measure/load/message.h"
#include "data/measure/load/reply.h"

#define OK "HTTP/1.1 200 OK\r\n"

/* An answer and what is to be read from it: its status, the length of its body, the bytes behind its end; or what is wrong with it. */
typedef struct
{
  const char *name, *text;
  int status;
  guint64 length;
  gsize rest;
  gboolean closes;
} Good;

static const Good goods[] = {
  { "length", OK "Content-Length: 5\r\n\r\nhello", 200, 5, 0, FALSE },
  { "length-case", OK "CONTENT-length:5 \r\n\r\nhello", 200, 5, 0, FALSE },
  { "length-twice-the-same", OK "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 200, 5, 0, FALSE },
  { "length-zero", OK "Content-Length: 0\r\n\r\n", 200, 0, 0, FALSE },
  { "no-reason", "HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nx", 200, 1, 0, FALSE },
  { "other-headers", "HTTP/1.1 404 Not Found\r\nCookie: a\r\nContent-Type: text/plain\r\nTe: x\r\nContent-Length: 2\r\nX: :\r\n\r\nno", 404, 2, 0, FALSE },
  { "header-without-value", OK "X-Empty:\r\nContent-Length: 1\r\n\r\nx", 200, 1, 0, FALSE },
  { "rest", OK "Content-Length: 2\r\n\r\nhello", 200, 2, 3, FALSE },
  { "no-content", "HTTP/1.1 204 No Content\r\n\r\nnext", 204, 0, 4, FALSE },
  { "not-modified", "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n", 304, 0, 0, FALSE },
  { "interim", "HTTP/1.1 100 Continue\r\n\r\n" OK "Content-Length: 2\r\n\r\nok", 200, 2, 0, FALSE },
  { "interim-twice", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" OK "Content-Length: 2\r\n\r\nok", 200, 2, 0, FALSE },
  { "switching", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x01x", 101, 0, 3, FALSE },
  { "close", OK "Connection: close\r\nContent-Length: 2\r\n\r\nok", 200, 2, 0, TRUE },
  { "close-in-list", OK "Connection: TE,Close\r\nContent-Length: 2\r\n\r\nok", 200, 2, 0, TRUE },
  { "not-close", OK "Connection: close-notify\r\nContent-Length: 2\r\n\r\nok", 200, 2, 0, FALSE },
  { "old", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, 2, 0, TRUE },
  { "old-keep-alive", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok", 200, 2, 0, FALSE },
  { "chunked", OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 200, 5, 0, FALSE },
  { "chunked-pieces", OK "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0A\r\n0123456789\r\n2\r\nzz\r\n0\r\n\r\n", 200, 13, 0, FALSE },
  { "chunked-with-newlines", OK "Transfer-Encoding: chunked\r\n\r\n4\r\n\r\n\r\n\r\n0\r\n\r\n", 200, 4, 0, FALSE },
  { "chunked-extension", OK "transfer-encoding: Chunked\r\n\r\n3;a=\"b;c\"\r\nabc\r\n0 ;x\r\n\r\n", 200, 3, 0, FALSE },
  { "chunked-trailer", OK "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nDigest: abc\r\nX: y\r\n\r\nrest", 200, 2, 4, FALSE },
  { "chunked-empty", OK "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, 0, 0, FALSE },
  { "gzip-chunked", OK "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 200, 0, 0, FALSE },
};

static const struct { const char *name, *text, *problem; } bads[] = {
  { "garbage", "garbage\r\n\r\n", "not HTTP" },
  { "garbage-endless", "garbage without any end", "not HTTP" },
  { "empty-lines", "\r\n\r\n", "not HTTP" },
  { "http-2", "HTTP/2 200\r\n\r\n", "not HTTP" },
  { "http-1-2", "HTTP/1.2 200 OK\r\n\r\n", "not HTTP" },
  { "no-status", "HTTP/1.1\r\n\r\n", "not HTTP" },
  { "status-words", "HTTP/1.1 OK 200\r\n\r\n", "a status" },
  { "status-long", "HTTP/1.1 2000 OK\r\n\r\n", "a status" },
  { "status-zero", "HTTP/1.1 000 OK\r\n\r\n", "a status" },
  { "no-colon", OK "Content-Length 5\r\n\r\nhello", "a header" },
  { "folded", OK "X: a\r\n b\r\nContent-Length: 0\r\n\r\n", "a header" },
  { "no-name", OK ": x\r\n\r\n", "a header" },
  { "bare-newline", OK "X: a\nContent-Length: 0\r\n\r\n", "a line" },
  { "length-words", OK "Content-Length: five\r\n\r\n", "a Content-Length" },
  { "length-negative", OK "Content-Length: -1\r\n\r\n", "a Content-Length" },
  { "length-empty", OK "Content-Length: \r\n\r\n", "an empty Content-Length" },
  { "length-huge", OK "Content-Length: 99999999999999999999999\r\n\r\n", "a Content-Length" },
  { "length-twice", OK "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", "two Content-Lengths" },
  { "length-list", OK "Content-Length: 5, 5\r\n\r\n", "a Content-Length" },
  { "both", OK "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", "both" },
  { "encoding-unknown", OK "Transfer-Encoding: gzip\r\n\r\n", "a Transfer-Encoding" },
  { "chunk-no-size", OK "Transfer-Encoding: chunked\r\n\r\n\r\n", "a chunk without a size" },
  { "chunk-words", OK "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", "a chunk without a size" },
  { "chunk-half-words", OK "Transfer-Encoding: chunked\r\n\r\n1g\r\n", "a chunk whose size is no number" },
  { "chunk-huge", OK "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", "a chunk whose size is no number" },
  { "chunk-longer", OK "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n", "a chunk longer" },
  { "chunk-bare-newline", OK "Transfer-Encoding: chunked\r\n\r\n2\nab", "a chunk whose size is no number" },
};

/* As the generator does: piece by piece until the answer is complete; returns the bytes behind its end. */
static gsize
feed (AssayReply *reply, const char *text, gsize length, gsize piece)
{
  gsize at = 0;

  assay_reply_begin (reply);
  while (at < length && reply->phase != ASSAY_REPLY_DONE && reply->problem == NULL)
    {
      gsize n = MIN (piece, length - at);
      /* a copy of its own, so that a sanitiser sees the reader go beyond it */
      g_autofree char *copy = g_memdup2 (text + at, n);
      gsize used = assay_reply_feed (reply, copy, n);

      g_assert_cmpuint (used, <=, n);
      at += used;
      if (used < n)
        break;
    }

  return length - at;
}

static void
check_good (const Good *good, AssayReply *reply, gsize rest)
{
  g_assert_cmpstr (reply->problem, ==, NULL);
  g_assert_cmpint (reply->phase, ==, ASSAY_REPLY_DONE);
  g_assert_cmpint (reply->status, ==, good->status);
  g_assert_cmpuint (reply->length, ==, good->length);
  g_assert_cmpuint (rest, ==, good->rest);
  g_assert_cmpint (reply->closes, ==, good->closes);
}

/* The same reader takes one answer after the other, as on a connection that is kept. */
static void
test_good (gconstpointer data)
{
  const Good *good = data;
  gsize length = strlen (good->text);
  AssayReply reply = { 0 };

  for (gsize piece = 1; piece <= length; piece++)
    check_good (good, &reply, feed (&reply, good->text, length, piece));
  for (gsize end = 0; end + good->rest < length; end++)
    {
      feed (&reply, good->text, end, length);
      g_assert_cmpstr (reply.problem, ==, NULL);
      g_assert_cmpint (reply.phase, !=, ASSAY_REPLY_DONE);
      g_assert_false (assay_reply_end (&reply));
    }
  assay_reply_clear (&reply);
}

static void
test_bad (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  gsize length = strlen (bads[i].text);
  AssayReply reply = { 0 };

  for (gsize piece = 1; piece <= length; piece++)
    {
      feed (&reply, bads[i].text, length, piece);
      g_assert_nonnull (reply.problem);
      g_assert_true (g_str_has_prefix (reply.problem, bads[i].problem));
    }
  assay_reply_clear (&reply);
}

static void
test_to_close (void)
{
  AssayReply reply = { 0 };

  feed (&reply, OK "\r\nhello", strlen (OK "\r\nhello"), 3);
  g_assert_cmpint (reply.phase, ==, ASSAY_REPLY_TO_CLOSE);
  g_assert_true (assay_reply_end (&reply));
  g_assert_cmpuint (reply.length, ==, 5);
  g_assert_true (reply.closes);
  assay_reply_clear (&reply);
}

/* Nothing that a server sends without end is kept without end. */
static void
test_endless (gconstpointer data)
{
  static const struct { const char *begin, *again; gsize most; } cases[] = {
    { OK "X: ", "aaaaaaaa", ASSAY_REPLY_MOST_HEAD + 64 },
    { OK "Transfer-Encoding: chunked\r\n\r\n1;", "eeeeeeee", ASSAY_REPLY_MOST_FRAMING + 64 },
    { OK "Transfer-Encoding: chunked\r\n\r\n0\r\n", "T: 1\r\n", ASSAY_REPLY_MOST_FRAMING + 64 },
  };
  guint i = GPOINTER_TO_UINT (data);
  AssayReply reply = { 0 };
  gsize fed = 0;

  feed (&reply, cases[i].begin, strlen (cases[i].begin), 1000);
  for (; reply.problem == NULL; fed += strlen (cases[i].again))
    {
      g_assert_cmpuint (fed, <, cases[i].most);
      assay_reply_feed (&reply, cases[i].again, strlen (cases[i].again));
    }
  assay_reply_clear (&reply);
}

/* Any bytes at all: no crash, never more taken than given, never both a problem and the end. */
static void
test_random (void)
{
  static const char *pieces[] = { OK, "\r\n", "\r\n\r\n", "Content-Length: ", "Transfer-Encoding: chunked\r\n", "0", "7", "ff", "a", ":", " ", ";", "\n",
                                  "HTTP/1.1 100 x\r\n\r\n", "Connection: close\r\n" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  AssayReply reply = { 0 };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (g_rand_boolean (rand) ? OK : "");

      for (guint i = g_rand_int_range (rand, 0, 12); i > 0; i--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      feed (&reply, text->str, text->len, g_rand_int_range (rand, 1, 40));
      g_assert_false (reply.problem != NULL && reply.phase == ASSAY_REPLY_DONE);
    }
  assay_reply_clear (&reply);
}

static void
take_message (const AssayRequest *request, GString *text)
{
  AssayMessage message;

  assay_message_init (&message, request, 8080, "");
  while (text->len < message.length)
    {
      gsize size;
      const char *piece = assay_message_piece (&message, text->len, &size);

      g_assert_cmpuint (size, >, 0);
      g_string_append_len (text, piece, MIN (size, 50001));
    }
  g_assert_cmpuint (text->len, ==, message.length);
  assay_message_clear (&message);
}

static void
test_message (void)
{
  char *headers[] = { (char *) "Accept", (char *) "*/*", NULL };
  AssayRequest get = { .method = (char *) "GET", .path = (char *) "/a?b=c", .headers = headers };
  AssayRequest post = { .method = (char *) "POST", .path = (char *) "/", .body = (char *) "{}" };
  g_autoptr (GString) text = g_string_new (NULL);

  take_message (&get, text);
  g_assert_cmpstr (text->str, ==, "GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept: */*\r\n\r\n");
  g_string_truncate (text, 0);
  take_message (&post, text);
  g_assert_cmpstr (text->str, ==, "POST / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Length: 2\r\n\r\n{}");
}

static void
test_filled_message (void)
{
  static const gsize fills[] = { 1, 65535, 65536, 65537, 1000000 };

  for (guint i = 0; i < G_N_ELEMENTS (fills); i++)
    {
      AssayRequest request = { .method = (char *) "POST", .path = (char *) "/", .fill = fills[i] };
      g_autoptr (GString) text = g_string_new (NULL);
      const char *body;

      take_message (&request, text);
      body = strstr (text->str, "\r\n\r\n") + 4;
      g_assert_cmpuint (strlen (body), ==, fills[i]);
      g_assert_cmpuint (strspn (body, "x"), ==, fills[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (goods); i++)
    {
      g_autofree char *path = g_strconcat ("/answers/good/", goods[i].name, NULL);

      g_test_add_data_func (path, &goods[i], test_good);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bads); i++)
    {
      g_autofree char *path = g_strconcat ("/answers/bad/", bads[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_bad);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *path = g_strdup_printf ("/answers/endless/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_endless);
    }
  g_test_add_func ("/answers/to-close", test_to_close);
  g_test_add_func ("/answers/random", test_random);
  g_test_add_func ("/answers/message", test_message);
  g_test_add_func ("/answers/filled-message", test_filled_message);

  return g_test_run ();
}
