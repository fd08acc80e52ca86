#include "ui/subject-window.h"

#include "data/model/language.h"
#include "data/model/search-words.h"
#include "data/model/store.h"
#include "data/model/subject.h"

/* What a load tool can have measured; releases and registries can't be. */
static const char * const kinds[] = { "runtime", "framework", "server", "library", NULL };

typedef struct
{
  GtkWindow *window;
  GtkListBox *list;
  char **words;             /* of the search, folded */
  AssaySubjectChosen chosen;
  gpointer data;
} Question;

/* The answer is given once; what comes after it is the window's end. */
static void
answer (Question *self, const char *subject)
{
  AssaySubjectChosen chosen = self->chosen;

  self->chosen = NULL;
  if (chosen != NULL)
    chosen (subject, self->data);
}

static void
destroyed_cb (GtkWidget *window G_GNUC_UNUSED, Question *self)
{
  answer (self, NULL);
  g_strfreev (self->words);
  g_free (self);
}

static void
row_activated_cb (GtkListBox *list G_GNUC_UNUSED, GtkListBoxRow *row, Question *self)
{
  answer (self, gtk_widget_get_name (GTK_WIDGET (row)));
  gtk_window_destroy (self->window);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  const Question *self = data;

  g_autofree char *folded = assay_search_fold (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  return assay_search_matches ((const char * const *) self->words, folded);
}

static void
search_changed_cb (GtkEditable *search, Question *self)
{
  g_strfreev (self->words);
  self->words = assay_search_words (gtk_editable_get_text (search));
  gtk_list_box_invalidate_filter (self->list);
}

/* Enter takes the first that is found. */
static void
search_activate_cb (GtkSearchEntry *search G_GNUC_UNUSED, Question *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (filter_cb (row, self))
      {
        row_activated_cb (self->list, row, self);
        return;
      }
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
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, controller);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(AssaySubject * const *) a)->name, (*(AssaySubject * const *) b)->name);
}

static void
fill (Question *self, AssayStore *store)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new ();

  g_ptr_array_extend (subjects, assay_store_get_subjects (store), NULL, NULL);
  g_ptr_array_sort (subjects, compare);
  for (guint i = 0; i < subjects->len; i++)
    {
      const AssaySubject *subject = g_ptr_array_index (subjects, i);
      GtkWidget *row;

      if (!g_strv_contains (kinds, subject->kind))
        continue;
      row = adw_action_row_new ();
      gtk_widget_set_name (row, subject->id);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), subject->name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subject->language != NULL ? subject->language : "");
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (self->list, row);
    }
}

static GtkWidget *
list_new (Question *self, AssayStore *store)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Technologies"), -1);
  fill (self, store);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static GtkWidget *
content_new (Question *self, AssayStore *store, const char *why)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *label = gtk_label_new (why), *search = gtk_search_entry_new (), *header = adw_header_bar_new ();

  gtk_widget_add_css_class (header, "flat");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search technologies"), -1);
  g_object_set (search, "placeholder-text", _ ("Search technologies"), NULL);
  g_signal_connect (search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (search, "activate", G_CALLBACK (search_activate_cb), self);
  gtk_widget_set_margin_start (content, 18);
  gtk_widget_set_margin_end (content, 18);
  gtk_widget_set_margin_bottom (content, 18);
  gtk_box_append (GTK_BOX (content), label);
  gtk_box_append (GTK_BOX (content), search);
  gtk_box_append (GTK_BOX (content), list_new (self, store));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), content);

  return box;
}

void
assay_subject_window_present (GtkWindow *parent, AssayStore *store, const char *why, AssaySubjectChosen chosen, gpointer data)
{
  Question *self = g_new0 (Question, 1);

  self->chosen = chosen;
  self->data = data;
  self->words = g_new0 (char *, 1);
  self->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_title (self->window, _ ("Which Technology?"));
  gtk_window_set_transient_for (self->window, parent);
  gtk_window_set_modal (self->window, TRUE);
  gtk_window_set_destroy_with_parent (self->window, TRUE);
  gtk_window_set_default_size (self->window, 420, 560);
  adw_window_set_content (ADW_WINDOW (self->window), content_new (self, store, why));
  g_signal_connect (self->window, "destroy", G_CALLBACK (destroyed_cb), self);
  close_by_escape (GTK_WIDGET (self->window));
  gtk_window_present (self->window);
}
