#include "ui/chart-print.h"

#include "plots/layout.h"

/* Type that is 9 pt on the page, whose unit is a point: labels have 13 at scale 1. */
#define PAPER_SCALE 0.72

static void
draw_page_cb (GtkPrintOperation *operation G_GNUC_UNUSED,
              GtkPrintContext   *context,
              int                page G_GNUC_UNUSED,
              AssayFigure       *figure)
{
  double width = gtk_print_context_get_width (context), height = gtk_print_context_get_height (context);
  g_autoptr (AssayLayout) layout = assay_layout_new (figure, &assay_theme_print, width, MIN (height, width * 0.66),
                                                     PAPER_SCALE * width / 720,
                                                     ASSAY_PART_ALL & ~ASSAY_PART_BACKGROUND);

  assay_layout_draw (layout, gtk_print_context_get_cairo_context (context));
}

static GtkPrintOperation *
operation_new (AssayFigure *figure)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();

  gtk_page_setup_set_orientation (page, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_set_job_name (operation, figure->finding != NULL ? figure->finding : figure->id);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "figure", assay_figure_ref (figure), (GDestroyNotify) assay_figure_unref);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), figure);

  return operation;
}

gboolean
assay_chart_print (AssayFigure *figure, GtkWindow *parent, const char *path, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = operation_new (figure);
  GtkPrintOperationAction action = GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG;

  if (path != NULL)
    {
      gtk_print_operation_set_export_filename (operation, path);
      action = GTK_PRINT_OPERATION_ACTION_EXPORT;
    }
  else
    {
      gtk_print_operation_set_allow_async (operation, TRUE);
    }

  return gtk_print_operation_run (operation, action, parent, error) != GTK_PRINT_OPERATION_RESULT_ERROR;
}
