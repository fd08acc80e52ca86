#include "ui/chart-choice.h"

#include "data/model/chart.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/search-words.h"
#include "ui/session.h"

/* Belongs to the window. */
typedef struct
{
  GtkWindow *window;
  AssayGlimpses *glimpses;
  GtkListBox *list;
  char **words;              /* of the search, folded */
  AssayChartChosen chosen;
  gpointer data;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *self = data;

  g_object_unref (self->glimpses);
  g_strfreev (self->words);
  g_free (self);
}

static void
mark (AdwActionRow *row)
{
  if (g_object_get_data (G_OBJECT (row), "check") != NULL)
    return;
  g_object_set_data (G_OBJECT (row), "check", row);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("object-select-symbolic"));
}

static void
row_activated_cb (Choice *self, GtkListBoxRow *row)
{
  self->chosen (gtk_widget_get_name (GTK_WIDGET (row)), self->data);
  mark (ADW_ACTION_ROW (row));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Added to the talk"));
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  const Choice *self = data;
  g_autofree char *folded = assay_search_fold (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  return gtk_widget_get_sensitive (GTK_WIDGET (row)) && assay_search_matches ((const char * const *) self->words, folded);
}

static void
search_changed_cb (GtkEditable *search, Choice *self)
{
  g_strfreev (self->words);
  self->words = assay_search_words (gtk_editable_get_text (search));
  gtk_list_box_invalidate_filter (self->list);
}

/* Enter takes the first that is found. */
static void
search_activate_cb (GtkEditable *search, Choice *self)
{
  GtkListBoxRow *row;

  search_changed_cb (search, self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (filter_cb (row, self))
      {
        row_activated_cb (self, row);
        return;
      }
}

/* What the charts say comes one after the other; those without data say nothing and are not offered. */
static void
show_findings (Choice *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      AssayTalkItem item = { .kind = ASSAY_SLIDE_CHART, .chart = (char *) gtk_widget_get_name (GTK_WIDGET (row)) };
      const AssayGlimpse *glimpse = assay_glimpses_get (self->glimpses, &item);

      if (glimpse != NULL && glimpse->texture != NULL)
        adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), glimpse->title);
      gtk_widget_set_sensitive (GTK_WIDGET (row), glimpse != NULL && glimpse->texture != NULL);
    }
  gtk_list_box_invalidate_filter (self->list);
}

static void
ready_cb (GtkWidget *window)
{
  show_findings (g_object_get_data (G_OBJECT (window), "choice"));
}

static void
add_row (Choice *self, const char *id, const AssayTalk *talk)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_set_name (row, id);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), id);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (assay_talk_has_chart (talk, id))
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("In the talk"));
      mark (ADW_ACTION_ROW (row));
    }
  gtk_list_box_append (self->list, row);
}

static void
fill (Choice *self, AssayStore *store, const AssayTalk *talk)
{
  GPtrArray *charts = assay_store_get_charts (store);
  AssayFigure *extra = assay_glimpses_get_extra (self->glimpses);

  if (extra != NULL)
    add_row (self, extra->id, talk);
  for (guint i = 0; i < charts->len; i++)
    add_row (self, assay_chart_get_id (charts->pdata[i]), talk);
}

static GtkWidget *
list_new (Choice *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *none = gtk_label_new (_ ("No chart says that"));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Charts"), -1);
  gtk_widget_add_css_class (none, "secondary");
  gtk_widget_set_margin_top (none, 18);
  gtk_widget_set_margin_bottom (none, 18);
  gtk_list_box_set_placeholder (self->list, none);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static GtkWidget *
content_new (Choice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *search = gtk_search_entry_new (), *header = adw_header_bar_new ();

  gtk_widget_add_css_class (header, "flat");
  gtk_widget_add_css_class (content, "origin-page");
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search charts"), -1);
  g_object_set (search, "placeholder-text", _ ("Search charts"), NULL);
  g_signal_connect (search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (search, "activate", G_CALLBACK (search_activate_cb), self);
  g_signal_connect_swapped (search, "stop-search", G_CALLBACK (gtk_window_close), self->window);
  gtk_box_append (GTK_BOX (content), search);
  gtk_box_append (GTK_BOX (content), list_new (self));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), content);

  return box;
}

static gboolean
escape_cb (GtkWidget *window, GVariant *arguments G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  gtk_window_close (GTK_WINDOW (window));

  return TRUE;
}

static void
close_by_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
}

void
assay_chart_choice_present (GtkWindow *parent, AssaySession *session, AssayGlimpses *glimpses, const AssayTalk *talk, AssayChartChosen chosen, gpointer data)
{
  Choice *self = g_new0 (Choice, 1);

  self->chosen = chosen;
  self->data = data;
  self->words = g_new0 (char *, 1);
  self->glimpses = g_object_ref (glimpses);
  self->window = g_object_new (ADW_TYPE_WINDOW, "title", _ ("Add Charts"), "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                               "default-width", 520, "default-height", 640, "width-request", 300, NULL);
  g_object_set_data_full (G_OBJECT (self->window), "choice", self, choice_free);
  adw_window_set_content (ADW_WINDOW (self->window), content_new (self));
  fill (self, assay_session_get_store (session), talk);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  show_findings (self);
  g_signal_connect_object (glimpses, "ready", G_CALLBACK (ready_cb), self->window, G_CONNECT_SWAPPED);
  close_by_escape (GTK_WIDGET (self->window));
  gtk_window_present (self->window);
}
