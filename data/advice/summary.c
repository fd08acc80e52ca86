#include "data/advice/summary.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/provenance.h"
#include "data/model/units.h"

/* Up to so many readings are told one by one; of more, the extremes or some examples. */
#define FEW 3
#define EXAMPLES 2

static const char * const nouns[ASSAY_N_TEST_KINDS][2] = {
  [ASSAY_TEST_VALUE] = { "reading", "readings" },
  [ASSAY_TEST_RATIO] = { "pair", "pairs" },
  [ASSAY_TEST_CHANGE] = { "series", "series" },
  [ASSAY_TEST_TREND] = { "series", "series" },
  [ASSAY_TEST_RANK] = { "ranking", "rankings" },
  [ASSAY_TEST_SPAN] = { "release", "releases" },
  [ASSAY_TEST_CITED] = { "source", "sources" },
};

/* What the rule's readings are called: by their kind, if all its tests are of one. */
static const char *
noun (const AssayRule *rule, guint n)
{
  AssayTestKind kind = ASSAY_TEST_VALUE;

  for (guint i = 0; i < rule->tests->len; i++)
    {
      AssayTestKind other = ((AssayTest *) rule->tests->pdata[i])->kind;

      if (i > 0 && other != kind)
        return nouns[ASSAY_TEST_VALUE][n != 1];
      kind = other;
    }

  return nouns[kind][n != 1];
}

/* "a; b", without the full stops that @text may bring. */
static void
append_item (GString *list, const char *text)
{
  gsize length = strlen (text);

  if (list->len > 0)
    g_string_append (list, "; ");
  g_string_append_len (list, text, length > 0 && text[length - 1] == '.' ? (gssize) length - 1 : (gssize) length);
}

/* How far a reading lies from the nearest limit, relative to it; a cited text comes before all numbers. */
static double
clearness (const AssayReading *reading)
{
  double to_min = fabs (reading->value - reading->expect_min) / fabs (reading->expect_min);
  double to_max = fabs (reading->value - reading->expect_max) / fabs (reading->expect_max);

  if (isnan (reading->value) || (isnan (reading->expect_min) && isnan (reading->expect_max)))
    return INFINITY;

  return fmin (to_min, to_max);
}

static int
compare_clearness (gconstpointer a, gconstpointer b)
{
  double first = clearness (*(AssayReading **) a), second = clearness (*(AssayReading **) b);

  return (first < second) - (first > second);
}

/* The readings of one side, in their order, or, if they are more than @most, the clearest first. Transfer container. */
static GPtrArray *
pick_side (const AssayVerdict *verdict, AssayReadingSide side, guint most)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < verdict->readings->len; i++)
    if (((AssayReading *) verdict->readings->pdata[i])->side == side)
      g_ptr_array_add (picked, verdict->readings->pdata[i]);
  if (picked->len > most)
    g_ptr_array_sort (picked, compare_clearness);

  return picked;
}

static char *
list_side (const AssayVerdict *verdict, AssayReadingSide side, guint most)
{
  GString *list = g_string_new (NULL);
  g_autoptr (GPtrArray) picked = pick_side (verdict, side, most);

  for (guint i = 0; i < picked->len && i < most; i++)
    append_item (list, ((AssayReading *) picked->pdata[i])->text);
  if (picked->len > most)
    g_string_append_printf (list, "; and %u more", picked->len - most);

  return g_string_free (list, FALSE);
}

/* The unit that all readings share; NULL if they don't, or if they are too few for extremes to say more than a list. */
static const AssayUnit *
shared_unit (const AssayVerdict *verdict)
{
  const AssayUnit *unit = NULL;

  if (verdict->readings->len <= FEW)
    return NULL;
  for (guint i = 0; i < verdict->readings->len; i++)
    {
      const AssayReading *reading = verdict->readings->pdata[i];

      if (isnan (reading->value) || reading->unit == NULL || (unit != NULL && reading->unit != unit))
        return NULL;
      unit = reading->unit;
    }

  return unit;
}

/* "from 0.6× (Express ÷ FastAPI, ...) to 36× (...)" */
static char *
tell_extremes (const AssayVerdict *verdict, const AssayUnit *unit)
{
  const AssayReading *least = verdict->readings->pdata[0], *most = least;
  g_autofree char *low = NULL, *high = NULL;

  for (guint i = 1; i < verdict->readings->len; i++)
    {
      const AssayReading *reading = verdict->readings->pdata[i];

      if (reading->value < least->value)
        least = reading;
      if (reading->value > most->value)
        most = reading;
    }
  low = assay_unit_format (unit, least->value);
  high = assay_unit_format (unit, most->value);

  return g_strdup_printf ("from %s (%s) to %s (%s)", low, least->label, high, most->label);
}

/* ": from ... to ...", or what is for it and what against. */
static void
append_evidence (GString *text, const AssayVerdict *verdict)
{
  const AssayUnit *unit = shared_unit (verdict);
  guint most = verdict->agree + verdict->disagree <= FEW ? FEW : EXAMPLES;
  g_autofree char *extremes = unit != NULL ? tell_extremes (verdict, unit) : NULL;
  g_autofree char *pro = list_side (verdict, ASSAY_READING_AGREES, most);
  g_autofree char *contra = list_side (verdict, ASSAY_READING_DISAGREES, most);

  if (extremes != NULL)
    g_string_append_printf (text, ": %s.", extremes);
  else if (verdict->agree == 0 || verdict->disagree == 0)
    g_string_append_printf (text, ": %s.", verdict->agree > 0 ? pro : contra);
  else
    g_string_append_printf (text, ". For it: %s. Against it: %s.", pro, contra);
}

static void
append_count (GString *text, const AssayVerdict *verdict, const AssayRule *rule)
{
  guint decided = verdict->agree + verdict->disagree;
  const char *name = noun (rule, decided);

  if (decided == 1)
    g_string_append_printf (text, "The one %s %s", name, verdict->agree > 0 ? "agrees" : "disagrees");
  else if (decided == 2 && verdict->agree != 1)
    g_string_append_printf (text, verdict->agree > 0 ? "Both %s agree" : "Neither of the two %s agrees", name);
  else if (verdict->disagree == 0)
    g_string_append_printf (text, "All %u %s agree", decided, name);
  else if (verdict->agree == 0)
    g_string_append_printf (text, "None of %u %s agrees", decided, name);
  else
    g_string_append_printf (text, "%s%u of %u %s %s", verdict->kind == ASSAY_VERDICT_CONTRADICTED ? "Only " : "",
                            verdict->agree, decided, name, verdict->agree == 1 ? "agrees" : "agree");
}

static void
append_caveats (GString *text, const AssayVerdict *verdict)
{
  guint copies = 0;

  for (guint i = 0; i < verdict->readings->len; i++)
    {
      const AssayReading *reading = verdict->readings->pdata[i];

      copies += reading->datum->origin->via != NULL || (reading->against != NULL && reading->against->origin->via != NULL);
    }
  if (verdict->neither > 0 && verdict->agree + verdict->disagree > 0)
    g_string_append_printf (text, " %u more %s for neither side.", verdict->neither, verdict->neither == 1 ? "speaks" : "speak");
  if (copies > 0 && copies == verdict->readings->len)
    g_string_append (text, copies == 1 ? " It is known from a second-hand copy." : " All are known from second-hand copies.");
  else if (copies > 0)
    g_string_append_printf (text, " %u of them %s known from second-hand copies.", copies, copies == 1 ? "is" : "are");
}

char *
assay_summary_why (const AssayVerdict *verdict, const AssayRule *rule)
{
  GString *text = g_string_new (NULL);
  guint decided = verdict->agree + verdict->disagree;

  if (rule->opinion != NULL)
    return g_string_free (g_string_append (text, rule->opinion), FALSE);
  if (verdict->readings->len == 0)
    return g_string_free (g_string_append (text, "No published figure that we found decides it."), FALSE);
  if (decided == 0)
    {
      g_autofree char *unclear = list_side (verdict, ASSAY_READING_NEITHER, EXAMPLES);

      g_string_append_printf (text, "Nothing is clear either way: %s.", unclear);
    }
  else
    {
      if (verdict->kind == ASSAY_VERDICT_OPEN)
        g_string_append_printf (text, "Too little to decide, it takes %u %s. ", rule->need, noun (rule, rule->need));
      if (verdict->kind == ASSAY_VERDICT_DEPENDS)
        g_string_append_printf (text, "It depends on %s. ", rule->on != NULL ? rule->on : "the workload");
      append_count (text, verdict, rule);
      append_evidence (text, verdict);
    }
  append_caveats (text, verdict);

  return g_string_free (text, FALSE);
}

char *
assay_summary_settle (const AssayVerdict *verdict, const AssayRule *rule)
{
  GString *text;

  if (verdict->kind != ASSAY_VERDICT_OPEN && verdict->kind != ASSAY_VERDICT_DEPENDS)
    return NULL;
  if (rule->measure == NULL && rule->settle == NULL)
    return NULL;

  text = g_string_new (NULL);
  if (rule->measure != NULL)
    {
      g_autofree char *scenarios = g_strjoinv (", ", rule->measure);

      g_string_append_printf (text, "Measure %s with Standard (about 15 minutes) on this computer.", scenarios);
    }
  if (rule->settle != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", rule->settle);

  return g_string_free (text, FALSE);
}
