#include "ui/talk-print.h"

#include "plots/slide.h"

/* As large as the paper has it, in the middle; paper is white already. */
static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, GPtrArray *slides)
{
  double width = gtk_print_context_get_width (context), height = gtk_print_context_get_height (context);
  double scale = MIN (width / ASSAY_SLIDE_WIDTH, height / ASSAY_SLIDE_HEIGHT);
  g_autoptr (AssaySlideLayout) layout = assay_slide_layout_new (slides->pdata[page], &assay_theme_print, ASSAY_SLIDE_WIDTH, ASSAY_SLIDE_HEIGHT, 1);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  (void) operation;
  cairo_save (cr);
  cairo_translate (cr, (width - scale * ASSAY_SLIDE_WIDTH) / 2, (height - scale * ASSAY_SLIDE_HEIGHT) / 2);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, ASSAY_SLIDE_WIDTH, ASSAY_SLIDE_HEIGHT);
  cairo_clip (cr);
  assay_slide_layout_draw_numbered (layout, cr, page, slides->len);
  cairo_restore (cr);
}

static GtkPrintOperation *
operation_new (GPtrArray *slides, const char *title)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();

  gtk_page_setup_set_orientation (page, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_n_pages (operation, slides->len);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "slides", g_ptr_array_ref (slides), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), slides);

  return operation;
}

gboolean
assay_slides_print (GPtrArray *slides, const char *title, GtkWindow *parent, const char *path, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = operation_new (slides, title);

  if (path != NULL)
    gtk_print_operation_set_export_filename (operation, path);
  else
    gtk_print_operation_set_allow_async (operation, TRUE);

  return gtk_print_operation_run (operation, path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, error)
         != GTK_PRINT_OPERATION_RESULT_ERROR;
}
