#include "ui/advice-card.h"

#include <string.h>

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "ui/badge.h"
#include "ui/compat.h"
#include "ui/origin-row.h"

/* Three for, one against. */
#define N_REASONS 4

/* One row, whose contents are made when it is opened. */
typedef struct
{
  AdwExpanderRow *row;
  GtkLabel *badge;
  GPtrArray *rows;          /* of GtkWidget, in @row */
  const AssayReason *reason;   /* of the advice; NULL: the row is hidden */
} Place;

struct _AssayAdviceCard
{
  GtkWidget parent_instance;

  AssayAdvice *advice;
  AssayStore *store;

  GtkWidget *box, *list;
  GtkLabel *verdict, *below[2];
  Place places[N_REASONS];
};

G_DEFINE_FINAL_TYPE (AssayAdviceCard, assay_advice_card, GTK_TYPE_WIDGET)

static void
clear_rows (Place *place)
{
  for (guint i = 0; i < place->rows->len; i++)
    adw_expander_row_remove (place->row, place->rows->pdata[i]);
  g_ptr_array_set_size (place->rows, 0);
}

static void
add_row (Place *place, GtkWidget *row)
{
  adw_expander_row_add_row (place->row, row);
  g_ptr_array_add (place->rows, row);
}

static GtkWidget *
statement_row_new (AssayStatement *statement)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), assay_statement_get_text (statement));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Claim: shows its verdict and the evidence"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-statement");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", assay_statement_get_id (statement));

  return row;
}

/* Each source once, with the first figure that came from it. */
static void
add_origins (Place *place)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_direct_hash, g_direct_equal);
  GPtrArray *data = place->reason->data;

  for (guint i = 0; data != NULL && i < data->len; i++)
    {
      gpointer origin = ((AssayDatum *) data->pdata[i])->origin;

      g_hash_table_insert (counts, origin, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, origin)) + 1));
    }
  for (guint i = 0; data != NULL && i < data->len; i++)
    {
      AssayDatum *datum = data->pdata[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, datum->origin));
      g_autofree char *subtitle = NULL;

      if (n == 0)
        continue;
      g_hash_table_remove (counts, datum->origin);
      subtitle = g_strdup_printf (ngettext ("%u figure · %s", "%u figures · %s", n), n, datum->origin->publisher != NULL ? datum->origin->publisher : "");
      add_row (place, assay_origin_row_new (datum->origin->title, subtitle, datum->origin, n == 1 ? datum : NULL));
    }
}

static void
fill (AssayAdviceCard *self, Place *place)
{
  clear_rows (place);
  for (char **id = place->reason->statements; id != NULL && *id != NULL; id++)
    {
      AssayStatement *statement = assay_store_find_statement (self->store, *id);

      if (statement != NULL)
        add_row (place, statement_row_new (statement));
    }
  add_origins (place);
}

static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec G_GNUC_UNUSED, AssayAdviceCard *self)
{
  for (guint i = 0; i < N_REASONS; i++)
    if (self->places[i].row == row && self->places[i].reason != NULL && adw_expander_row_get_expanded (row) && self->places[i].rows->len == 0)
      fill (self, &self->places[i]);
}

/* @before is the reason that the row showed, of the advice before. */
static void
set_reason (AssayAdviceCard *self, Place *place, const AssayReason *reason, gboolean same, gboolean against)
{
  place->reason = reason;
  gtk_widget_set_visible (GTK_WIDGET (place->row), reason != NULL);
  if (reason == NULL)
    {
      clear_rows (place);
      return;
    }
  gtk_label_set_label (place->badge, against ? _ ("Against") : _ ("For"));
  if (strcmp (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (place->row)), reason->text) != 0)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (place->row), reason->text);
  if (same)
    return;
  clear_rows (place);
  if (adw_expander_row_get_expanded (place->row))
    fill (self, place);
}

static const char *
driver_of (const AssayAdvice *advice, const AssayReason *reason)
{
  return advice != NULL && reason != NULL ? ((AssayDecisionDriver *) advice->decision->drivers->pdata[reason->driver])->driver->id : NULL;
}

static void
set_reasons (AssayAdviceCard *self, AssayAdvice *before, gboolean other_store)
{
  AssayAdvice *advice = self->advice;

  for (guint i = 0; i < N_REASONS; i++)
    {
      Place *place = &self->places[i];
      gboolean against = i + 1 == N_REASONS;
      const AssayReason *reason = against ? advice->counter : i < advice->reasons->len ? advice->reasons->pdata[i] : NULL;
      gboolean same = !other_store && g_strcmp0 (driver_of (before, place->reason), driver_of (advice, reason)) == 0;

      set_reason (self, place, reason, same, against);
    }
}

void
assay_advice_card_set (AssayAdviceCard *self, AssayAdvice *advice, AssayStore *store)
{
  AssayAdvice *before = self->advice;
  gboolean other = self->store != store;

  g_return_if_fail (ASSAY_IS_ADVICE_CARD (self));

  if (before == advice)
    return;
  self->advice = assay_advice_ref (advice);
  g_set_object (&self->store, store);
  gtk_label_set_label (self->verdict, advice->verdict);
  for (guint i = 0; i < G_N_ELEMENTS (self->below); i++)
    {
      gtk_label_set_label (self->below[i], advice->below[i] != NULL ? advice->below[i] : "");
      gtk_widget_set_visible (GTK_WIDGET (self->below[i]), advice->below[i] != NULL);
    }
  set_reasons (self, before, other);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, advice->sentence, -1);
  g_clear_pointer (&before, assay_advice_unref);
}

static GtkLabel *
add_label (AssayAdviceCard *self, const char *text, const char *style, gboolean secondary)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  if (secondary)
    gtk_widget_add_css_class (label, "secondary");
  gtk_box_append (GTK_BOX (self->box), label);

  return GTK_LABEL (label);
}

static void
add_place (AssayAdviceCard *self, Place *place, gboolean against)
{
  GtkWidget *badge = assay_badge_new (against ? _ ("Against") : _ ("For"), against ? "contradicted" : "supported");

  place->row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  place->badge = GTK_LABEL (badge);
  place->rows = g_ptr_array_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (place->row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (place->row), FALSE);
  adw_expander_row_add_prefix (place->row, badge);
  g_signal_connect (place->row, "notify::expanded", G_CALLBACK (expanded_cb), self);
  gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (place->row));
}

static void
assay_advice_card_dispose (GObject *object)
{
  AssayAdviceCard *self = ASSAY_ADVICE_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->advice, assay_advice_unref);
  g_clear_object (&self->store);
  for (guint i = 0; i < N_REASONS; i++)
    g_clear_pointer (&self->places[i].rows, g_ptr_array_unref);

  G_OBJECT_CLASS (assay_advice_card_parent_class)->dispose (object);
}

static void
assay_advice_card_class_init (AssayAdviceCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = assay_advice_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
assay_advice_card_init (AssayAdviceCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "advice");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_label (self, _ ("Recommended for these weights"), "caption", TRUE);
  self->verdict = add_label (self, "", "headline", FALSE);
  self->below[0] = add_label (self, "", NULL, FALSE);
  self->below[1] = add_label (self, "", "caption", TRUE);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_margin_top (self->list, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reasons"), -1);
  for (guint i = 0; i < N_REASONS; i++)
    add_place (self, &self->places[i], i + 1 == N_REASONS);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Recommendation"), -1);
}

GtkWidget *
assay_advice_card_new (void)
{
  return g_object_new (ASSAY_TYPE_ADVICE_CARD, NULL);
}
