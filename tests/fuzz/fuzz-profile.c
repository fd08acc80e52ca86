/* Any text as a project profile or, behind a first byte of 1, as a decision record: what is taken is written and taken again as the same, and can be
 * decided by; a record that is taken is held against what is known. */
#include "data/advice/record.h"
#include "data/model/store.h"
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
      g_assert_true (g_file_get_contents (ASSAY_FIXTURES "/advice/base.json", &text, &length, NULL));
      assay_store_add_document (store, "base", text, length);
      g_assert_cmpuint (assay_store_get_errors (store)->len, ==, 0);
    }

  return store;
}

static AssayAdvice *
advise (const AssayProfile *profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayDecision) decision = assay_decision_new (get_store (), profile, 50, 1, 739617, &error);
  AssayAdvice *advice = decision != NULL ? assay_advice_new (decision, NULL, &error) : NULL;

  g_assert_true ((advice == NULL) == (error != NULL));
  if (error != NULL)
    assert_shown (error->message);

  return advice;
}

/* Its record reads back, and on the same day nothing has changed since. */
static void
check_decision (const AssayProfile *profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayAdvice) advice = advise (profile);
  g_autofree char *text = NULL;
  g_autoptr (AssayRecord) record = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  if (advice == NULL)
    return;
  assert_shown (advice->sentence);
  text = assay_record_to_markdown (advice, profile, get_store (), "2026-01-01T12:00:00Z");
  assert_shown (text);
  record = assay_record_read ("again", text, strlen (text), get_store (), &error);
  g_assert_no_error (error);
  changes = assay_record_compare (record, advice);
  g_assert_cmpuint (changes->len, ==, 0);
}

static void
check_profile (const char *text, gsize size)
{
  g_autoptr (GError) error = NULL, none = NULL;
  g_autoptr (AssayProfile) profile = assay_profile_read ("profile", text, size, get_store (), NULL, &error), again = NULL;
  g_autofree char *first = NULL, *second = NULL;
  gsize length;

  g_assert_true ((profile == NULL) == (error != NULL));
  if (profile == NULL)
    {
      assert_shown (error->message);
      return;
    }
  first = assay_profile_write (profile, &length);
  again = assay_profile_read ("again", first, length, get_store (), NULL, &none);
  g_assert_no_error (none);
  second = assay_profile_write (again, NULL);
  g_assert_cmpstr (first, ==, second);
  check_decision (profile);
}

static void
check_record (const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayRecord) record = assay_record_read ("record", text, size, get_store (), &error);

  g_autoptr (AssayAdvice) advice = record != NULL ? advise (record->profile) : NULL;
  g_autoptr (GPtrArray) changes = advice != NULL ? assay_record_compare (record, advice) : NULL;

  g_assert_true ((record == NULL) == (error != NULL));
  if (record == NULL)
    assert_shown (error->message);
  if (changes != NULL)
    assert_all_shown (changes);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size > 0 && data[0] == 1)
    check_record ((const char *) data + 1, size - 1);
  else
    check_profile ((const char *) data, size);

  return 0;
}
