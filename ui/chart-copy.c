#include "ui/chart-copy.h"

#include "plots/export.h"
#include "plots/figure-table.h"

static GdkContentProvider *
union_new (GdkContentProvider *first, GdkContentProvider *second)
{
  GdkContentProvider *both[] = { first, second };

  return gdk_content_provider_new_union (both, G_N_ELEMENTS (both));
}

static GdkContentProvider *
image_content (AssayFigure *figure, GError **error)
{
  g_autoptr (GBytes) png = assay_export_png (figure, &assay_theme_light, 1920, 1080, error);
  g_autoptr (GBytes) svg = png == NULL ? NULL : assay_export_svg (figure, &assay_theme_light, 1280, 720, error);
  g_autoptr (GdkTexture) texture = svg == NULL ? NULL : gdk_texture_new_from_bytes (png, error);

  if (texture == NULL)
    return NULL;

  return union_new (gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture),
                    gdk_content_provider_new_for_bytes ("image/svg+xml", svg));
}

static GdkContentProvider *
data_content (AssayFigure *figure)
{
  g_autoptr (GBytes) csv = assay_export_csv (figure);
  g_autoptr (AssayFigureTable) table = assay_figure_table_new (figure);
  g_autofree char *tsv = assay_figure_table_to_tsv (table, NULL);

  return union_new (gdk_content_provider_new_for_bytes ("text/csv", csv),
                    gdk_content_provider_new_typed (G_TYPE_STRING, tsv));
}

/* Providers and textures are plain objects until they are in a clipboard, so a thread may make them. */
static void
image_thread (GTask        *task,
              gpointer      source G_GNUC_UNUSED,
              gpointer      figure,
              GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;
  GdkContentProvider *content = image_content (figure, &error);

  if (content != NULL)
    g_task_return_pointer (task, content, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
data_thread (GTask        *task,
             gpointer      source G_GNUC_UNUSED,
             gpointer      figure,
             GCancellable *cancellable G_GNUC_UNUSED)
{
  g_task_return_pointer (task, data_content (figure), g_object_unref);
}

static void
copy_async (AssayFigure *figure, GTaskThreadFunc thread, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, copy_async);
  g_task_set_task_data (task, assay_figure_ref (figure), (GDestroyNotify) assay_figure_unref);
  g_task_run_in_thread (task, thread);
}

void
assay_chart_copy_image_async (AssayFigure         *figure,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  copy_async (figure, image_thread, cancellable, callback, user_data);
}

void
assay_chart_copy_data_async (AssayFigure         *figure,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  copy_async (figure, data_thread, cancellable, callback, user_data);
}

GdkContentProvider *
assay_chart_copy_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
