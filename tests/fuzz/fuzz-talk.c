/* Any text as a talk: what is taken is written and taken again as the same, and becomes slides or says why it doesn't. */
#include "data/model/store.h"
#include "data/model/talk.h"
#include "tests/fuzz/fuzz.h"

static AssayStore *
get_store (void)
{
  static AssayStore *store;

  if (store == NULL)
    {
      g_autofree char *text = NULL;
      gsize length;

      store = g_object_new (ASSAY_TYPE_STORE, NULL);
      g_assert_true (g_file_get_contents (ASSAY_FIXTURES "/chart/base.json", &text, &length, NULL));
      assay_store_add_document (store, "base", text, length);
    }

  return store;
}

static void
check_slides (const AssayTalk *talk)
{
  g_autoptr (GPtrArray) lost = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) slides = assay_talk_get_slides (talk, get_store (), NULL, 739617, lost, &error);

  g_assert_true ((slides == NULL) == (error != NULL));
  assert_all_shown (lost);
  for (guint i = 0; slides != NULL && i < slides->len; i++)
    {
      g_autofree char *name = assay_slide_get_name (slides->pdata[i]);

      assert_shown (name);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL, none = NULL;
  g_autoptr (AssayTalk) talk = assay_talk_read ("talk", (const char *) data, size, errors, &error), again = NULL;
  g_autofree char *first = NULL, *second = NULL;
  gsize length;

  g_assert_true ((talk == NULL) == (error != NULL));
  assert_all_shown (errors);
  if (talk == NULL)
    {
      assert_shown (error->message);
      return 0;
    }
  first = assay_talk_write (talk, &length);
  g_assert_true (assay_talk_is_one (first, length));
  again = assay_talk_read ("again", first, length, NULL, &none);
  g_assert_no_error (none);
  second = assay_talk_write (again, NULL);
  g_assert_cmpstr (first, ==, second);
  check_slides (talk);

  return 0;
}
