/* A figure as a file: rendered in a thread, written whole or not at all. */
#pragma once

#include <gio/gio.h>

#include "data/model/figure.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_FILE_PNG,
  ASSAY_FILE_SVG,
  ASSAY_FILE_PDF,
  ASSAY_FILE_CSV,
  ASSAY_FILE_JSON,
  ASSAY_N_FILE_KINDS
} AssayFileKind;

/* By extension: "png"; -1 if unknown. */
int           assay_file_kind_find      (const char          *extension);
const char   *assay_file_kind_extension (AssayFileKind        kind);
const char   *assay_file_kind_mime      (AssayFileKind        kind);

/* The theme of PNG and SVG from now on, by its name; the light one at first, or if there is no such. */
void          assay_chart_set_picture_theme (const char *name);

/* The bytes of such a file; for a thread. Transfer full. */
GBytes       *assay_chart_render        (AssayFigure *figure, AssayFileKind kind, GError **error);
void          assay_chart_render_async  (AssayFigure         *figure,
                                         AssayFileKind        kind,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
GBytes       *assay_chart_render_finish (GAsyncResult        *result,
                                         GError             **error);

/* Writes @file as @kind; -1: as its extension says. The file that was there is replaced only when the new one is complete.
 * The error's message names the file. */
void          assay_chart_save_async    (AssayFigure         *figure,
                                         GFile               *file,
                                         int                  kind,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
gboolean      assay_chart_save_finish   (GAsyncResult        *result,
                                         GError             **error);

G_END_DECLS
