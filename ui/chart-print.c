#include "ui/chart-print.h"

#include "plots/layout.h"
#include "ui/portions.h"
#include "ui/preview-window.h"

/* Type that is 9 pt on the page, whose unit is a point: labels have 13 at scale 1. */
#define PAPER_SCALE 0.72

/* A preview's pages are as large as paper on a screen. */
#define PREVIEW_DPI 96.0

/* What is printed; an operation owns it. */
typedef struct
{
  GPtrArray *figures;
  char *name;
} Papers;

static Papers *
papers_new (GPtrArray *figures, const char *name)
{
  Papers *papers = g_new (Papers, 1);

  *papers = (Papers) { g_ptr_array_ref (figures), g_strdup (name) };

  return papers;
}

static void
papers_free (Papers *papers)
{
  g_ptr_array_unref (papers->figures);
  g_free (papers->name);
  g_free (papers);
}

/* "3 / 36" in the corner below. */
static void
draw_number (GtkPrintContext *context, cairo_t *cr, guint page, guint n)
{
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Cantarell 9");
  g_autofree char *text = g_strdup_printf ("%u / %u", page + 1, n);
  int width, height;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  assay_colour_set_source (assay_theme_print.secondary, cr);
  cairo_move_to (cr, gtk_print_context_get_width (context) - width, gtk_print_context_get_height (context) - height);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_page_cb (GtkPrintOperation *operation G_GNUC_UNUSED, GtkPrintContext *context, int page, const Papers *papers)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context), height = gtk_print_context_get_height (context);
  g_autoptr (AssayLayout) layout = assay_layout_new (papers->figures->pdata[page], &assay_theme_print, width, MIN (height - 18, width * 0.66),
                                                     PAPER_SCALE * width / 720,
                                                     ASSAY_PART_ALL & ~ASSAY_PART_BACKGROUND);

  assay_layout_draw (layout, cr);
  if (papers->figures->len > 1)
    draw_number (context, cr, (guint) page, papers->figures->len);
}

/* A preview in the making; the window owns it. */
typedef struct
{
  Papers *papers;
  GtkPrintOperationPreview *operation;   /* NULL once all pages are drawn */
  GtkPrintContext *context;
} Preview;

static void
preview_end (Preview *self)
{
  if (self->operation != NULL)
    gtk_print_operation_preview_end_preview (self->operation);
  g_clear_object (&self->operation);
  g_clear_object (&self->context);
}

static void
preview_free (Preview *self)
{
  preview_end (self);
  papers_free (self->papers);
  g_free (self);
}

/* Print… in the preview: the same again, and the user is asked. */
static void
print_cb (AssayPreviewWindow *window, const Preview *self)
{
  g_autoptr (GError) error = NULL;

  if (!assay_charts_print (self->papers->figures, self->papers->name, ASSAY_PRINT_ASK, GTK_WINDOW (window), NULL, &error))
    g_message ("printing: %s", error->message);
}

/* A page is drawn into a node once. When all are the operation is over, and the window keeps what it shows. */
static gboolean
add_page (GtkWidget *window, guint index, gpointer data)
{
  Preview *self = data;
  const AssayFigure *figure = self->papers->figures->pdata[index];
  GtkPageSetup *setup = gtk_print_context_get_page_setup (self->context);
  float width = (float) (gtk_page_setup_get_paper_width (setup, GTK_UNIT_INCH) * PREVIEW_DPI);
  float height = (float) (gtk_page_setup_get_paper_height (setup, GTK_UNIT_INCH) * PREVIEW_DPI);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_autoptr (GdkPaintable) page = NULL;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  gtk_print_context_set_cairo_context (self->context, cr, PREVIEW_DPI, PREVIEW_DPI);
  gtk_print_operation_preview_render_page (self->operation, (int) index);
  cairo_destroy (cr);
  page = gtk_snapshot_free_to_paintable (snapshot, &GRAPHENE_SIZE_INIT (width, height));
  assay_preview_window_add_page (ASSAY_PREVIEW_WINDOW (window), page, figure->finding != NULL ? figure->finding : figure->id);
  if (index + 1 == self->papers->figures->len)
    preview_end (self);

  return index + 1 < self->papers->figures->len;
}

static void
ready_cb (GtkPrintOperationPreview *preview G_GNUC_UNUSED, GtkPrintContext *context G_GNUC_UNUSED, GtkWidget *window)
{
  gtk_window_present (GTK_WINDOW (window));
  assay_portions_build (window, window, add_page, g_object_get_data (G_OBJECT (window), "preview"));
}

/* The operation wants somewhere to draw before the pages have their own. */
static void
draw_nowhere (GtkPrintContext *context)
{
  cairo_surface_t *nothing = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (nothing);

  gtk_print_context_set_cairo_context (context, cr, PREVIEW_DPI, PREVIEW_DPI);
  cairo_destroy (cr);
  cairo_surface_destroy (nothing);
}

/* The pages in a window of the program's own: what the desktop has for it may not be there. */
static gboolean
preview_cb (GtkPrintOperation        *operation G_GNUC_UNUSED,
            GtkPrintOperationPreview *preview,
            GtkPrintContext          *context,
            GtkWindow                *parent,
            const Papers             *papers)
{
  GtkWidget *window = assay_preview_window_new (parent, papers->name);
  Preview *self = g_new (Preview, 1);

  *self = (Preview) { papers_new (papers->figures, papers->name), g_object_ref (preview), g_object_ref (context) };
  g_object_set_data_full (G_OBJECT (window), "preview", self, (GDestroyNotify) preview_free);
  g_signal_connect (window, "print", G_CALLBACK (print_cb), self);
  g_signal_connect_object (preview, "ready", G_CALLBACK (ready_cb), window, 0);
  draw_nowhere (context);

  return TRUE;
}

static GtkPrintOperation *
operation_new (GPtrArray *figures, const char *name)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();
  Papers *papers = papers_new (figures, name);

  gtk_page_setup_set_orientation (page, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_n_pages (operation, (int) figures->len);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "papers", papers, (GDestroyNotify) papers_free);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), papers);
  g_signal_connect (operation, "preview", G_CALLBACK (preview_cb), papers);

  return operation;
}

gboolean
assay_charts_print (GPtrArray *figures, const char *name, AssayPrintMode mode, GtkWindow *parent, const char *path, GError **error)
{
  static const GtkPrintOperationAction actions[] = {
    [ASSAY_PRINT_ASK] = GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
    [ASSAY_PRINT_PREVIEW] = GTK_PRINT_OPERATION_ACTION_PREVIEW,
    [ASSAY_PRINT_FILE] = GTK_PRINT_OPERATION_ACTION_EXPORT,
  };
  g_autoptr (GtkPrintOperation) operation = operation_new (figures, name);

  if (mode == ASSAY_PRINT_FILE)
    gtk_print_operation_set_export_filename (operation, path);
  else
    gtk_print_operation_set_allow_async (operation, TRUE);

  return gtk_print_operation_run (operation, actions[mode], parent, error) != GTK_PRINT_OPERATION_RESULT_ERROR;
}

gboolean
assay_chart_print (AssayFigure *figure, AssayPrintMode mode, GtkWindow *parent, const char *path, GError **error)
{
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_figure_unref);

  g_ptr_array_add (figures, assay_figure_ref (figure));

  return assay_charts_print (figures, figure->finding != NULL ? figure->finding : figure->id, mode, parent, path, error);
}
