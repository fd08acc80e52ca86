#include "ui/present-weights.h"

#include <adwaita.h>

#include "data/advice/advice-talk.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "ui/weight-list.h"

struct _AssayPresentWeights
{
  GtkWidget parent_instance;

  AssaySlideShow *show;
  AssayAdviser *adviser;
  GtkWidget *scroller;
  AssayWeightList *list;
  GtkLabel *verdict, *confidence;
};

G_DEFINE_FINAL_TYPE (AssayPresentWeights, assay_present_weights, GTK_TYPE_WIDGET)

/* The slides that show the advice. */
static void
replace_slides (AssayPresentWeights *self, const AssayAdvice *advice)
{
  g_autoptr (AssayFigure) chart = assay_advice_chart (advice);
  g_autoptr (AssaySlide) slide = chart != NULL ? assay_slide_new_chart (chart, NULL, NULL) : NULL;

  for (guint i = 0; slide != NULL && i < assay_slide_show_get_n (self->show); i++)
    if (assay_advice_slide_is (assay_slide_show_get_slide (self->show, i)))
      assay_slide_show_set_slide (self->show, i, slide);
}

/* Until newer advice is there the last one stays; why there is none is said in its place. */
static void
changed_cb (AssayPresentWeights *self)
{
  AssayAdvice *advice = assay_adviser_get_advice (self->adviser);
  const GError *error = assay_adviser_get_error (self->adviser);

  if (error != NULL)
    {
      gtk_label_set_label (self->verdict, _ ("No advice"));
      gtk_label_set_label (self->confidence, error->message);
    }
  else if (advice != NULL && !assay_adviser_is_busy (self->adviser))
    {
      gtk_label_set_label (self->verdict, advice->verdict);
      gtk_label_set_label (self->confidence, advice->confidence);
      replace_slides (self, advice);
    }
}

static gboolean
is_advice (AssayPresentWeights *self)
{
  return assay_advice_slide_is (assay_slide_show_get_current (self->show));
}

/* They belong to their slide. */
static void
moved_cb (AssayPresentWeights *self)
{
  if (!is_advice (self))
    assay_present_weights_hide (self);
}

gboolean
assay_present_weights_hide (AssayPresentWeights *self)
{
  gboolean shown = gtk_widget_get_visible (GTK_WIDGET (self));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  /* The keys lead the slides again. */
  if (shown && root != NULL)
    gtk_root_set_focus (root, NULL);

  return shown;
}

gboolean
assay_present_weights_toggle (AssayPresentWeights *self)
{
  if (assay_present_weights_hide (self))
    return TRUE;
  if (!is_advice (self))
    return FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);

  return TRUE;
}

static void
assay_present_weights_dispose (GObject *object)
{
  AssayPresentWeights *self = ASSAY_PRESENT_WEIGHTS (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->adviser);
  g_clear_object (&self->show);

  G_OBJECT_CLASS (assay_present_weights_parent_class)->dispose (object);
}

static void
assay_present_weights_class_init (AssayPresentWeightsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = assay_present_weights_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "present-weights");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
assay_present_weights_init (AssayPresentWeights *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  self->verdict = add_label (box, "verdict");
  self->confidence = add_label (box, "confidence");
  self->list = g_object_new (ASSAY_TYPE_WEIGHT_LIST, NULL);
  assay_weight_list_set_plain (self->list);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Weights"), -1);
}

GtkWidget *
assay_present_weights_new (AssaySlideShow *show, AssayAdviser *adviser)
{
  AssayPresentWeights *self = g_object_new (ASSAY_TYPE_PRESENT_WEIGHTS, NULL);

  self->show = g_object_ref (show);
  self->adviser = g_object_ref (adviser);
  assay_weight_list_set_adviser (self->list, adviser);
  g_signal_connect_object (adviser, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (show, "changed", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);

  return GTK_WIDGET (self);
}
