#include "data/advice/summary.h"

#include <math.h>

#include "data/advice/evidence.h"
#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/units.h"

/* Up to so many readings are told by examples; of more, the extremes where they have any. */
#define FEW 3
#define EXAMPLES 2
/* In characters: two lines of a row. */
#define LONGEST 200

static const char *
noun_of (AssayTestKind kind, guint n)
{
  switch (kind)
    {
    case ASSAY_TEST_RATIO:
      return ngettext ("pair", "pairs", n);
    case ASSAY_TEST_CHANGE:
    case ASSAY_TEST_TREND:
      return ngettext ("series", "series", n);
    case ASSAY_TEST_RANK:
      return ngettext ("ranking", "rankings", n);
    case ASSAY_TEST_SPAN:
      return ngettext ("release", "releases", n);
    case ASSAY_TEST_CITED:
      return ngettext ("source", "sources", n);
    case ASSAY_TEST_VALUE:
    default:
      return ngettext ("reading", "readings", n);
    }
}

/* What the rule's readings are called: by their kind, if all its tests are of one. */
static const char *
noun (const AssayRule *rule, guint n)
{
  AssayTestKind kind = ASSAY_TEST_VALUE;

  for (guint i = 0; i < rule->tests->len; i++)
    {
      AssayTestKind other = ((AssayTest *) rule->tests->pdata[i])->kind;

      if (i > 0 && other != kind)
        return noun_of (ASSAY_TEST_VALUE, n);
      kind = other;
    }

  return noun_of (kind, n);
}

/* How many characters of the summary's @room are left. */
static glong
room_left (const GString *text, glong room)
{
  return room - g_utf8_strlen (text->str, -1);
}

/* Appends @piece if it fits. */
static gboolean
try_append (GString *text, glong room, const char *piece)
{
  if (g_utf8_strlen (piece, -1) > room_left (text, room))
    return FALSE;
  g_string_append (text, piece);

  return TRUE;
}

/* The clearest reading of @side after @after (NULL: the first of all); NULL if there is none. They are in that order. */
static const AssayReading *
next_of (const AssayVerdict *verdict, AssayReadingSide side, const AssayReading *after)
{
  gboolean passed = after == NULL;

  for (guint i = 0; i < verdict->readings->len; i++)
    {
      const AssayReading *reading = verdict->readings->pdata[i];

      if (passed && reading->side == side)
        return reading;
      passed = passed || reading == after;
    }

  return NULL;
}

static gboolean
same_limit (double a, double b)
{
  return (isnan (a) && isnan (b)) || a == b;
}

/* The unit of all readings but the cited ones; NULL if they have not one, lie to different limits, or are too few for extremes to say more than
 * examples: then a least and a most would mislead. */
static const AssayUnit *
shared_unit (GPtrArray *numbers)
{
  const AssayReading *first;

  if (numbers->len <= FEW)
    return NULL;
  first = numbers->pdata[0];
  for (guint i = 1; i < numbers->len; i++)
    {
      const AssayReading *reading = numbers->pdata[i];

      if (reading->unit != first->unit || !same_limit (reading->expect_min, first->expect_min)
          || !same_limit (reading->expect_max, first->expect_max))
        return NULL;
    }

  return first->unit;
}

/* Transfer container. */
static GPtrArray *
take_numbers (const AssayVerdict *verdict)
{
  GPtrArray *numbers = g_ptr_array_new ();

  for (guint i = 0; i < verdict->readings->len; i++)
    if (!isnan (((AssayReading *) verdict->readings->pdata[i])->value))
      g_ptr_array_add (numbers, verdict->readings->pdata[i]);

  return numbers;
}

/* ", from 0.43× (Express ÷ FastAPI) to 36× (...)", without the names if they don't fit. */
static void
append_extremes (GString *text, glong room, GPtrArray *numbers, const AssayUnit *unit)
{
  const AssayReading *least = numbers->pdata[0], *most = least;
  g_autofree char *low = NULL, *high = NULL, *named = NULL, *bare = NULL;

  for (guint i = 1; i < numbers->len; i++)
    {
      const AssayReading *reading = numbers->pdata[i];

      if (reading->value < least->value)
        least = reading;
      if (reading->value > most->value)
        most = reading;
    }
  low = assay_evidence_round (unit, least->value);
  high = assay_evidence_round (unit, most->value);
  if (g_str_equal (low, high))
    return;
  named = g_strdup_printf (_ (", from %s (%s) to %s (%s)"), low, least->names, high, most->names);
  bare = g_strdup_printf (_ (", from %s to %s"), low, high);
  if (g_str_equal (least->names, most->names) || !try_append (text, room, named))
    try_append (text, room, bare);
}

/* The clearest readings of @side, as many as fit: ". A sentence of the first", or ": a; b" of numbers. */
static void
append_side (GString *text, glong room, const AssayVerdict *verdict, AssayReadingSide side)
{
  const AssayReading *reading = next_of (verdict, side, NULL);
  gboolean sentence = reading != NULL && isnan (reading->value);

  for (guint i = 0; i < (sentence ? 1 : EXAMPLES) && reading != NULL; i++, reading = next_of (verdict, side, reading))
    {
      g_autofree char *piece = g_strconcat (sentence ? ". " : i > 0 ? "; " : ": ", reading->brief, NULL);

      if (!try_append (text, room, piece))
        return;
    }
}

/* The clearest reading of @side that is a number; NULL if there is none. */
static const AssayReading *
number_of (const AssayVerdict *verdict, AssayReadingSide side)
{
  const AssayReading *reading = next_of (verdict, side, NULL);

  while (reading != NULL && isnan (reading->value))
    reading = next_of (verdict, side, reading);

  return reading;
}

/* ". For: a. Against: b", both or none: sentences where they fit, numbers else. */
static void
append_both (GString *text, glong room, const AssayVerdict *verdict)
{
  const AssayReading *pro[] = { next_of (verdict, ASSAY_READING_AGREES, NULL), number_of (verdict, ASSAY_READING_AGREES) };
  const AssayReading *contra[] = { next_of (verdict, ASSAY_READING_DISAGREES, NULL), number_of (verdict, ASSAY_READING_DISAGREES) };

  for (guint i = 0; i < 4; i++)
    {
      const AssayReading *a = pro[i % 2], *b = contra[i / 2];
      g_autofree char *piece = NULL;

      if (a == NULL || b == NULL)
        continue;
      piece = g_strdup_printf (_ (". For: %s. Against: %s"), a->brief, b->brief);
      if (try_append (text, room, piece))
        return;
    }
}

static void
append_evidence (GString *text, glong room, const AssayVerdict *verdict)
{
  g_autoptr (GPtrArray) numbers = take_numbers (verdict);
  const AssayUnit *unit = shared_unit (numbers);

  if (unit != NULL && 2 * numbers->len > verdict->readings->len)
    append_extremes (text, room, numbers, unit);
  else if (verdict->agree == 0)
    append_side (text, room, verdict, ASSAY_READING_DISAGREES);
  else if (verdict->disagree == 0)
    append_side (text, room, verdict, ASSAY_READING_AGREES);
  else
    append_both (text, room, verdict);
}

static void
append_count (GString *text, const AssayVerdict *verdict, const AssayRule *rule)
{
  guint decided = verdict->agree + verdict->disagree;
  const char *name = noun (rule, decided);

  if (decided == 1)
    g_string_append_printf (text, verdict->agree > 0 ? _ ("The one %s agrees") : _ ("The one %s disagrees"), name);
  else if (decided == 2 && verdict->agree != 1)
    g_string_append_printf (text, verdict->agree > 0 ? _ ("Both %s agree") : _ ("Neither of the two %s agrees"), name);
  else if (verdict->disagree == 0)
    g_string_append_printf (text, _ ("All %u %s agree"), decided, name);
  else if (verdict->agree == 0)
    g_string_append_printf (text, _ ("None of %u %s agrees"), decided, name);
  else
    /* Translators: “3 of 5 sources agree” */
    g_string_append_printf (text, verdict->kind == ASSAY_VERDICT_CONTRADICTED
                                    ? ngettext ("Only %u of %u %s agrees", "Only %u of %u %s agree", verdict->agree)
                                    : ngettext ("%u of %u %s agrees", "%u of %u %s agree", verdict->agree), verdict->agree, decided, noun (rule, 2));
}

/* "Too little to decide: 1 of the 2 sources it takes was found and agrees" */
static void
append_shortage (GString *text, const AssayVerdict *verdict, const AssayRule *rule)
{
  guint decided = verdict->agree + verdict->disagree;

  g_string_append_printf (text, ngettext ("Too little to decide: of the %u %s it takes, %u was found",
                                          "Too little to decide: of the %u %s it takes, %u were found", decided), rule->need, noun (rule, rule->need),
                          decided);
}

/* What a reader must know of the evidence as a whole; NULL if nothing. Transfer full. */
static char *
caveat (const AssayVerdict *verdict)
{
  for (guint i = 0; i < verdict->readings->len; i++)
    {
      const AssayReading *reading = verdict->readings->pdata[i];

      if (reading->datum->origin->via == NULL && (reading->against == NULL || reading->against->origin->via == NULL))
        return NULL;
    }

  return g_strdup (verdict->readings->len == 1 ? _ (" It is a second-hand copy.") : _ (" All are second-hand copies."));
}

static void
append_neither (GString *text, glong room, const AssayVerdict *verdict)
{
  g_autofree char *piece = g_strdup_printf (ngettext (" %u more is too close to call.", " %u more are too close to call.", verdict->neither), verdict->neither);

  if (verdict->neither > 0 && number_of (verdict, ASSAY_READING_NEITHER) != NULL)
    try_append (text, room, piece);
}

static char *
why_decided (const AssayVerdict *verdict, const AssayRule *rule)
{
  GString *text = g_string_new (NULL);
  g_autofree char *last = caveat (verdict);
  glong room = LONGEST - (last != NULL ? g_utf8_strlen (last, -1) : 0);

  if (verdict->kind == ASSAY_VERDICT_DEPENDS)
    g_string_append_printf (text, rule->on != NULL ? _ ("It depends on %s: ") : _ ("It depends: "), rule->on);
  if (verdict->kind == ASSAY_VERDICT_OPEN)
    append_shortage (text, verdict, rule);
  else
    append_count (text, verdict, rule);
  append_evidence (text, room - 1, verdict);
  g_string_append_c (text, '.');
  append_neither (text, room, verdict);
  if (last != NULL)
    g_string_append (text, last);

  return g_string_free (text, FALSE);
}

char *
assay_summary_why (const AssayVerdict *verdict, const AssayRule *rule)
{
  GString *text;

  if (rule->opinion != NULL)
    return g_strdup (rule->opinion);
  if (verdict->readings->len == 0)
    return g_strdup (_ ("No published figure that we found decides it."));
  if (verdict->agree + verdict->disagree > 0)
    return why_decided (verdict, rule);

  text = g_string_new (_ ("Nothing is clear either way"));
  append_side (text, LONGEST - 1, verdict, ASSAY_READING_NEITHER);
  g_string_append_c (text, '.');

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
      g_autofree char *scenarios = g_strjoinv ("; ", rule->scenarios);

      g_string_append_printf (text, verdict->kind == ASSAY_VERDICT_OPEN ? _ ("Measuring would settle it: %s.")
                              : _ ("For your own case measuring would settle it: %s."), scenarios);
    }
  if (rule->settle != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", rule->settle);

  return g_string_free (text, FALSE);
}
