/* Statements as settings: what is supported, or what the user agrees with, speaks for the side that it favours. */
#include "data/advice/decision-private.h"

#include <math.h>

#include "data/advice/verdict.h"
#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/statement.h"
#include "data/model/store.h"

/* A sentence says who is better, not by how much: each lies within two thirds of the scale, its own end's, so that seven draws of eight agree with it. */
#define SPREAD (2.0 / 3)

static const AssayVerdict *
find_verdict (const AssayGroundwork *work, AssayStatement *statement)
{
  const char *id = assay_statement_get_id (statement);
  AssayVerdict *verdict = g_hash_table_lookup (work->verdicts, id);

  if (verdict == NULL)
    {
      verdict = assay_verdict_new (work->store, statement);
      g_hash_table_insert (work->verdicts, g_strdup (id), verdict);
    }

  return verdict;
}

/* 1: it holds; -1: it doesn't; 0: nobody knows. A stance counts only where there is no fact to look up. */
static int
weigh_statement (const AssayGroundwork *work, AssayStatement *statement, const AssayVerdict *verdict)
{
  AssayStance stance = assay_profile_get_stance (work->profile, assay_statement_get_id (statement));

  if (verdict->kind == ASSAY_VERDICT_OPINION)
    return (stance == ASSAY_STANCE_AGREE) - (stance == ASSAY_STANCE_DISAGREE);

  return (verdict->kind == ASSAY_VERDICT_SUPPORTED) - (verdict->kind == ASSAY_VERDICT_CONTRADICTED);
}

static void
add_data (AssaySetting *setting, const AssayVerdict *verdict)
{
  for (guint i = 0; i < verdict->readings->len; i++)
    {
      const AssayReading *reading = verdict->readings->pdata[i];

      if (reading->context)
        continue;
      g_ptr_array_add (setting->data, assay_datum_ref (reading->datum));
      if (reading->against != NULL)
        g_ptr_array_add (setting->data, assay_datum_ref (reading->against));
    }
  for (guint i = 0; i < setting->data->len; i++)
    setting->day = fmin (setting->day, ((AssayDatum *) setting->data->pdata[i])->day);
}

/* The position of the side that @statement favours; -1: none. */
static int
find_favoured (const AssayGroundwork *work, AssayStatement *statement)
{
  const char *favours = assay_statement_get_favours (statement);
  AssaySubject *subject = favours != NULL ? assay_store_find_subject (work->store, favours) : NULL;

  return subject != NULL ? assay_groundwork_side (work, subject) : -1;
}

void
assay_ground_add_statements (AssayGround *self, const AssayGroundwork *work, const char * const *ids, guint n)
{
  self->basis = ASSAY_BASIS_NOTHING;
  for (guint i = 0; i < n; i++)
    {
      AssayStatement *statement = assay_store_find_statement (work->store, ids[i]);
      int favoured = statement != NULL ? find_favoured (work, statement) : -1, holds;
      const AssayVerdict *verdict;
      AssaySetting *setting;

      if (favoured < 0)
        continue;
      verdict = find_verdict (work, statement);
      holds = weigh_statement (work, statement, verdict);
      /* An opinion that the user neither shares nor rejects says nothing, not even that nobody knows. */
      if (holds == 0 && verdict->kind == ASSAY_VERDICT_OPINION)
        continue;
      setting = assay_setting_new (g_strdup (assay_statement_get_text (statement)), assay_statement_get_origin (statement), statement);
      add_data (setting, verdict);
      assay_ground_add (self, setting);
      if (holds == 0)
        continue;
      self->basis = ASSAY_BASIS_STATEMENTS;
      for (guint a = 0; a < self->n_sides; a++)
        if (((int) a == favoured) == (holds > 0))
          assay_ground_set_range (self, a, 1 - SPREAD, 1);
        else
          assay_ground_set_range (self, a, 0, SPREAD);
    }
  /* Sentences are what somebody happened to write: one more stands for what nobody did, so that a single one doesn't decide. */
  if (self->basis == ASSAY_BASIS_STATEMENTS)
    assay_ground_add (self, assay_setting_new (g_strdup (_ ("What nobody has stated: anything is possible")), NULL, NULL));
}
