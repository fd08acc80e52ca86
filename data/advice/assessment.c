#include "data/advice/assessment.h"

#include "data/model/chart.h"
#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/statement.h"
#include "data/model/store.h"

struct _AssayAssessment
{
  GPtrArray *verdicts;  /* of AssayVerdict, one a statement */
  GHashTable *uses;     /* origin id -> AssayUse */
  guint counts[ASSAY_N_VERDICTS];
};

G_DEFINE_BOXED_TYPE (AssayAssessment, assay_assessment, assay_assessment_ref, assay_assessment_unref)

static AssayUse *
use_of (AssayAssessment *self, const char *origin)
{
  AssayUse *use = g_hash_table_lookup (self->uses, origin);

  if (use == NULL)
    {
      use = g_new0 (AssayUse, 1);
      g_hash_table_insert (self->uses, g_strdup (origin), use);
    }

  return use;
}

static void
quote (GHashTable *quoted, const AssayDatum *datum)
{
  if (datum != NULL && datum->origin != NULL)
    g_hash_table_add (quoted, datum->origin->id);
}

/* A statement uses an origin once, however many of its figures it reads. */
static void
count_quotes (AssayAssessment *self, const AssayVerdict *verdict)
{
  g_autoptr (GHashTable) quoted = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < verdict->readings->len; i++)
    {
      const AssayReading *reading = g_ptr_array_index (verdict->readings, i);

      quote (quoted, reading->datum);
      quote (quoted, reading->against);
    }

  g_hash_table_iter_init (&iter, quoted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    use_of (self, id)->statements++;
}

static void
add_verdicts (AssayAssessment *self, AssayStore *store)
{
  GPtrArray *statements = assay_store_get_statements (store);

  for (guint i = 0; i < statements->len; i++)
    {
      AssayVerdict *verdict = assay_verdict_new (store, g_ptr_array_index (statements, i));

      g_ptr_array_add (self->verdicts, verdict);
      self->counts[verdict->kind]++;
      count_quotes (self, verdict);
    }
}

static void
add_charts (AssayAssessment *self, AssayStore *store, double today)
{
  GPtrArray *charts = assay_store_get_charts (store);

  for (guint i = 0; i < charts->len; i++)
    {
      g_autoptr (AssayFigure) figure = assay_chart_get_figure (g_ptr_array_index (charts, i), store, today, NULL);
      g_autoptr (GPtrArray) origins = figure != NULL ? assay_figure_get_origins (figure) : NULL;

      for (guint j = 0; origins != NULL && j < origins->len; j++)
        use_of (self, ((AssayProvenance *) g_ptr_array_index (origins, j))->id)->charts++;
    }
}

AssayAssessment *
assay_assessment_new (AssayStore *store, double today)
{
  AssayAssessment *self = g_atomic_rc_box_new0 (AssayAssessment);

  self->verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_verdict_free);
  self->uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  add_verdicts (self, store);
  add_charts (self, store, today);

  return self;
}

AssayAssessment *
assay_assessment_ref (AssayAssessment *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
assessment_clear (AssayAssessment *self)
{
  g_ptr_array_unref (self->verdicts);
  g_hash_table_unref (self->uses);
}

void
assay_assessment_unref (AssayAssessment *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) assessment_clear);
}

const AssayVerdict *
assay_assessment_get_verdict (const AssayAssessment *self, guint statement)
{
  g_return_val_if_fail (statement < self->verdicts->len, NULL);

  return g_ptr_array_index (self->verdicts, statement);
}

guint
assay_assessment_count (const AssayAssessment *self, AssayVerdictKind kind)
{
  g_return_val_if_fail (kind < ASSAY_N_VERDICTS, 0);

  return self->counts[kind];
}

/* "5 hold", of @n statements. Transfer full. */
static char *
say_count (AssayVerdictKind kind, guint n)
{
  switch (kind)
    {
    case ASSAY_VERDICT_SUPPORTED:
      return g_strdup_printf (ngettext ("%u holds", "%u hold", n), n);
    case ASSAY_VERDICT_CONTRADICTED:
      return g_strdup_printf (ngettext ("%u fails", "%u fail", n), n);
    case ASSAY_VERDICT_DEPENDS:
      return g_strdup_printf (ngettext ("%u depends", "%u depend", n), n);
    case ASSAY_VERDICT_OPEN:
      return g_strdup_printf (ngettext ("%u is open", "%u are open", n), n);
    case ASSAY_VERDICT_OPINION:
    default:
      return g_strdup_printf (ngettext ("%u is an opinion", "%u are opinions", n), n);
    }
}

char *
assay_assessment_finding (const AssayAssessment *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  GString *sentence;

  if (self->verdicts->len == 0)
    return g_strdup (_ ("There are no statements to check"));

  for (guint kind = 0; kind < ASSAY_N_VERDICTS; kind++)
    if (self->counts[kind] > 0)
      g_ptr_array_add (parts, say_count (kind, self->counts[kind]));

  sentence = g_string_new (NULL);
  g_string_append_printf (sentence, ngettext ("Of %u statement", "Of %u statements", self->verdicts->len), self->verdicts->len);
  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (sentence, "%s%s", i == 0 || i + 1 < parts->len ? ", " : _ (" and "),
                            (char *) g_ptr_array_index (parts, i));

  return g_string_free (sentence, FALSE);
}

AssayUse
assay_assessment_get_use (const AssayAssessment *self, const char *origin)
{
  const AssayUse *use = g_hash_table_lookup (self->uses, origin);

  return use != NULL ? *use : (AssayUse) { 0, 0 };
}
