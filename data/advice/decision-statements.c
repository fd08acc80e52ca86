/* Statements become settings: what holds speaks for the side that it favours, what fails for the others, and what nobody knows leaves anything possible. */
#include <math.h>
#include <string.h>

#include "data/advice/decision-private.h"
#include "data/advice/verdict.h"
#include "data/model/datum.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "data/model/subject.h"

/* A sentence says who is better, not by how much: each lies within two thirds of the scale, its own end's, so that seven draws of eight agree with it. */
#define SPREAD (2.0 / 3)

typedef enum { HOLDS, FAILS, UNKNOWN, SAYS_NOTHING } Standing;

/* An opinion that the user neither shares nor rejects is no evidence of anything. */
static Standing
judge (const AssayProfile *profile, AssayStatement *statement, const AssayVerdict *verdict)
{
  switch (verdict->kind)
    {
    case ASSAY_VERDICT_SUPPORTED:
      return HOLDS;
    case ASSAY_VERDICT_CONTRADICTED:
      return FAILS;
    case ASSAY_VERDICT_OPINION:
      {
        AssayStance stance = assay_profile_get_stance (profile, assay_statement_get_id (statement));

        return stance == ASSAY_STANCE_AGREE ? HOLDS : stance == ASSAY_STANCE_DISAGREE ? FAILS : SAYS_NOTHING;
      }
    default:
      return UNKNOWN;
    }
}

static int
find_favoured (const AssayEvidenceBase *base, AssayStatement *statement)
{
  const char *id = assay_statement_get_favours (statement);
  AssaySubject *subject = id != NULL ? assay_store_find_subject (base->store, id) : NULL;
  AssaySubject *side = subject != NULL ? assay_store_get_side (base->store, subject) : NULL;

  for (guint i = 0; side != NULL && i < base->sides->len; i++)
    if (strcmp (((AssaySubject *) base->sides->pdata[i])->id, side->id) == 0)
      return i;

  return -1;
}

static void
add_datum (AssaySetting *setting, AssayDatum *datum)
{
  if (datum == NULL || g_ptr_array_find (setting->data, datum, NULL))
    return;
  g_ptr_array_add (setting->data, assay_datum_ref (datum));
  if (!isnan (datum->day) && !(setting->day < datum->day))
    setting->day = datum->day;
}

static void
add_readings (AssaySetting *setting, const AssayVerdict *verdict)
{
  for (guint i = 0; i < verdict->readings->len; i++)
    {
      const AssayReading *reading = verdict->readings->pdata[i];

      if (reading->context)
        continue;
      add_datum (setting, reading->datum);
      add_datum (setting, reading->against);
    }
}

void
assay_decision_add_statements (AssayEvidenceBase *base, const AssayProfile *profile, const char * const *statements, GPtrArray *settings)
{
  for (; *statements != NULL; statements++)
    {
      AssayStatement *statement = assay_store_find_statement (base->store, *statements);
      int favoured = statement != NULL ? find_favoured (base, statement) : -1;
      g_autoptr (AssayVerdict) verdict = favoured >= 0 ? assay_verdict_new (base->store, statement) : NULL;
      Standing standing = verdict != NULL ? judge (profile, statement, verdict) : SAYS_NOTHING;
      AssaySetting *setting;

      if (standing == SAYS_NOTHING)
        continue;
      setting = assay_setting_new (base->sides->len);
      setting->label = g_strdup (assay_statement_get_text (statement));
      setting->statement = g_object_ref (statement);
      add_readings (setting, verdict);
      for (guint side = 0; side < base->sides->len; side++)
        {
          gboolean better = (standing == HOLDS) == ((int) side == favoured);

          if (standing == UNKNOWN)
            assay_setting_add (setting, side, 0, 1);
          else
            assay_setting_add (setting, side, better ? 1 - SPREAD : 0, better ? 1 : SPREAD);
        }
      g_ptr_array_add (settings, setting);
    }
}
