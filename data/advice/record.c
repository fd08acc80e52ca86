/* Decision records in the form of MADR 4 (Markdown Architectural Decision Records): its headings, filled from an advice. */
#include "data/advice/record.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "data/advice/record-private.h"
#include "data/model/datum.h"
#include "data/model/json-write.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/subject.h"

/* Of what would change the decision; those that take the least come first. */
#define MOST_FLIPS 12

static void
append_front (GString *text, const AssayAdvice *advice, const AssayProfile *profile, const char *created)
{
  g_string_append_printf (text, "---\nstatus: proposed\ndate: %.10s\n---\n\n# ", created);
  assay_record_add_text (text, profile->name);
  g_string_append (text, ": ");
  assay_record_add_text (text, advice->verdict);
  g_string_append (text, "\n");
}

static void
append_options (GString *text, const AssayAdvice *advice)
{
  assay_record_add_heading (text, _ ("Considered Options"));
  for (guint r = 0; r < advice->decision->alternatives->len; r++)
    assay_record_add_item (text, assay_advice_alternative (advice, advice->order[r])->name);
  if (advice->decision->alone != NULL)
    {
      g_string_append_c (text, '\n');
      assay_record_add_text (text, advice->decision->alone);
      g_string_append_c (text, '\n');
    }
}

static void
append_outcome (GString *text, const AssayAdvice *advice)
{
  assay_record_add_heading (text, _ ("Decision Outcome"));
  g_string_append (text, "**");
  assay_record_add_text (text, advice->verdict);
  g_string_append (text, "**. ");
  assay_record_add_text (text, advice->below[0]);
  if (advice->below[1] != NULL)
    {
      g_string_append (text, "\n\n");
      assay_record_add_text (text, advice->below[1]);
    }
  g_string_append (text, _ ("\n\n### Consequences\n\n"));
  for (guint i = 0; i < advice->reasons->len; i++)
    {
      g_string_append (text, _ ("* Good, because: "));
      assay_record_add_text (text, ((AssayReason *) advice->reasons->pdata[i])->text);
      g_string_append_c (text, '\n');
    }
  if (advice->counter != NULL)
    {
      g_string_append (text, _ ("* Bad, because: "));
      assay_record_add_text (text, advice->counter->text);
      g_string_append_c (text, '\n');
    }
  if (advice->joint != NULL)
    {
      g_string_append (text, _ ("* Neutral: "));
      assay_record_add_text (text, advice->joint);
      g_string_append_c (text, '\n');
    }
  g_string_append (text, _ ("\n### Confirmation\n\nReopen this record with Assay: it says what has changed since. What would change the decision:\n\n"));
  for (guint i = 0, n = 0; i < advice->flips->len && n < MOST_FLIPS; i++)
    if (!isnan (((AssayFlip *) advice->flips->pdata[i])->at))
      {
        assay_record_add_item (text, ((AssayFlip *) advice->flips->pdata[i])->text);
        n++;
      }
}

/* How often it comes first, and what it is worth. */
static void
append_worth (GString *text, const AssayAdvice *advice, guint a)
{
  const AssaySmaa *smaa = advice->smaa;
  g_autofree char *draws = assay_advice_draws (smaa->acceptability[a * smaa->n_alternatives]);

  g_string_append_printf (text, _ ("\n\nFirst in %s draws; worth %.0f of 100 in the mean (%.0f to %.0f).\n\n"), draws, smaa->mean[a] * 100,
                          smaa->low[a] * 100, smaa->high[a] * 100);
}

static void
append_pros (GString *text, const AssayAdvice *advice)
{
  assay_record_add_heading (text, _ ("Pros and Cons of the Options"));
  for (guint r = 0; r < advice->decision->alternatives->len; r++)
    {
      guint a = advice->order[r];

      g_string_append (text, r > 0 ? "\n### " : "### ");
      assay_record_add_text (text, assay_advice_alternative (advice, a)->name);
      append_worth (text, advice, a);
      for (guint j = 0; j < advice->decision->drivers->len; j++)
        {
          double value = assay_advice_value (advice, a, j);

          g_string_append_printf (text, _ ("* %s, because under "), value > 0.55 ? _ ("Good") : value < 0.45 ? _ ("Bad") : _ ("Neutral"));
          assay_record_add_text (text, assay_advice_driver (advice, j)->driver->name);
          g_string_append_printf (text, _ (" it is worth %.0f of 100\n"), value * 100);
        }
    }
}

static void
add_figures (JsonBuilder *json, const AssayAdvice *advice)
{
  g_autoptr (GHashTable) figures = assay_record_figures (advice);
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (figures), (GCompareFunc) g_strcmp0);

  json_builder_set_member_name (json, "figures");
  json_builder_begin_array (json);
  for (GList *link = ids; link != NULL; link = link->next)
    {
      const AssayDatum *datum = g_hash_table_lookup (figures, link->data);
      g_autofree char *name = g_strdup_printf (_ ("%s of %s"), datum->metric->name, datum->subject->name);

      json_builder_begin_object (json);
      assay_json_add_text (json, "figure", link->data);
      assay_json_add_text (json, "name", name);
      assay_json_add_text (json, "date", datum->date);
      assay_json_add_text (json, "origin", datum->origin->id);
      assay_json_add_number (json, "value", datum->value);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_alternatives (JsonBuilder *json, const AssayAdvice *advice)
{
  json_builder_set_member_name (json, "alternatives");
  json_builder_begin_array (json);
  for (guint a = 0; a < advice->smaa->n_alternatives; a++)
    {
      const AssayAlternative *alternative = assay_advice_alternative (advice, a);

      json_builder_begin_object (json);
      assay_json_add_text (json, "id", alternative->id);
      assay_json_add_text (json, "name", alternative->name);
      assay_json_add_number (json, "first", advice->smaa->acceptability[a * advice->smaa->n_alternatives]);
      assay_json_add_number (json, "worth", advice->smaa->mean[a]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/* A comment ends at two hyphens: within strings they are written as escapes. */
static void
append_record (GString *text, const AssayAdvice *advice, const AssayProfile *profile, const char *created)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, advice->decision->problem.seed), *plain = NULL;
  g_autoptr (GString) safe = NULL;

  json_builder_begin_object (json);
  assay_json_add_text (json, "date", created);
  assay_json_add_text (json, "version", ASSAY_VERSION);
  assay_json_add_text (json, "verdict", advice->verdict);
  assay_json_add_number (json, "samples", advice->smaa->n_samples);
  assay_json_add_text (json, "seed", seed);
  add_alternatives (json, advice);
  add_figures (json, advice);
  json_builder_set_member_name (json, "profile");
  assay_profile_add_to (profile, json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  plain = assay_json_write (root, TRUE, NULL);
  safe = g_string_new (plain);
  g_string_replace (safe, "--", "\\u002d\\u002d", 0);
  g_string_append_printf (text, "\n%s\n%s\n%s\n", ASSAY_RECORD_BEGIN, safe->str, ASSAY_RECORD_END);
}

char *
assay_record_to_markdown (const AssayAdvice *advice, const AssayProfile *profile, AssayStore *store, const char *created)
{
  GString *text = g_string_new (NULL);

  append_front (text, advice, profile, created);
  assay_record_add_context (text, store, profile);
  assay_record_add_drivers (text, advice, profile, store);
  append_options (text, advice);
  append_outcome (text, advice);
  append_pros (text, advice);
  assay_record_add_evidence (text, advice, profile);
  append_record (text, advice, profile, created);

  return g_string_free (text, FALSE);
}
