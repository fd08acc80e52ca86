#include "ui/chart-export.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/figure-json.h"
#include "data/model/language.h"
#include "plots/export.h"

typedef struct
{
  AssayFigure *figure;
  AssayFileKind kind;
} Render;

typedef struct
{
  GFile *file;
  char *name;
} Save;

/* NULL: the light one. Threads read it. */
static const AssayTheme *picture_theme;

void
assay_chart_set_picture_theme (const char *name)
{
  g_atomic_pointer_set (&picture_theme, assay_theme_find (name));
}

static const AssayTheme *
get_picture_theme (void)
{
  const AssayTheme *theme = g_atomic_pointer_get (&picture_theme);

  return theme != NULL ? theme : &assay_theme_light;
}

static GBytes *
png (AssayFigure *figure, GError **error)
{
  return assay_export_png (figure, get_picture_theme (), 1920, 1080, error);
}

static GBytes *
svg (AssayFigure *figure, GError **error)
{
  return assay_export_svg (figure, get_picture_theme (), 1280, 720, error);
}

/* A PDF is what gets printed: the print theme tells series apart in grey too. */
static GBytes *
pdf (AssayFigure *figure, GError **error)
{
  return assay_export_pdf (figure, &assay_theme_print, 960, 540, error);
}

static GBytes *
csv (AssayFigure *figure, GError **error G_GNUC_UNUSED)
{
  return assay_export_csv (figure);
}

static GBytes *
json (AssayFigure *figure, GError **error G_GNUC_UNUSED)
{
  return assay_figure_to_json (figure);
}

static const struct
{
  const char *extension, *mime;
  GBytes *(*render) (AssayFigure *figure, GError **error);
} kinds[ASSAY_N_FILE_KINDS] = {
  [ASSAY_FILE_PNG] = { "png", "image/png", png },
  [ASSAY_FILE_SVG] = { "svg", "image/svg+xml", svg },
  [ASSAY_FILE_PDF] = { "pdf", "application/pdf", pdf },
  [ASSAY_FILE_CSV] = { "csv", "text/csv", csv },
  [ASSAY_FILE_JSON] = { "json", "application/json", json },
};

int
assay_file_kind_find (const char *extension)
{
  for (int i = 0; i < ASSAY_N_FILE_KINDS; i++)
    if (g_ascii_strcasecmp (extension, kinds[i].extension) == 0)
      return i;

  return -1;
}

const char *
assay_file_kind_extension (AssayFileKind kind)
{
  g_return_val_if_fail (kind < ASSAY_N_FILE_KINDS, NULL);

  return kinds[kind].extension;
}

const char *
assay_file_kind_mime (AssayFileKind kind)
{
  g_return_val_if_fail (kind < ASSAY_N_FILE_KINDS, NULL);

  return kinds[kind].mime;
}

GBytes *
assay_chart_render (AssayFigure *figure, AssayFileKind kind, GError **error)
{
  g_return_val_if_fail (kind < ASSAY_N_FILE_KINDS, NULL);

  return kinds[kind].render (figure, error);
}

static void
render_free (Render *self)
{
  assay_figure_unref (self->figure);
  g_free (self);
}

static void
render_thread (GTask        *task,
               gpointer      source G_GNUC_UNUSED,
               gpointer      task_data,
               GCancellable *cancellable G_GNUC_UNUSED)
{
  Render *self = task_data;
  GError *error = NULL;
  GBytes *bytes = assay_chart_render (self->figure, self->kind, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
assay_chart_render_async (AssayFigure         *figure,
                          AssayFileKind        kind,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Render *render = g_new0 (Render, 1);

  g_return_if_fail (kind < ASSAY_N_FILE_KINDS);

  render->figure = assay_figure_ref (figure);
  render->kind = kind;
  g_task_set_source_tag (task, assay_chart_render_async);
  g_task_set_task_data (task, render, (GDestroyNotify) render_free);
  g_task_run_in_thread (task, render_thread);
}

GBytes *
assay_chart_render_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
save_free (Save *self)
{
  g_object_unref (self->file);
  g_free (self->name);
  g_free (self);
}

static void
return_named_error (GTask *task, GError *error)
{
  Save *save = g_task_get_task_data (task);

  g_prefix_error (&error, "“%s”: ", save->name);
  g_task_return_error (task, error);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_named_error (task, error);
}

static void
rendered_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = assay_chart_render_finish (result, &error);

  if (bytes == NULL)
    {
      return_named_error (task, error);
      return;
    }

  g_file_replace_contents_bytes_async (save->file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

static int
kind_of_name (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot == NULL ? -1 : assay_file_kind_find (dot + 1);
}

void
assay_chart_save_async (AssayFigure         *figure,
                        GFile               *file,
                        int                  kind,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *base = g_file_get_basename (file);
  Save *save = g_new0 (Save, 1);

  if (kind < 0)
    kind = kind_of_name (base);
  save->file = g_object_ref (file);
  save->name = g_filename_display_name (base);
  g_task_set_source_tag (task, assay_chart_save_async);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);

  if (kind < 0)
    g_task_return_new_error (task, ASSAY_ERROR, ASSAY_ERROR_INVALID,
                             _ ("“%s”: a chart can be saved as .png, .svg, .pdf, .csv or .json"), save->name);
  else
    assay_chart_render_async (figure, kind, cancellable, rendered_cb, g_object_ref (task));
}

gboolean
assay_chart_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
