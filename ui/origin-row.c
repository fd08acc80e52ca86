#include "ui/origin-row.h"

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "ui/origin-card.h"
#include "ui/origin-window.h"

typedef struct
{
  AssayProvenance *origin;
  AssayDatum *datum;
} Target;

static void
target_free (Target *target)
{
  assay_provenance_unref (target->origin);
  g_clear_pointer (&target->datum, assay_datum_unref);
  g_free (target);
}

static void
activated_cb (GtkWidget *row, const Target *target)
{
  assay_origin_window_present (GTK_WINDOW (gtk_widget_get_root (row)), target->origin, target->datum);
}

GtkWidget *
assay_origin_row_new (const char *title, const char *subtitle, AssayProvenance *origin, AssayDatum *datum)
{
  GtkWidget *row = adw_action_row_new ();
  Target *target = g_new (Target, 1);

  *target = (Target) { assay_provenance_ref (origin), datum != NULL ? assay_datum_ref (datum) : NULL };
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_data (row, "activated", G_CALLBACK (activated_cb), target, (GClosureNotify) (GCallback) target_free, 0);

  return row;
}

const char *
assay_origin_standing (const AssayProvenance *origin)
{
  return origin->kind == ASSAY_ORIGIN_CLAIM ? _ ("Claim") : assay_origin_standing_name (origin);
}
