/* What the menu of a card does. Everything that takes time happens in a thread; what goes wrong is told in a toast. */
#include <adwaita.h>

#include "data/model/figure.h"
#include "data/model/language.h"
#include "ui/chart-card-private.h"
#include "ui/chart-content.h"
#include "ui/chart-export.h"
#include "ui/chart-print.h"
#include "ui/compat.h"
#include "ui/origin-window.h"
#include "ui/table-window.h"

static GtkWindow *
get_window (AssayChartCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
toast (AssayChartCard *self, const char *message)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (escaped));
}

/* Takes @error; says nothing where the user changed their mind. */
static void
toast_error (AssayChartCard *self, GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    toast (self, error->message);
  g_error_free (error);
}

static void
present_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  AssayFigure *figure = assay_chart_card_get_figure (ASSAY_CHART_CARD (widget));

  gtk_widget_activate_action (widget, "win.present-chart", "s", figure->id);
}

static void
show_table_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  AssayChartCard *self = ASSAY_CHART_CARD (widget);

  assay_table_window_present (get_window (self), assay_chart_card_get_figure (self));
}

static void
show_origins_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  AssayChartCard *self = ASSAY_CHART_CARD (widget);
  g_autoptr (GPtrArray) origins = assay_figure_get_origins (assay_chart_card_get_figure (self));

  if (origins->len > 0)
    assay_origin_window_present_list (get_window (self), origins);
}

static const struct
{
  const char *action;
  AssayContentParts parts;
  const char *message;
} copies[] = {
  { "chart.copy", ASSAY_CONTENT_IMAGE | ASSAY_CONTENT_TABLE, N_ ("Chart copied") },
  { "chart.copy-image", ASSAY_CONTENT_IMAGE, N_ ("Chart copied as image") },
  { "chart.copy-data", ASSAY_CONTENT_TABLE, N_ ("Data copied") },
};

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter G_GNUC_UNUSED)
{
  AssayChartCard *self = ASSAY_CHART_CARD (widget);

  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    if (g_str_equal (name, copies[i].action))
      {
        g_autoptr (GdkContentProvider) content = assay_chart_content_new (assay_chart_card_get_figure (self), copies[i].parts);

        gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
        toast (self, _ (copies[i].message));
      }
}

static void
saved_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AssayChartCard) self = user_data;
  GError *error = NULL;

  if (assay_chart_save_finish (result, &error))
    toast (self, _ ("Saved"));
  else
    toast_error (self, error);
}

static void
save (AssayChartCard *self, GFile *file, int kind)
{
  assay_chart_save_async (assay_chart_card_get_figure (self), file, kind,
                          assay_chart_card_get_cancellable (self), saved_cb, g_object_ref (self));
}

/* What was chosen in the menu, until the file is chosen too. */
typedef struct
{
  AssayChartCard *card;
  AssayFileKind kind;
} Choice;

static void
chosen_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autofree Choice *choice = user_data;
  g_autoptr (AssayChartCard) self = choice->card;
  GError *error = NULL;
  g_autoptr (GFile) file = assay_file_dialog_finish (result, &error);

  if (file != NULL)
    save (self, file, choice->kind);
  else
    toast_error (self, error);
}

static void
save_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  AssayChartCard *self = ASSAY_CHART_CARD (widget);
  int kind = assay_file_kind_find (g_variant_get_string (parameter, NULL));
  g_autofree char *file_name = NULL;
  Choice *choice;

  g_return_if_fail (kind >= 0);

  choice = g_new (Choice, 1);
  choice->card = g_object_ref (self);
  choice->kind = kind;
  file_name = g_strdup_printf ("%s.%s", assay_chart_card_get_figure (self)->id, assay_file_kind_extension (kind));
  assay_save_dialog_async (get_window (self), _ ("Save Chart"), file_name, assay_file_kind_mime (kind),
                           assay_chart_card_get_cancellable (self), chosen_cb, choice);
}

static void
save_to_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  save (ASSAY_CHART_CARD (widget), file, -1);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AssayChartCard *self = ASSAY_CHART_CARD (widget);
  const char *path = parameter == NULL ? NULL : g_variant_get_string (parameter, NULL);
  AssayPrintMode mode = path != NULL ? ASSAY_PRINT_FILE : g_str_equal (name, "chart.print") ? ASSAY_PRINT_ASK : ASSAY_PRINT_PREVIEW;
  GError *error = NULL;

  if (!assay_chart_print (assay_chart_card_get_figure (self), mode, get_window (self), path, &error))
    toast_error (self, error);
}

void
assay_chart_card_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "chart.present", NULL, present_action);
  gtk_widget_class_install_action (widget_class, "chart.show-table", NULL, show_table_action);
  gtk_widget_class_install_action (widget_class, "chart.show-origins", NULL, show_origins_action);
  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    gtk_widget_class_install_action (widget_class, copies[i].action, NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "chart.save", "s", save_action);
  gtk_widget_class_install_action (widget_class, "chart.save-to", "s", save_to_action);
  gtk_widget_class_install_action (widget_class, "chart.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "chart.preview", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "chart.print-to", "s", print_action);
}
