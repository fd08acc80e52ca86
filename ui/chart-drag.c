#include "ui/chart-drag.h"

#include <adwaita.h>

#include "data/model/figure.h"
#include "plots/theme.h"
#include "ui/chart-card.h"
#include "ui/chart-content.h"
#include "ui/chart-view.h"

/* As wide as what hangs at the pointer is at most. */
#define ICON_WIDTH 240.0

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED, AssayChartCard *card)
{
  AssayFigure *figure = assay_chart_card_get_figure (card);

  if (figure == NULL)
    return NULL;
  /* On touch a drag scrolls the page. */
  if (gdk_device_get_source (gtk_gesture_get_device (GTK_GESTURE (source))) == GDK_SOURCE_TOUCHSCREEN)
    return NULL;

  return assay_chart_content_new (figure, ASSAY_CONTENT_IMAGE | ASSAY_CONTENT_TABLE | ASSAY_CONTENT_FILE);
}

/* The plot as it is shown, made small, on the ground of its theme: it hangs above whatever there is. */
static GdkPaintable *
make_icon (GtkWidget *view)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (view);
  double width = gtk_widget_get_width (view), height = gtk_widget_get_height (view);
  double scale = MIN (1, ICON_WIDTH / MAX (width, 1));
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) (width * scale), (float) (height * scale));
  AssayColour ground = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? assay_theme_dark.background : assay_theme_light.background;
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { (float) ground.red, (float) ground.green, (float) ground.blue, 1 }, &area);
  gdk_paintable_snapshot (paintable, snapshot, width * scale, height * scale);

  return gtk_snapshot_free_to_paintable (snapshot, &area.size);
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag G_GNUC_UNUSED, AssayChartCard *card)
{
  g_autoptr (GdkPaintable) icon = make_icon (GTK_WIDGET (assay_chart_card_get_view (card)));

  gtk_drag_source_set_icon (source, icon, 8, 8);
}

void
assay_chart_drag_add (AssayChartCard *card)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), card);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), card);
  gtk_widget_add_controller (GTK_WIDGET (card), GTK_EVENT_CONTROLLER (source));
}
