/* Whether a problem makes sense, before any draw. */
#include "data/advice/weights.h"

#include "data/model/error.h"
#include "data/model/language.h"

static gboolean
check_points (const AssayValueCell *cell, GError **error)
{
  for (guint i = 0; i < cell->n; i++)
    if (!(cell->points[i].low >= 0 && cell->points[i].low <= cell->points[i].high && cell->points[i].high <= 1))
      {
        g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("a value must lie within 0 and 1, its low end first"));
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_cell (const AssayValueCell *cell, guint alternative, guint n, GError **error)
{
  double shared = 0;

  if (cell->n == 0 && cell->shares == NULL)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("alternative %u has no value"), alternative + 1);
      return FALSE;
    }
  for (guint a = 0; cell->shares != NULL && a < n; a++)
    if (!(cell->shares[a] >= 0 && cell->shares[a] <= 1) || (a >= alternative && cell->shares[a] != 0))
      {
        g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("alternative %u can only be made of those before it"), alternative + 1);
        return FALSE;
      }
  for (guint a = 0; cell->shares != NULL && a < n; a++)
    shared += cell->shares[a];
  if (cell->shares != NULL && !(shared > 0))
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("alternative %u is made of nothing"), alternative + 1);
      return FALSE;
    }

  return check_points (cell, error);
}

gboolean
assay_smaa_check (const AssaySmaaProblem *problem, GError **error)
{
  guint m = problem->n_alternatives;

  if (m < 1 || m > ASSAY_SMAA_MOST_ALTERNATIVES || problem->n_samples < 1)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("there must be 1 to %u alternatives and a sample"), ASSAY_SMAA_MOST_ALTERNATIVES);
      return FALSE;
    }
  for (guint j = 0; j < MIN (problem->weights.n, ASSAY_SMAA_MOST_CRITERIA); j++)
    {
      if (problem->criteria[j].n_settings < 1)
        {
          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("criterion %u has no values"), j + 1);
          return FALSE;
        }
      for (guint k = 0; k < problem->criteria[j].n_settings * m; k++)
        if (!check_cell (&problem->criteria[j].cells[k], k % m, m, error))
          return FALSE;
    }

  return TRUE;
}
