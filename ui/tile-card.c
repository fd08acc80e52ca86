#include "ui/tile-card.h"

#include "ui/badge.h"

struct _AssayTileCard
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkLabel *title;
  GtkLabel *value;
  GtkWidget *marker;
  GtkLabel *verdict;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (AssayTileCard, assay_tile_card, GTK_TYPE_WIDGET)

static void
assay_tile_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_TILE_CARD);

  G_OBJECT_CLASS (assay_tile_card_parent_class)->dispose (object);
}

static void
assay_tile_card_class_init (AssayTileCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_tile_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/tile-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayTileCard, button);
  gtk_widget_class_bind_template_child (widget_class, AssayTileCard, title);
  gtk_widget_class_bind_template_child (widget_class, AssayTileCard, value);
  gtk_widget_class_bind_template_child (widget_class, AssayTileCard, marker);
  gtk_widget_class_bind_template_child (widget_class, AssayTileCard, verdict);
  gtk_widget_class_bind_template_child (widget_class, AssayTileCard, note);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
assay_tile_card_init (AssayTileCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* A number with its sign stays as it is written where lines run from right to left. */
static void
set_number (GtkLabel *label, const char *text)
{
  g_autofree char *isolated = g_strconcat ("\u2066", text, "\u2069", NULL);

  set_label (label, gtk_widget_get_direction (GTK_WIDGET (label)) == GTK_TEXT_DIR_RTL ? isolated : text);
}

static void
set_leader (AssayTileCard *self, int hue)
{
  const char *style = assay_badge_hue_style (hue);

  gtk_widget_set_visible (self->marker, style != NULL);
  if (style == NULL)
    return;

  gtk_widget_add_css_class (self->marker, style);
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict), style);
}

static void
set_accessible_name (AssayTileCard *self, const AssayTileValue *value)
{
  g_autofree char *name = g_strdup_printf ("%s: %s, %s", value->title, value->value, value->verdict);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, value->note != NULL ? value->note : "",
                                  -1);
}

GtkWidget *
assay_tile_card_new (const AssayTileValue *value, const char *chart, int hue)
{
  AssayTileCard *self;

  g_return_val_if_fail (value != NULL, NULL);

  self = g_object_new (ASSAY_TYPE_TILE_CARD, NULL);
  set_label (self->title, value->title);
  set_number (self->value, value->value);
  set_label (self->verdict, value->verdict);
  set_label (self->note, value->note);
  set_leader (self, hue);
  set_accessible_name (self, value);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.show-chart");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", chart);

  return GTK_WIDGET (self);
}
