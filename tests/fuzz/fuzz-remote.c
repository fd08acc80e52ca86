/* Any text as what a machine elsewhere says and has, as the document of machines and as host keys. */
#include <string.h>

#include "data/measure/follow.h"
#include "data/measure/remote-key.h"
#include "data/measure/remote-toolbox.h"
#include "data/measure/workload.h"
#include "tests/fuzz/fuzz.h"

static void
read_line (const char *text)
{
  g_autofree char *marked = g_strconcat (ASSAY_FOLLOW_MARK, text, NULL);
  g_auto (AssayFollow) line = { 0 };
  g_autoptr (GError) error = NULL;

  if (!assay_follow_read (&line, marked, &error))
    assert_shown (error->message);
  else
    g_assert_true (line.n_items == 0 || line.item < line.n_items);
}

static void
read_document (const char *text)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) remotes = assay_remotes_read ("machines.json", text, strlen (text), errors);

  for (guint i = 0; i < remotes->len; i++)
    g_assert_true (assay_remote_check (remotes->pdata[i], NULL));
}

static void
read_toolbox (const char *text)
{
  static const char * const none[] = { NULL };
  g_autoptr (AssayWorkloads) workloads = assay_workloads_load (none);
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayToolbox) toolbox = assay_remote_toolbox_read ("box", text, strlen (text), workloads, &error);

  if (toolbox == NULL)
    assert_shown (error->message);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autoptr (GPtrArray) keys = assay_host_keys_parse (text);

  for (guint i = 0; i < keys->len; i++)
    g_assert_true (g_str_has_prefix (((AssayHostKey *) keys->pdata[i])->fingerprint, "SHA256:"));
  read_line (text);
  read_document (text);
  read_toolbox (text);

  return 0;
}
