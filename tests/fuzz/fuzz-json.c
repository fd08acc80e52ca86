/* Any bytes as a JSON document: our scan and another strict parser say the same of them, json-glib takes what the scan takes,
 * and what is written of its tree the scan takes again. */
#include "data/model/json.h"
#include "data/model/json-write.h"
#include "tests/displayless/json-peer.h"
#include "tests/fuzz/fuzz.h"

static void
check_tree (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = assay_json_parse_within ("text", text, length, ASSAY_JSON_MAX_BYTES, &error);
  g_autofree char *again = NULL;
  gsize length_again = 0;

  g_assert_no_error (error);
  again = assay_json_write (root, FALSE, &length_again);
  assay_json_check ("again", again, length_again, G_MAXSIZE, &error);
  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = (const char *) data;
  g_autoptr (GError) error = NULL;
  g_autofree char *terminated = g_strndup ("", size);
  gboolean good = assay_json_check ("text", text, size, ASSAY_JSON_MAX_BYTES, &error);

  memcpy (terminated, text, size);
  g_assert_true (good == (error == NULL));
  g_assert_true (good == json_peer_accepts (terminated, size));
  if (good)
    check_tree (text, size);
  else
    g_assert_true (g_utf8_validate (error->message, -1, NULL));

  return 0;
}
