#include "ui/chart-grid.h"

#include "data/model/background.h"
#include "data/model/chart.h"
#include "data/model/figure.h"
#include "data/model/store.h"
#include "ui/chart-card.h"
#include "ui/portions.h"
#include "ui/page-view.h"
#include "ui/session.h"

#define KEY "assay-chart-grid"

/* Belongs to the box. */
typedef struct
{
  GtkBox *box;
  GCancellable *cancellable;   /* of the thread, cancelled when the box goes */
  GPtrArray *figures;          /* of AssayFigure, once they are made */
  AssayPageView *view;         /* to lead to @wanted in */
  char *wanted;                /* or NULL */
} Grid;

static void
grid_free (Grid *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_free (self->wanted);
  g_free (self);
}

static Grid *
grid_of (GtkBox *box)
{
  return g_object_get_data (G_OBJECT (box), KEY);
}

/* What the thread needs. */
typedef struct
{
  AssayStore *store;
  char *page;
  double today;
} Order;

static void
order_free (Order *self)
{
  g_object_unref (self->store);
  g_free (self->page);
  g_free (self);
}

/* A chart without data in this catalogue has no card: nothing is drawn that has no origin. */
static void
make_figures (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  GPtrArray *charts = assay_store_get_charts (order->store);
  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_figure_unref);

  for (guint i = 0; i < charts->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      AssayChart *chart = g_ptr_array_index (charts, i);
      AssayFigure *figure = NULL;

      if (g_strcmp0 (assay_chart_get_page (chart), order->page) == 0)
        figure = assay_chart_get_figure (chart, order->store, order->today, NULL);
      if (figure != NULL)
        g_ptr_array_add (figures, figure);
    }
  g_task_return_pointer (task, figures, (GDestroyNotify) g_ptr_array_unref);
}

/* Who is led to a card wants to read its marks, not its menu. */
static void
reveal_card (AssayPageView *view, GtkWidget *card)
{
  assay_page_view_reveal (view, card, GTK_WIDGET (assay_chart_card_get_view (ASSAY_CHART_CARD (card))));
}

static gboolean
add_card (GtkWidget *box, guint index, gpointer data)
{
  Grid *self = data;
  AssayFigure *figure;
  GtkWidget *card;

  if (index >= self->figures->len)
    return FALSE;
  figure = g_ptr_array_index (self->figures, index);
  card = assay_chart_card_new ();
  gtk_widget_set_name (card, figure->id);
  assay_chart_card_set_figure (ASSAY_CHART_CARD (card), figure);
  gtk_box_append (GTK_BOX (box), card);
  if (g_strcmp0 (self->wanted, figure->id) == 0)
    {
      reveal_card (self->view, card);
      g_clear_pointer (&self->wanted, g_free);
    }

  return index + 1 < self->figures->len;
}

/* Cancelled is only what nobody waits for any more. */
static void
made_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  GPtrArray *figures = g_task_propagate_pointer (G_TASK (result), NULL);
  Grid *self = data;

  if (figures == NULL)
    return;
  self->figures = figures;
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self->box)), "expected", figures->len, NULL);
  assay_portions_build (GTK_WIDGET (self->box), GTK_WIDGET (self->box), add_card, self);
}

void
assay_chart_grid_fill (GtkBox *box, AssaySession *session, const char *page)
{
  Grid *self = g_new0 (Grid, 1);
  Order *order = g_new0 (Order, 1);
  g_autoptr (GTask) task = NULL;

  self->box = box;
  self->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (box), KEY, self, (GDestroyNotify) grid_free);
  *order = (Order) { g_object_ref (assay_session_get_store (session)), g_strdup (page), assay_session_get_today (session) };
  task = g_task_new (NULL, self->cancellable, made_cb, self);
  g_task_set_source_tag (task, assay_chart_grid_fill);
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  assay_background_run (task, make_figures);
}

void
assay_chart_grid_reveal (GtkBox *box, AssayPageView *view, const char *chart)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (box));
  Grid *self = grid_of (box);

  while (card != NULL && g_strcmp0 (gtk_widget_get_name (card), chart) != 0)
    card = gtk_widget_get_next_sibling (card);
  if (card != NULL)
    reveal_card (view, card);
  else if (self != NULL)
    {
      self->view = view;
      g_free (self->wanted);
      self->wanted = g_strdup (chart);
    }
}
