/* Which addresses are asked, and where one may lead to another. */
#include <string.h>

#include "data/model/error.h"
#include "data/sources/address.h"

static void
test_reach (void)
{
  static const struct { const char *host; AssayReach reach; } cases[] = {
    { "localhost", ASSAY_REACH_LOOPBACK }, { "LOCALHOST.", ASSAY_REACH_LOOPBACK }, { "a.localhost", ASSAY_REACH_LOOPBACK },
    { "127.0.0.1", ASSAY_REACH_LOOPBACK }, { "127.255.0.9", ASSAY_REACH_LOOPBACK }, { "[::1]", ASSAY_REACH_LOOPBACK },
    { "[::ffff:127.0.0.1]", ASSAY_REACH_LOOPBACK }, { "::ffff:7f00:1", ASSAY_REACH_LOOPBACK }, { "64:ff9b::7f00:1", ASSAY_REACH_LOOPBACK },
    { "0.0.0.0", ASSAY_REACH_PRIVATE }, { "10.1.2.3", ASSAY_REACH_PRIVATE }, { "172.16.0.1", ASSAY_REACH_PRIVATE },
    { "172.31.255.255", ASSAY_REACH_PRIVATE }, { "192.168.1.1", ASSAY_REACH_PRIVATE }, { "169.254.169.254", ASSAY_REACH_PRIVATE },
    { "100.64.0.1", ASSAY_REACH_PRIVATE }, { "255.255.255.255", ASSAY_REACH_PRIVATE }, { "224.0.0.1", ASSAY_REACH_PRIVATE },
    { "[::]", ASSAY_REACH_PRIVATE }, { "[fe80::1%eth0]", ASSAY_REACH_PRIVATE }, { "[fd12:3456::1]", ASSAY_REACH_PRIVATE },
    { "[::ffff:10.0.0.1]", ASSAY_REACH_PRIVATE }, { "[::10.0.0.1]", ASSAY_REACH_PRIVATE }, { "ff02::1", ASSAY_REACH_PRIVATE },
    { "172.32.0.1", ASSAY_REACH_PUBLIC }, { "11.0.0.1", ASSAY_REACH_PUBLIC }, { "[2001:4860::1]", ASSAY_REACH_PUBLIC },
    { "[::ffff:8.8.8.8]", ASSAY_REACH_PUBLIC }, { "100.128.0.1", ASSAY_REACH_PUBLIC },
    { "example.org", ASSAY_REACH_UNKNOWN }, { "localhost.example.org", ASSAY_REACH_UNKNOWN }, { "notlocalhost", ASSAY_REACH_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].host);
      g_assert_cmpint (assay_address_reach (cases[i].host), ==, cases[i].reach);
    }
}

static void
test_parse (void)
{
  static const struct { const char *text, *whole, *shown, *origin; gboolean secure; } cases[] = {
    { "https://example.org/a#b", "https://example.org/a", "https://example.org/a", "https://example.org:443", TRUE },
    { "HTTP://Example.org", "http://Example.org/", "http://Example.org/", "http://example.org:80", FALSE },
    { "https://example.org:444/a?key=secret", "https://example.org:444/a?key=secret", "https://example.org:444/a?…",
      "https://example.org:444", TRUE },
    { "http://2130706433/", "http://127.0.0.1/", "http://127.0.0.1/", "http://127.0.0.1:80", FALSE },
    { "http://[::1]:8/x", "http://[::1]:8/x", "http://[::1]:8/x", "http://[::1]:8", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AssayAddress) address = assay_address_parse (cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (address->text, ==, cases[i].whole);
      g_assert_cmpstr (address->shown, ==, cases[i].shown);
      g_assert_cmpstr (address->origin, ==, cases[i].origin);
      g_assert_cmpint (address->secure, ==, cases[i].secure);
    }
}

/* What is wrong is said without what may be a secret. */
static void
test_no_address (void)
{
  static const struct { const char *text, *message; } cases[] = {
    { "file:///etc/passwd", "“file:///etc/passwd” is not an http or https address" },
    { "ftp://example.org/", "“ftp://example.org/” is not an http or https address" },
    { "gopher://example.org/", "“gopher://example.org/” is not an http or https address" },
    { "https://me:secret@example.org/a", "“…@example.org/a” has a user name in it" },
    { "https://secret@example.org/?x=secret", "“…@example.org/” has a user name in it" },
    { "example.org", "“example.org” is not an address" },
    { "https://exa mple.org/", "“https://exa mple.org/” is not an address" },
    { "https://example.org:99999/?key=secret", "“https://example.org:99999/” is not an address" },
    { "https://example.org/caf\351", "“https://example.org/caf\357\277\275” is not an address" },
    { "https://%ff/", "“https://%ff/” is not an address" },
    { "", "“” is not an address" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (assay_address_parse (cases[i].text, &error));
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* A message ends with a character, not with a part of one. */
static void
test_long (void)
{
  for (guint length = 190; length <= 200; length++)
    {
      g_autofree char *filling = g_strnfill (length, 'a');
      g_autofree char *text = g_strconcat (filling, "\342\200\223\342\200\223\342\200\223\342\200\223", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (assay_address_parse (text, &error));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_plain (void)
{
  static const struct { const char *text; gboolean allow_plain, may; } cases[] = {
    { "https://example.org/", FALSE, TRUE }, { "http://127.0.0.1:80/", FALSE, TRUE }, { "http://localhost/", FALSE, TRUE },
    { "http://[::1]/", FALSE, TRUE }, { "http://example.org/", FALSE, FALSE }, { "http://example.org/", TRUE, TRUE },
    { "http://10.0.0.1/", FALSE, FALSE }, { "http://127.0.0.1.example.org/", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AssayAddress) address = assay_address_parse (cases[i].text, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (assay_address_check (address, cases[i].allow_plain, &error), ==, cases[i].may);
      g_assert_cmpint (g_error_matches (error, ASSAY_ERROR, ASSAY_ERROR_INVALID), ==, !cases[i].may);
    }
}

static void
test_redirect (void)
{
  static const struct { const char *from, *to; gboolean allow_plain, public; const char *problem; } cases[] = {
    { "https://a.example/", "https://b.example/", FALSE, TRUE, NULL },
    { "http://127.0.0.1/", "https://b.example/", FALSE, FALSE, NULL },
    { "http://127.0.0.1/", "http://localhost:8/", FALSE, FALSE, NULL },
    { "http://a.example/", "http://b.example/", TRUE, TRUE, NULL },
    { "https://10.0.0.1/", "https://10.0.0.2/", FALSE, FALSE, NULL },
    { "https://a.example/", "http://a.example/", TRUE, TRUE, "from https to http" },
    { "https://a.example/", "http://127.0.0.1/", FALSE, TRUE, "from https to http" },
    { "https://a.example/", "https://127.0.0.1/", FALSE, TRUE, "into this machine's own network" },
    { "https://a.example/", "https://[::ffff:10.0.0.1]/", FALSE, TRUE, "into this machine's own network" },
    { "http://a.example/", "http://169.254.169.254/", TRUE, TRUE, "into this machine's own network" },
    { "http://127.0.0.1/", "http://b.example/", FALSE, FALSE, "to plain http" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AssayAddress) from = assay_address_parse (cases[i].from, NULL);
      g_autoptr (AssayAddress) to = assay_address_parse (cases[i].to, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s to %s", cases[i].from, cases[i].to);
      g_assert_cmpint (assay_address_check_redirect (from, to, cases[i].allow_plain, cases[i].public, &error), ==, cases[i].problem == NULL);
      if (cases[i].problem == NULL)
        continue;
      g_assert_error (error, ASSAY_ERROR, ASSAY_ERROR_NETWORK);
      g_assert_nonnull (strstr (error->message, cases[i].problem));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/reach", test_reach);
  g_test_add_func ("/address/parse", test_parse);
  g_test_add_func ("/address/no-address", test_no_address);
  g_test_add_func ("/address/long", test_long);
  g_test_add_func ("/address/plain", test_plain);
  g_test_add_func ("/address/redirect", test_redirect);

  return g_test_run ();
}
