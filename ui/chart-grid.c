#include "ui/chart-grid.h"

#include "data/model/chart.h"
#include "data/model/figure.h"
#include "data/model/store.h"
#include "ui/chart-card.h"
#include "ui/session.h"

static void
append_card (GtkBox *box, AssayFigure *figure)
{
  GtkWidget *card = assay_chart_card_new ();

  gtk_widget_set_name (card, figure->id);
  assay_chart_card_set_figure (ASSAY_CHART_CARD (card), figure);
  gtk_box_append (box, card);
}

void
assay_chart_grid_fill (GtkBox *box, AssaySession *session, const char *page)
{
  AssayStore *store = assay_session_get_store (session);
  GPtrArray *charts = assay_store_get_charts (store);

  for (guint i = 0; i < charts->len; i++)
    {
      AssayChart *chart = g_ptr_array_index (charts, i);
      g_autoptr (AssayFigure) figure = NULL;

      if (g_strcmp0 (assay_chart_get_page (chart), page) != 0)
        continue;

      /* A chart without data in this catalogue has no card: nothing is drawn that has no origin. */
      figure = assay_chart_get_figure (chart, store, assay_session_get_today (session), NULL);
      if (figure != NULL)
        append_card (box, figure);
    }
}

GtkWidget *
assay_chart_grid_find (GtkBox *box, const char *chart)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (box));

  while (card != NULL && g_strcmp0 (gtk_widget_get_name (card), chart) != 0)
    card = gtk_widget_get_next_sibling (card);

  return card;
}
