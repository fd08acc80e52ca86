#include "ui/chart-content.h"

#include <glib/gstdio.h>

#include "data/model/language.h"
#include "plots/export.h"
#include "ui/chart-export.h"

struct _AssayChartContent
{
  GdkContentProvider parent_instance;

  AssayFigure *figure;
  AssayContentParts parts;
};

G_DEFINE_FINAL_TYPE (AssayChartContent, assay_chart_content, GDK_TYPE_CONTENT_PROVIDER)

/* Where files for other programs are: made with the first one. */
static char *folder;
static GMutex folder_lock;

static GBytes *
png (AssayFigure *figure, GError **error)
{
  return assay_chart_render (figure, ASSAY_FILE_PNG, error);
}

static GBytes *
svg (AssayFigure *figure, GError **error)
{
  return assay_chart_render (figure, ASSAY_FILE_SVG, error);
}

static GBytes *
html (AssayFigure *figure, GError **error G_GNUC_UNUSED)
{
  return assay_export_html_table (figure);
}

static GBytes *
csv (AssayFigure *figure, GError **error)
{
  return assay_chart_render (figure, ASSAY_FILE_CSV, error);
}

static GBytes *
tsv (AssayFigure *figure, GError **error G_GNUC_UNUSED)
{
  return assay_export_tsv (figure);
}

static char *
path_for (const AssayFigure *figure, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&folder_lock);
  g_autofree char *name = g_strdelimit (g_strconcat (figure->id, ".png", NULL), "/", '-');

  if (folder == NULL)
    folder = g_dir_make_tmp ("assay-XXXXXX", error);

  return folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

static GBytes *
uri_list (AssayFigure *figure, GError **error)
{
  g_autofree char *path = path_for (figure, error), *uri = NULL, *line = NULL;
  g_autoptr (GBytes) bytes = path != NULL ? png (figure, error) : NULL;

  if (bytes == NULL || !g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error))
    return NULL;
  uri = g_filename_to_uri (path, NULL, error);
  line = uri != NULL ? g_strconcat (uri, "\r\n", NULL) : NULL;

  return line != NULL ? g_bytes_new (line, strlen (line)) : NULL;
}

static const struct
{
  const char *mime;
  AssayContentParts part;
  GBytes *(*render) (AssayFigure *figure, GError **error);
} forms[] = {
  { "text/uri-list", ASSAY_CONTENT_FILE, uri_list },
  { "image/png", ASSAY_CONTENT_IMAGE, png },
  { "image/svg+xml", ASSAY_CONTENT_IMAGE, svg },
  { "text/html", ASSAY_CONTENT_TABLE, html },
  { "text/csv", ASSAY_CONTENT_TABLE, csv },
  { "text/plain;charset=utf-8", ASSAY_CONTENT_TABLE, tsv },
  { "text/plain", ASSAY_CONTENT_TABLE, tsv },
};

static GdkContentFormats *
assay_chart_content_ref_formats (GdkContentProvider *provider)
{
  AssayChartContent *self = ASSAY_CHART_CONTENT (provider);
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if ((forms[i].part & self->parts) != 0)
      gdk_content_formats_builder_add_mime_type (builder, forms[i].mime);

  return gdk_content_formats_builder_free_to_formats (builder);
}

typedef struct
{
  AssayFigure *figure;
  guint form;
  GOutputStream *stream;
  GBytes *bytes;             /* what the thread has made */
} Job;

static void
job_free (Job *job)
{
  assay_figure_unref (job->figure);
  g_object_unref (job->stream);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job);
}

static void
written_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (stream), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
rendered_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->bytes = g_task_propagate_pointer (G_TASK (result), &error);
  if (job->bytes == NULL)
    g_task_return_error (task, error);
  else
    g_output_stream_write_all_async (job->stream, g_bytes_get_data (job->bytes, NULL), g_bytes_get_size (job->bytes),
                                     g_task_get_priority (task), g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

static void
render_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  const Job *job = data;
  GError *error = NULL;
  GBytes *bytes = forms[job->form].render (job->figure, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/* Two tasks share the job: the thread's, which makes the bytes, and the caller's, which ends when they are written. */
static void
start (GTask *task, AssayFigure *figure, guint form, GOutputStream *stream)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) rendering = g_task_new (NULL, g_task_get_cancellable (task), rendered_cb, g_object_ref (task));

  *job = (Job) { assay_figure_ref (figure), form, g_object_ref (stream), NULL };
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_set_source_tag (rendering, start);
  g_task_set_task_data (rendering, job, NULL);
  g_task_run_in_thread (rendering, render_thread);
}

static void
assay_chart_content_write_mime_type_async (GdkContentProvider  *provider,
                                           const char          *mime_type,
                                           GOutputStream       *stream,
                                           int                  priority,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data)
{
  AssayChartContent *self = ASSAY_CHART_CONTENT (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_priority (task, priority);
  g_task_set_source_tag (task, assay_chart_content_write_mime_type_async);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if ((forms[i].part & self->parts) != 0 && g_str_equal (forms[i].mime, mime_type))
      {
        start (task, self->figure, i, stream);
        return;
      }
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("a chart can't be had as %s"), mime_type);
}

static gboolean
assay_chart_content_write_mime_type_finish (GdkContentProvider *provider G_GNUC_UNUSED, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
assay_chart_content_finalize (GObject *object)
{
  g_clear_pointer (&ASSAY_CHART_CONTENT (object)->figure, assay_figure_unref);

  G_OBJECT_CLASS (assay_chart_content_parent_class)->finalize (object);
}

static void
assay_chart_content_class_init (AssayChartContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = assay_chart_content_finalize;
  provider_class->ref_formats = assay_chart_content_ref_formats;
  provider_class->write_mime_type_async = assay_chart_content_write_mime_type_async;
  provider_class->write_mime_type_finish = assay_chart_content_write_mime_type_finish;
}

static void
assay_chart_content_init (AssayChartContent *self G_GNUC_UNUSED)
{
}

GdkContentProvider *
assay_chart_content_new (AssayFigure *figure, AssayContentParts parts)
{
  AssayChartContent *self = g_object_new (ASSAY_TYPE_CHART_CONTENT, NULL);

  self->figure = assay_figure_ref (figure);
  self->parts = parts;

  return GDK_CONTENT_PROVIDER (self);
}

void
assay_chart_content_clean_up (void)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&folder_lock);
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  if (folder != NULL)
    g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}
