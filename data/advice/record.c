/* Decision records in the form of MADR 4 (Markdown Architectural Decision Records): its headings, filled from an advice. */
#include "data/advice/record.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "data/advice/record-private.h"
#include "data/advice/verdict.h"
#include "data/model/datum.h"
#include "data/model/json-write.h"
#include "data/model/metric.h"
#include "data/model/need.h"
#include "data/model/provenance.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "data/model/subject.h"
#include "data/model/units.h"

/* Of what would change the decision; those that take the least come first. */
#define MOST_FLIPS 12

/* What comes from data is text, not markup, and stays on its line. */
static void
append_text (GString *text, const char *words)
{
  for (const char *c = words; *c != '\0'; c++)
    {
      if (strchr ("\\`*_[]<>#|", *c) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_c (text, *c == '\n' || *c == '\r' ? ' ' : *c);
    }
}

static void
append_item (GString *text, const char *words)
{
  g_string_append (text, "* ");
  append_text (text, words);
  g_string_append_c (text, '\n');
}

static void
append_heading (GString *text, const char *heading)
{
  g_string_append_printf (text, "\n## %s\n\n", heading);
}

static void
append_front (GString *text, const AssayAdvice *advice, const AssayProfile *profile, const char *created)
{
  g_string_append_printf (text, "---\nstatus: proposed\ndate: %.10s\n---\n\n# ", created);
  append_text (text, profile->name);
  g_string_append (text, ": ");
  append_text (text, advice->verdict);
  g_string_append (text, "\n");
}

static void
append_context (GString *text, AssayStore *store, const AssayProfile *profile)
{
  GPtrArray *needs = assay_store_get_needs (store);

  append_heading (text, "Context and Problem Statement");
  g_string_append (text, "Which back-end technology suits this project and its team?");
  if (profile->note != NULL)
    {
      g_string_append_c (text, ' ');
      append_text (text, profile->note);
    }
  g_string_append (text, "\n\n");
  for (guint i = 0; i < needs->len; i++)
    {
      const AssayNeed *need = needs->pdata[i];
      const AssayAnswer *answer = assay_profile_get_answer (profile, need);
      g_autofree char *line = answer != NULL ? g_strdup_printf ("%s %s", need->question, answer->name) : NULL;

      if (line != NULL)
        append_item (text, line);
    }
}

/* What the article and others say of just such projects, and whether it holds. */
static void
append_claims (GString *text, AssayStore *store, const AssayProfile *profile)
{
  g_autoptr (GPtrArray) claims = assay_profile_get_claims (profile, store);

  if (claims->len > 0)
    g_string_append (text, "\nWhat is said of such projects:\n\n");
  for (guint i = 0; i < claims->len; i++)
    {
      AssayStatement *statement = assay_store_find_statement (store, claims->pdata[i]);
      g_autoptr (AssayVerdict) verdict = statement != NULL ? assay_verdict_new (store, statement) : NULL;
      AssayStance stance = assay_profile_get_stance (profile, claims->pdata[i]);
      g_autofree char *line = NULL;

      if (statement == NULL)
        continue;
      line = g_strdup_printf ("“%s” %s: %s", assay_statement_get_text (statement),
                              stance == ASSAY_STANCE_AGREE ? "Shared" : stance == ASSAY_STANCE_DISAGREE ? "Not shared" : assay_verdict_name (verdict->kind),
                              verdict->summary);
      append_item (text, line);
    }
}

static const char *
describe_basis (AssayBasis basis)
{
  static const char * const words[] = { "figures", "statements and stances", "what the profile says", "the user's judgement", "no evidence: anything is possible" };

  return words[basis];
}

static void
append_drivers (GString *text, const AssayAdvice *advice)
{
  append_heading (text, "Decision Drivers");
  for (guint j = 0; j < advice->decision->drivers->len; j++)
    {
      const AssayDecisionDriver *driver = assay_advice_driver (advice, j);

      g_string_append (text, "* ");
      append_text (text, driver->driver->name);
      g_string_append_printf (text, " (%.0f %% of the weight%s", driver->weight * 100, driver->locked ? ", fixed" : "");
      if (!isnan (driver->floor))
        g_string_append_printf (text, "; a must: at least %.0f of 100", driver->floor * 100);
      g_string_append_printf (text, "; by %s): ", describe_basis (driver->basis));
      append_text (text, driver->driver->description);
      g_string_append_c (text, '\n');
    }
}

static void
append_options (GString *text, const AssayAdvice *advice)
{
  append_heading (text, "Considered Options");
  for (guint a = 0; a < advice->decision->alternatives->len; a++)
    append_item (text, assay_advice_alternative (advice, advice->order[a])->name);
  if (advice->decision->alone != NULL)
    {
      g_string_append_c (text, '\n');
      append_text (text, advice->decision->alone);
      g_string_append_c (text, '\n');
    }
}

static void
append_outcome (GString *text, const AssayAdvice *advice)
{
  append_heading (text, "Decision Outcome");
  /* An open one's sentence says it itself. */
  if (!g_str_has_prefix (advice->sentence, advice->verdict))
    {
      g_string_append (text, "**");
      append_text (text, advice->verdict);
      g_string_append (text, "**. ");
    }
  append_text (text, advice->sentence);
  g_string_append (text, "\n\n");
  append_text (text, advice->confidence);
  g_string_append (text, "\n\n### Consequences\n\n");
  for (guint i = 0; i < advice->reasons->len; i++)
    {
      g_string_append (text, "* Good, because: ");
      append_text (text, ((AssayReason *) advice->reasons->pdata[i])->text);
      g_string_append_c (text, '\n');
    }
  if (advice->counter != NULL)
    {
      g_string_append (text, "* Bad, because: ");
      append_text (text, advice->counter->text);
      g_string_append_c (text, '\n');
    }
  if (advice->joint != NULL)
    {
      g_string_append (text, "* Neutral: ");
      append_text (text, advice->joint);
      g_string_append_c (text, '\n');
    }
  g_string_append (text, "\n### Confirmation\n\nReopen this record with Assay: it says what has changed since. What would change the decision:\n\n");
  for (guint i = 0, n = 0; i < advice->flips->len && n < MOST_FLIPS; i++)
    if (!isnan (((AssayFlip *) advice->flips->pdata[i])->at))
      {
        append_item (text, ((AssayFlip *) advice->flips->pdata[i])->text);
        n++;
      }
}

static void
append_pros (GString *text, const AssayAdvice *advice)
{
  append_heading (text, "Pros and Cons of the Options");
  for (guint r = 0; r < advice->decision->alternatives->len; r++)
    {
      guint a = advice->order[r];

      g_string_append (text, "### ");
      append_text (text, assay_advice_alternative (advice, a)->name);
      g_string_append_printf (text, "\n\nWorth %.0f of 100 in the mean (%.0f to %.0f).\n\n", advice->smaa->mean[a] * 100, advice->smaa->low[a] * 100,
                              advice->smaa->high[a] * 100);
      for (guint j = 0; j < advice->decision->drivers->len; j++)
        {
          double value = assay_advice_value (advice, a, j);

          g_string_append_printf (text, "* %s, because under ", value > 0.55 ? "Good" : value < 0.45 ? "Bad" : "Neutral");
          append_text (text, assay_advice_driver (advice, j)->driver->name);
          g_string_append_printf (text, " it is worth %.0f of 100\n", value * 100);
        }
      g_string_append_c (text, '\n');
    }
}

static void
append_origin (GString *text, const AssayProvenance *origin, double today)
{
  double day = origin->date != NULL ? assay_date_parse (origin->date) : NAN;
  g_autofree char *line = assay_provenance_line (origin);

  g_string_append (text, "  * ");
  append_text (text, line);
  if (!isnan (day) && today - day >= 31)
    g_string_append_printf (text, ", %.0f months old", (today - day) / 30.44);
  if (origin->url != NULL && g_str_has_prefix (origin->url, "https://") && strpbrk (origin->url, "<> \n\r") == NULL)
    g_string_append_printf (text, " <%s>", origin->url);
  g_string_append_c (text, '\n');
}

/* Each driver's settings, each with its sources. */
static void
append_evidence (GString *text, const AssayAdvice *advice)
{
  append_heading (text, "More Information");
  for (guint j = 0; j < advice->decision->drivers->len; j++)
    {
      const AssayDecisionDriver *driver = assay_advice_driver (advice, j);
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      g_string_append (text, "* ");
      append_text (text, driver->driver->name);
      g_string_append_printf (text, ": %u %s\n", driver->settings->len, driver->settings->len == 1 ? "way to look at it" : "ways to look at it");
      for (guint s = 0; s < driver->settings->len; s++)
        {
          const AssaySetting *setting = driver->settings->pdata[s];

          if (setting->statement != NULL)
            {
              g_string_append (text, "  * “");
              append_text (text, setting->label);
              g_string_append (text, "”\n");
            }
          for (guint i = 0; i < setting->data->len; i++)
            if (g_hash_table_add (seen, ((AssayDatum *) setting->data->pdata[i])->origin))
              append_origin (text, ((AssayDatum *) setting->data->pdata[i])->origin, advice->decision->today);
        }
    }
  g_string_append_printf (text, "\nReckoned by Assay %s with SMAA-2 (Lahdelma and Salminen 2001): %u draws, seed %" G_GUINT64_FORMAT ".\n", ASSAY_VERSION,
                          advice->smaa->n_samples, advice->decision->problem.seed);
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
      g_autofree char *name = g_strdup_printf ("%s of %s", datum->metric->name, datum->subject->name);

      json_builder_begin_object (json);
      assay_json_add_text (json, "figure", link->data);
      assay_json_add_text (json, "name", name);
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
  append_context (text, store, profile);
  append_claims (text, store, profile);
  append_drivers (text, advice);
  append_options (text, advice);
  append_outcome (text, advice);
  append_pros (text, advice);
  append_evidence (text, advice);
  append_record (text, advice, profile, created);

  return g_string_free (text, FALSE);
}
