#include "ui/chart-card-private.h"

#include <string.h>

#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "ui/chart-drag.h"
#include "ui/chart-view.h"
#include "ui/origin-window.h"

struct _AssayChartCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title, *subtitle, *badge, *footer;
  GtkWidget *origins;
  AssayChartView *view;

  AssayFigure *figure;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AssayChartCard, assay_chart_card, GTK_TYPE_WIDGET)

enum { PROP_FIGURE = 1, N_PROPS };

static GParamSpec *props[N_PROPS];

static void
mark_activated_cb (AssayChartCard *self, guint number, guint index)
{
  const AssaySeries *series = g_ptr_array_index (self->figure->series, number);
  AssayProvenance *origin = assay_series_get_origin (series, index);

  if (origin != NULL)
    assay_origin_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), origin,
                                 series->data == NULL ? NULL : series->data[index]);
}

/* A line may end behind a slash, but "req/s" is one word. */
static void
keep_units_whole (GtkLabel *label, const char *text)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const char *slash = text;

  while (slash != NULL && (slash = strchr (slash, '/')) != NULL)
    {
      PangoAttribute *whole = pango_attr_allow_breaks_new (FALSE);
      const char *start = slash, *end = slash + strcspn (slash, " ");

      while (start > text && start[-1] != ' ')
        start--;
      whole->start_index = (guint) (start - text);
      whole->end_index = (guint) (end - text);
      pango_attr_list_insert (attributes, whole);
      slash = end;
    }
  gtk_label_set_attributes (label, attributes);
}

static void
set_line (GtkLabel *label, const char *text)
{
  keep_units_whole (label, text);
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* What nobody published and nothing measured follows from other figures by a method of this program's. */
static gboolean
is_derived (const AssayFigure *figure)
{
  const AssaySeries *first = figure->series->len > 0 ? figure->series->pdata[0] : NULL;

  return first != NULL && first->origin != NULL && first->origin->kind == ASSAY_ORIGIN_PUBLISHED && first->origin->standing == ASSAY_STANDING_OWN;
}

static const char *
badge_word (const AssayFigure *figure)
{
  if (figure->measured)
    return _ ("Measured");
  if (figure->imported)
    return _ ("Imported");

  return is_derived (figure) ? _ ("Derived") : _ ("Cited");
}

static void
show_figure (AssayChartCard *self)
{
  set_line (self->title, self->figure->finding);
  set_line (self->subtitle, self->figure->subtitle);
  set_line (self->footer, self->figure->footer);
  gtk_label_set_text (self->badge, badge_word (self->figure));
  if (self->figure->measured)
    gtk_widget_add_css_class (GTK_WIDGET (self->badge), "measured");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->badge), "measured");

  gtk_widget_set_tooltip_text (self->origins, self->figure->footer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->origins), GTK_ACCESSIBLE_PROPERTY_LABEL, self->figure->footer, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->figure->finding, -1);
  assay_chart_view_set_figure (self->view, self->figure);
  /* What is on no page of the catalogue has no slide. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.present", self->figure->page != NULL);
}

static void
assay_chart_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FIGURE)
    g_value_set_boxed (value, ASSAY_CHART_CARD (object)->figure);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
assay_chart_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FIGURE)
    assay_chart_card_set_figure (ASSAY_CHART_CARD (object), g_value_get_boxed (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
assay_chart_card_dispose (GObject *object)
{
  AssayChartCard *self = ASSAY_CHART_CARD (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), ASSAY_TYPE_CHART_CARD);

  G_OBJECT_CLASS (assay_chart_card_parent_class)->dispose (object);
}

static void
assay_chart_card_finalize (GObject *object)
{
  AssayChartCard *self = ASSAY_CHART_CARD (object);

  g_clear_pointer (&self->figure, assay_figure_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (assay_chart_card_parent_class)->finalize (object);
}

static void
assay_chart_card_class_init (AssayChartCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = assay_chart_card_get_property;
  object_class->set_property = assay_chart_card_set_property;
  object_class->dispose = assay_chart_card_dispose;
  object_class->finalize = assay_chart_card_finalize;

  props[PROP_FIGURE] = g_param_spec_boxed ("figure", NULL, NULL, ASSAY_TYPE_FIGURE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (ASSAY_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/chart-card.ui");
  /* The outermost child must be bound: that is how gtk_widget_dispose_template() finds it in GTK 4.8. */
  gtk_widget_class_bind_template_child (widget_class, AssayChartCard, box);
  gtk_widget_class_bind_template_child (widget_class, AssayChartCard, title);
  gtk_widget_class_bind_template_child (widget_class, AssayChartCard, subtitle);
  gtk_widget_class_bind_template_child (widget_class, AssayChartCard, badge);
  gtk_widget_class_bind_template_child (widget_class, AssayChartCard, footer);
  gtk_widget_class_bind_template_child (widget_class, AssayChartCard, origins);
  gtk_widget_class_bind_template_child (widget_class, AssayChartCard, view);
  gtk_widget_class_bind_template_callback (widget_class, mark_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  assay_chart_card_install_actions (widget_class);
}

static void
assay_chart_card_init (AssayChartCard *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  assay_chart_drag_add (self);
}

GtkWidget *
assay_chart_card_new (void)
{
  return g_object_new (ASSAY_TYPE_CHART_CARD, NULL);
}

AssayFigure *
assay_chart_card_get_figure (AssayChartCard *self)
{
  g_return_val_if_fail (ASSAY_IS_CHART_CARD (self), NULL);

  return self->figure;
}

void
assay_chart_card_set_figure (AssayChartCard *self, AssayFigure *figure)
{
  g_return_if_fail (ASSAY_IS_CHART_CARD (self));

  if (self->figure == figure || figure == NULL)
    return;

  g_clear_pointer (&self->figure, assay_figure_unref);
  self->figure = assay_figure_ref (figure);
  show_figure (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FIGURE]);
}

AssayChartView *
assay_chart_card_get_view (AssayChartCard *self)
{
  g_return_val_if_fail (ASSAY_IS_CHART_CARD (self), NULL);

  return self->view;
}

GCancellable *
assay_chart_card_get_cancellable (AssayChartCard *self)
{
  g_return_val_if_fail (ASSAY_IS_CHART_CARD (self), NULL);

  return self->cancellable;
}

AssayChartCard *
assay_chart_card_from_focus (GtkWindow *window)
{
  GtkWidget *focus;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  focus = gtk_window_get_focus (window);
  if (focus == NULL)
    return NULL;

  return (AssayChartCard *) gtk_widget_get_ancestor (focus, ASSAY_TYPE_CHART_CARD);
}
