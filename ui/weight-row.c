#include "ui/weight-row.h"

#include <math.h>

#include "data/model/language.h"
#include "ui/no-scroll.h"

struct _AssayWeightRow
{
  GtkListBoxRow parent_instance;

  AssayDriver *driver;
  gboolean updating;        /* the slider follows the profile, and is no choice of the user's */
  double share;             /* 0..1; NAN: not known */

  GtkLabel *detail, *points;
  GtkWidget *menu;
  GtkRange *scale;
  GtkToggleButton *lock;
};

G_DEFINE_FINAL_TYPE (AssayWeightRow, assay_weight_row, GTK_TYPE_LIST_BOX_ROW)

enum { WEIGHT_CHANGED, LOCK_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* "70 points, 18 % of all". */
static void
speak (AssayWeightRow *self)
{
  double points = gtk_range_get_value (self->scale);
  g_autofree char *number = g_strdup_printf ("%.0f", points);
  g_autofree char *text = NULL;

  if (isfinite (self->share) && points > 0)
    text = g_strdup_printf (ngettext ("%.0f point, %.0f %% of all", "%.0f points, %.0f %% of all", (gulong) round (points)), points, 100 * self->share);
  else
    text = g_strdup_printf (ngettext ("%.0f point", "%.0f points", (gulong) round (points)), points);
  gtk_label_set_label (self->points, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
value_changed_cb (AssayWeightRow *self)
{
  speak (self);
  if (!self->updating)
    g_signal_emit (self, signals[WEIGHT_CHANGED], 0, round (gtk_range_get_value (self->scale)));
}

static void
show_lock (AssayWeightRow *self)
{
  gboolean locked = gtk_toggle_button_get_active (self->lock);

  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_button_get_child (GTK_BUTTON (self->lock))), locked ? "changes-prevent-symbolic" : "changes-allow-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->lock), locked ? _ ("The weight is certain") : _ ("The weight is meant roughly"));
}

static void
toggled_cb (AssayWeightRow *self)
{
  show_lock (self);
  if (!self->updating)
    g_signal_emit (self, signals[LOCK_CHANGED], 0, gtk_toggle_button_get_active (self->lock));
}

void
assay_weight_row_set (AssayWeightRow *self, double points, gboolean locked)
{
  g_return_if_fail (ASSAY_IS_WEIGHT_ROW (self));

  self->updating = TRUE;
  gtk_range_set_value (self->scale, points);
  gtk_toggle_button_set_active (self->lock, locked);
  self->updating = FALSE;
  speak (self);
}

static const char *
basis (const AssayDecisionDriver *driver)
{
  switch (driver->basis)
    {
    case ASSAY_BASIS_FIGURES:
      return _ ("figures");
    case ASSAY_BASIS_STATEMENTS:
      return _ ("claims");
    case ASSAY_BASIS_PROFILE:
      return _ ("your team");
    case ASSAY_BASIS_JUDGEMENT:
      return _ ("your judgement");
    default:
      return _ ("nothing known");
    }
}

/* "18 % · Node.js 74, Python 58 · figures". */
static char *
describe (const AssayAdvice *advice, guint number)
{
  const AssayDecision *decision = advice->decision;
  const AssayDecisionDriver *driver = decision->drivers->pdata[number];
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%.0f %%", 100 * driver->weight);
  for (guint i = 0, n = 0; i < decision->alternatives->len; i++)
    {
      const AssayAlternative *alternative = decision->alternatives->pdata[i];

      if (alternative->subject == NULL)
        continue;
      g_string_append_printf (text, "%s%s %.0f", n++ > 0 ? ", " : " · ", alternative->name,
                              100 * advice->smaa->value[i * advice->smaa->n_criteria + number]);
    }
  g_string_append_printf (text, " · %s", basis (driver));

  return g_string_free (text, FALSE);
}

void
assay_weight_row_set_advice (AssayWeightRow *self, const AssayAdvice *advice)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ASSAY_IS_WEIGHT_ROW (self));

  self->share = NAN;
  for (guint i = 0; advice != NULL && i < advice->decision->drivers->len; i++)
    {
      const AssayDecisionDriver *driver = advice->decision->drivers->pdata[i];

      if (g_strcmp0 (driver->driver->id, self->driver->id) != 0)
        continue;
      self->share = driver->weight;
      text = describe (advice, i);
    }
  gtk_label_set_label (self->detail, text != NULL ? text : advice != NULL ? _ ("Weighs nothing") : "");
  speak (self);
}

const char *
assay_weight_row_get_driver (AssayWeightRow *self)
{
  return self->driver->id;
}

static GtkLabel *
label_new (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "secondary");
    }

  return GTK_LABEL (label);
}

static GMenuModel *
menu_new (const AssayDriver *driver)
{
  static const struct { const char *label, *action; } items[] = {
    { N_ ("Must Be at _Least…"), "advisor.must" }, { N_ ("Matters _More Than…"), "advisor.order" },
    { N_ ("_Judge Yourself…"), "advisor.judge" }, { N_ ("_Reset to What Is Needed"), "advisor.reset" },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[i].label), NULL);

      g_menu_item_set_action_and_target (item, items[i].action, "s", driver->id);
      g_menu_append_item (menu, item);
    }
  if (driver->chart != NULL)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ ("Show the _Chart"), NULL);

      g_menu_item_set_action_and_target (item, "win.show-chart", "s", driver->chart);
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

/* The slider and what is beside it, as wide in every row. */
static GtkWidget *
controls_new (AssayWeightRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *menu = self->menu = gtk_menu_button_new ();
  g_autoptr (GMenuModel) model = menu_new (self->driver);
  g_autofree char *lock = g_strdup_printf (_ ("Lock the weight of %s"), self->driver->name);
  g_autofree char *more = g_strdup_printf (_ ("More for %s"), self->driver->name);

  self->scale = GTK_RANGE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 100, 1));
  gtk_scale_set_draw_value (GTK_SCALE (self->scale), FALSE);
  gtk_range_set_increments (self->scale, 1, 10);
  gtk_widget_set_size_request (GTK_WIDGET (self->scale), 100, -1);
  assay_no_scroll (GTK_WIDGET (self->scale));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, self->driver->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->driver->description, -1);
  self->points = label_new (NULL);
  gtk_label_set_width_chars (self->points, 3);
  gtk_label_set_xalign (self->points, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->points), "numeric");
  self->lock = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_child (GTK_BUTTON (self->lock), g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->lock), "image-button");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), model);
  gtk_widget_set_tooltip_text (menu, _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lock), GTK_ACCESSIBLE_PROPERTY_LABEL, lock, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL, more, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->lock), "flat");
  gtk_widget_add_css_class (menu, "flat");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->scale));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->points));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->lock));
  gtk_box_append (GTK_BOX (box), menu);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->scale, "value-changed", G_CALLBACK (value_changed_cb), self);
  g_signal_connect_swapped (self->lock, "toggled", G_CALLBACK (toggled_cb), self);
  show_lock (self);

  return box;
}

void
assay_weight_row_hide_menu (AssayWeightRow *self)
{
  gtk_widget_set_visible (self->menu, FALSE);
}

static void
assay_weight_row_finalize (GObject *object)
{
  assay_driver_unref (ASSAY_WEIGHT_ROW (object)->driver);

  G_OBJECT_CLASS (assay_weight_row_parent_class)->finalize (object);
}

static void
assay_weight_row_class_init (AssayWeightRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = assay_weight_row_finalize;

  signals[WEIGHT_CHANGED] = g_signal_new ("weight-changed", ASSAY_TYPE_WEIGHT_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[LOCK_CHANGED] = g_signal_new ("lock-changed", ASSAY_TYPE_WEIGHT_ROW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
assay_weight_row_init (AssayWeightRow *self)
{
  self->share = NAN;
}

GtkWidget *
assay_weight_row_new (AssayDriver *driver)
{
  AssayWeightRow *self = g_object_new (ASSAY_TYPE_WEIGHT_ROW, "activatable", FALSE, "focusable", FALSE, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkLabel *name = label_new (NULL);

  self->driver = assay_driver_ref (driver);
  self->detail = label_new ("caption");
  gtk_label_set_label (name, driver->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (name), driver->description);
  gtk_widget_set_hexpand (GTK_WIDGET (name), TRUE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (name));
  gtk_box_append (GTK_BOX (line), controls_new (self));
  gtk_box_append (GTK_BOX (words), line);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->detail));
  gtk_widget_add_css_class (GTK_WIDGET (self), "weight");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, driver->name, -1);

  return GTK_WIDGET (self);
}
