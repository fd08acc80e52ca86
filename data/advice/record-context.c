/* What a decision record says of the project: its needs and team, what is said of such projects, what matters and what the user judged. */
#include <math.h>
#include <string.h>

#include "data/advice/record-private.h"
#include "data/advice/verdict.h"
#include "data/model/language.h"
#include "data/model/need.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "data/model/subject.h"

/* A line that begins like a list of its own: "- so", "+ so", "1. so", "1) so". How many characters go before what is escaped, -1: none. */
static gssize
list_mark (const char *words)
{
  gsize digits = strspn (words, "0123456789");

  if (digits > 0 ? words[digits] == '.' || words[digits] == ')' : words[0] == '-' || words[0] == '+')
    return (gssize) digits;

  return -1;
}

void
assay_record_add_text (GString *text, const char *words)
{
  gssize mark;

  while (g_ascii_isspace (*words))
    words++;
  mark = list_mark (words);
  for (const char *c = words; *c != '\0'; c++)
    {
      if (c - words == mark || strchr ("\\`*_[]<>#|&~", *c) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_c (text, g_ascii_iscntrl (*c) ? ' ' : *c);
    }
}

void
assay_record_add_item (GString *text, const char *words)
{
  g_string_append (text, "* ");
  assay_record_add_text (text, words);
  g_string_append_c (text, '\n');
}

void
assay_record_add_heading (GString *text, const char *heading)
{
  g_string_append_printf (text, "\n## %s\n\n", heading);
}

/* "Team: 6 people, 2 of them juniors; Lefty: fluent, Righty: basic". */
static void
add_team (GString *text, const AssayProfile *profile)
{
  g_autoptr (GList) languages = g_list_sort (g_hash_table_get_keys (profile->levels), (GCompareFunc) g_strcmp0);
  g_autoptr (GString) line = g_string_new (_ ("Team: "));

  if (profile->team == 0 && profile->juniors == 0 && languages == NULL)
    return;
  if (profile->team > 0)
    g_string_append_printf (line, ngettext ("%u person", "%u people", profile->team), profile->team);
  if (profile->juniors > 0)
    g_string_append_printf (line, profile->team > 0 ? ngettext (", %u of them a junior", ", %u of them juniors", profile->juniors)
                                                    : ngettext ("%u a junior", "%u juniors", profile->juniors), profile->juniors);
  for (GList *link = languages; link != NULL; link = link->next)
    {
      AssayLevel level = GPOINTER_TO_INT (g_hash_table_lookup (profile->levels, link->data));

      if (link->prev != NULL)
        g_string_append (line, ", ");
      else if (profile->team > 0 || profile->juniors > 0)
        g_string_append (line, "; ");
      g_string_append_printf (line, "%s: %s", (char *) link->data, assay_level_id (level));
    }
  assay_record_add_item (text, line->str);
}

static void
add_parts (GString *text, const AssayProfile *profile)
{
  g_autoptr (GString) line = g_string_new (_ ("Parts of the work: "));

  for (guint i = 0; i < profile->parts->len; i++)
    {
      const AssayPart *part = profile->parts->pdata[i];

      g_string_append_printf (line, "%s%s %.0f %%", i > 0 ? ", " : "", part->part, part->share * 100);
    }
  if (profile->parts->len > 0)
    assay_record_add_item (text, line->str);
}

static void
add_operation (GString *text, const AssayProfile *profile)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, _ ("Assumed: running one technology takes %g–%g %% of the team's time, a second one %g–%g %% more"), profile->one_low,
                          profile->one_high, profile->second_low, profile->second_high);
  if (!isnan (profile->hop_low))
    g_string_append_printf (line, _ (", a call between them %g–%g ms"), profile->hop_low, profile->hop_high);
  assay_record_add_item (text, line->str);
}

/* What the article and others say of just such projects, and whether it holds. */
static void
add_claims (GString *text, AssayStore *store, const AssayProfile *profile)
{
  g_autoptr (GPtrArray) claims = assay_profile_get_claims (profile, store);

  if (claims->len > 0)
    g_string_append (text, _ ("\nWhat is said of such projects:\n\n"));
  for (guint i = 0; i < claims->len; i++)
    {
      AssayStatement *statement = assay_store_find_statement (store, claims->pdata[i]);
      g_autoptr (AssayVerdict) verdict = statement != NULL ? assay_verdict_new (store, statement) : NULL;
      AssayStance stance = assay_profile_get_stance (profile, claims->pdata[i]);
      g_autofree char *line = NULL;

      if (statement == NULL)
        continue;
      line = g_strdup_printf ("“%s” %s: %s", assay_statement_get_text (statement),
                              stance == ASSAY_STANCE_AGREE ? _ ("Shared") : stance == ASSAY_STANCE_DISAGREE ? _ ("Not shared") : assay_verdict_name (verdict->kind),
                              verdict->summary);
      assay_record_add_item (text, line);
    }
}

void
assay_record_add_context (GString *text, AssayStore *store, const AssayProfile *profile)
{
  GPtrArray *needs = assay_store_get_needs (store);

  assay_record_add_heading (text, _ ("Context and Problem Statement"));
  g_string_append (text, _ ("Which back-end technology suits this project and its team?"));
  if (profile->note != NULL)
    {
      g_string_append_c (text, ' ');
      assay_record_add_text (text, profile->note);
    }
  g_string_append (text, "\n\n");
  for (guint i = 0; i < needs->len; i++)
    {
      const AssayNeed *need = needs->pdata[i];
      const AssayAnswer *answer = assay_profile_get_answer (profile, need);
      g_autofree char *line = answer != NULL ? g_strdup_printf ("%s %s", need->question, answer->name) : NULL;

      if (line != NULL)
        assay_record_add_item (text, line);
    }
  add_team (text, profile);
  add_parts (text, profile);
  add_operation (text, profile);
  add_claims (text, store, profile);
}

static const char *
describe_basis (AssayBasis basis)
{
  static const char * const words[] = { N_ ("figures"), N_ ("statements and stances"), N_ ("what the profile says"), N_ ("the user's judgement"), N_ ("no evidence: anything is possible") };

  return _ (words[basis]);
}

static const char *
driver_name (AssayStore *store, const char *id)
{
  const AssayDriver *driver = assay_store_find_driver (store, id);

  return driver != NULL ? driver->name : id;
}

/* What the user said beside the weights: orders without numbers, ranges of their own. */
static void
add_wishes (GString *text, const AssayProfile *profile, AssayStore *store)
{
  for (guint i = 0; i < profile->precedences->len; i++)
    {
      const AssayPrecedence *each = profile->precedences->pdata[i];
      g_autofree char *line = g_strdup_printf (_ ("%s matters at least as much as %s"), driver_name (store, each->more), driver_name (store, each->less));

      assay_record_add_item (text, line);
    }
  for (guint i = 0; i < profile->judgements->len; i++)
    {
      const AssayJudgement *each = profile->judgements->pdata[i];
      const AssaySubject *subject = assay_store_find_subject (store, each->subject);
      g_autofree char *line = g_strdup_printf (_ ("Judged, whatever the evidence: under %s %s is worth %.0f to %.0f of 100"), driver_name (store, each->driver),
                                               subject != NULL ? subject->name : each->subject, each->low, each->high);

      assay_record_add_item (text, line);
    }
}

void
assay_record_add_drivers (GString *text, const AssayAdvice *advice, const AssayProfile *profile, AssayStore *store)
{
  assay_record_add_heading (text, _ ("Decision Drivers"));
  for (guint j = 0; j < advice->decision->drivers->len; j++)
    {
      const AssayDecisionDriver *driver = assay_advice_driver (advice, j);

      g_string_append (text, "* ");
      assay_record_add_text (text, driver->driver->name);
      g_string_append_printf (text, _ (" (%.0f %% of the weight%s"), driver->weight * 100, driver->locked ? _ (", fixed") : "");
      if (!isnan (driver->floor))
        g_string_append_printf (text, _ ("; a must: at least %.0f of 100"), driver->floor * 100);
      g_string_append_printf (text, _ ("; by %s): "), describe_basis (driver->basis));
      assay_record_add_text (text, driver->driver->description);
      g_string_append_c (text, '\n');
    }
  add_wishes (text, profile, store);
  g_string_append_printf (text, _ ("\nA weight that is not fixed may be off by %.0f %% of itself.\n"), profile->doubt * 100);
}
