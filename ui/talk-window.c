#include "data/model/language.h"
#include "ui/talk-window-private.h"

#include "ui/drag-scroll.h"
#include "ui/session.h"
#include "ui/talk-row.h"

#define THUMBNAIL 256   /* pixels wide: twice what is seen, for fine screens */
#define MOST_THUMBNAILS (2 * ASSAY_TALK_MOST_SLIDES)

struct _AssayTalkWindow
{
  AdwApplicationWindow parent_instance;

  AssaySession *session;
  AssayAdviser *adviser;     /* or NULL */
  AssayTalkEditor *editor;
  AssayGlimpses *glimpses;
  GFile *asked;              /* to be read as soon as there is a catalogue; or NULL */
  gboolean loaded;           /* or under way */
  AdwToast *toast;           /* the one that is shown, not owned; or NULL */
  gboolean updating;         /* rows and title follow the document */

  AdwWindowTitle *heading;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *failure;
  GtkEditable *title;
  GtkListBox *list;
  GtkScrolledWindow *scroller;
  GtkWidget *add, *menu, *present, *up, *down, *edit, *remove, *undo, *redo;
};

G_DEFINE_FINAL_TYPE (AssayTalkWindow, assay_talk_window, ADW_TYPE_APPLICATION_WINDOW)

AssaySession *
assay_talk_window_get_session (AssayTalkWindow *self)
{
  return self->session;
}

AssayAdviser *
assay_talk_window_get_adviser (AssayTalkWindow *self)
{
  return self->adviser;
}

AssayTalkEditor *
assay_talk_window_get_editor (AssayTalkWindow *self)
{
  return self->editor;
}

AssayGlimpses *
assay_talk_window_get_glimpses (AssayTalkWindow *self)
{
  return self->glimpses;
}

GFile *
assay_talk_window_get_file (AssayTalkWindow *self)
{
  return self->asked != NULL ? self->asked : assay_talk_editor_get_file (self->editor);
}

/* One is dismissed once: the second time the overlay has forgotten it. */
static void
dismissed_cb (AssayTalkWindow *self, AdwToast *toast)
{
  if (self->toast == toast)
    self->toast = NULL;
}

static AdwToast *
toast_new (const char *text)
{
  g_autofree char *title = g_markup_escape_text (text, -1);

  return adw_toast_new (title);
}

/* Takes over @toast. */
static void
show_toast (AssayTalkWindow *self, AdwToast *toast)
{
  /* What was done last is said at once, and nothing older can be taken back by its button. */
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  self->toast = toast;
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
assay_talk_window_say (AssayTalkWindow *self, const char *text, gboolean undo)
{
  AdwToast *toast = toast_new (text);

  if (undo)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  show_toast (self, toast);
}

void
assay_talk_window_fail (AssayTalkWindow *self, const char *text)
{
  AdwToast *toast = toast_new (text);

  adw_toast_set_timeout (toast, 0);
  show_toast (self, toast);
}

/* A talk that is there already stays. */
void
assay_talk_window_show_failure (AssayTalkWindow *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "slides") == 0)
    {
      assay_talk_window_fail (self, text);
      return;
    }
  g_clear_object (&self->asked);
  adw_status_page_set_description (self->failure, markup);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

void
assay_talk_window_take_title (AssayTalkWindow *self)
{
  const char *title = gtk_editable_get_text (self->title);
  AssayTalk *talk = assay_talk_copy (assay_talk_editor_get_talk (self->editor));

  /* A talk without a title can't be read again. */
  if (*title != '\0')
    assay_talk_set (&talk->title, title, ASSAY_TALK_MOST_TITLE);
  assay_talk_editor_apply (self->editor, talk, assay_talk_editor_get_selected (self->editor));
}

static void
title_cb (AssayTalkWindow *self)
{
  assay_talk_window_take_title (self);
}

void
assay_talk_window_focus (AssayTalkWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, assay_talk_editor_get_selected (self->editor));

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
selected_cb (AssayTalkWindow *self, GtkListBoxRow *row)
{
  if (self->updating || row == NULL)
    return;
  assay_talk_editor_select (self->editor, gtk_list_box_row_get_index (row));
  assay_talk_window_update_edits (self);
}

static void
activated_cb (AssayTalkWindow *self, GtkListBoxRow *row)
{
  selected_cb (self, row);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit", NULL);
}

static void
shown_changed_cb (AssayTalkWindow *self, gboolean shown, GtkListBoxRow *row)
{
  int position = gtk_list_box_row_get_index (row);
  AssayTalk *talk = assay_talk_copy (assay_talk_editor_get_talk (self->editor));

  ((AssayTalkItem *) talk->items->pdata[position])->hidden = !shown;
  assay_talk_editor_apply (self->editor, talk, position);
}

static void
moved_cb (AssayTalkWindow *self, int from, GtkListBoxRow *row)
{
  int to = gtk_list_box_row_get_index (row);
  AssayTalk *talk = assay_talk_copy (assay_talk_editor_get_talk (self->editor));

  assay_talk_move (talk, from, to);
  assay_talk_editor_apply (self->editor, talk, to);
  assay_talk_window_focus (self);
}

/* As many rows as slides; what a row shows follows from its place. */
static void
fit_rows (AssayTalkWindow *self, guint n)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, n)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = n; i > 0 && gtk_list_box_get_row_at_index (self->list, n - 1) == NULL; i--)
    {
      GtkWidget *added = assay_talk_row_new ();

      g_signal_connect_swapped (added, "shown-changed", G_CALLBACK (shown_changed_cb), self);
      g_signal_connect_swapped (added, "moved", G_CALLBACK (moved_cb), self);
      gtk_list_box_append (self->list, added);
    }
}

static void
show_rows (AssayTalkWindow *self)
{
  const AssayTalk *talk = assay_talk_editor_get_talk (self->editor);

  for (guint i = 0; i < talk->items->len; i++)
    assay_talk_row_set (ASSAY_TALK_ROW (gtk_list_box_get_row_at_index (self->list, i)), talk->items->pdata[i], i,
                        assay_glimpses_get (self->glimpses, talk->items->pdata[i]));
}

/* "shop.assay-talk · 24 slides, 2 hidden". Transfer full. */
static char *
describe (AssayTalkWindow *self)
{
  const AssayTalk *talk = assay_talk_editor_get_talk (self->editor);
  GFile *file = assay_talk_editor_get_file (self->editor);
  g_autofree char *base = file != NULL ? g_file_get_basename (file) : NULL, *name = base != NULL ? g_filename_display_name (base) : NULL;
  g_autofree char *hidden = NULL;
  guint n = 0;

  for (guint i = 0; i < talk->items->len; i++)
    n += ((AssayTalkItem *) talk->items->pdata[i])->hidden;
  if (n > 0)
    hidden = g_strdup_printf (_ (", %u hidden"), n);

  return g_strdup_printf (ngettext ("%s%s · %u slide%s", "%s%s · %u slides%s", talk->items->len), assay_talk_editor_is_modified (self->editor) ? "• " : "", name != NULL ? name : _ ("Not saved"),
                          talk->items->len, hidden != NULL ? hidden : "");
}

static void
changed_cb (AssayTalkWindow *self)
{
  const AssayTalk *talk = assay_talk_editor_get_talk (self->editor);
  g_autofree char *subtitle = describe (self), *title = g_strdup_printf (_ ("%s – Arrange Talk"), talk->title);

  g_clear_object (&self->asked);
  self->updating = TRUE;
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->heading, talk->title);
  adw_window_title_set_subtitle (self->heading, subtitle);
  if (g_strcmp0 (gtk_editable_get_text (self->title), talk->title) != 0)
    gtk_editable_set_text (self->title, talk->title);
  fit_rows (self, talk->items->len);
  show_rows (self);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, assay_talk_editor_get_selected (self->editor)));
  gtk_stack_set_visible_child_name (self->stack, "slides");
  assay_talk_window_update_edits (self);
  self->updating = FALSE;
}

/* One picture more; the rest stays. */
static void
ready_cb (AssayTalkWindow *self)
{
  self->updating = TRUE;
  show_rows (self);
  self->updating = FALSE;
}

static void
store_changed_cb (AssayTalkWindow *self)
{
  if (self->loaded || assay_session_get_store (self->session) == NULL)
    return;
  self->loaded = TRUE;
  assay_talk_window_load (self, self->asked);
}

static gboolean
assay_talk_window_close_request (GtkWindow *window)
{
  AssayTalkWindow *self = ASSAY_TALK_WINDOW (window);

  assay_talk_window_take_title (self);
  if (assay_talk_editor_is_modified (self->editor))
    {
      assay_talk_window_ask_close (self);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (assay_talk_window_parent_class)->close_request (window);
}

static void
assay_talk_window_dispose (GObject *object)
{
  AssayTalkWindow *self = ASSAY_TALK_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ASSAY_TYPE_TALK_WINDOW);
  g_clear_object (&self->asked);
  g_clear_object (&self->glimpses);
  g_clear_object (&self->editor);
  g_clear_object (&self->adviser);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (assay_talk_window_parent_class)->dispose (object);
}

static void
assay_talk_window_class_init (AssayTalkWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_talk_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = assay_talk_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/talk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, title);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, list);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, add);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, present);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, up);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, down);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, edit);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, remove);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, undo);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkWindow, redo);
  gtk_widget_class_bind_template_callback (widget_class, title_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
set_name (GtkWidget *button, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
assay_talk_window_init (AssayTalkWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_name (self->add, _ ("Add Slide"));
  set_name (self->menu, _ ("Talk Menu"));
  set_name (self->present, _ ("Present"));
  set_name (self->up, _ ("Move Up"));
  set_name (self->down, _ ("Move Down"));
  set_name (self->edit, _ ("Edit Title and Notes"));
  set_name (self->remove, _ ("Remove Slide"));
  set_name (self->undo, _ ("Undo"));
  set_name (self->redo, _ ("Redo"));
  assay_drag_scroll_add (self->scroller);
  gtk_text_set_max_length (GTK_TEXT (gtk_editable_get_delegate (self->title)), ASSAY_TALK_MOST_TITLE);
  self->editor = assay_talk_editor_new ();
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

AssayTalkWindow *
assay_talk_window_new (GtkApplication *application, AssaySession *session, AssayAdviser *adviser, GFile *file)
{
  AssayTalkWindow *self = g_object_new (ASSAY_TYPE_TALK_WINDOW, "application", application, NULL);

  self->session = g_object_ref (session);
  self->adviser = adviser != NULL ? g_object_ref (adviser) : NULL;
  self->asked = file != NULL ? g_object_ref (file) : NULL;
  self->glimpses = assay_glimpses_new (session, THUMBNAIL, MOST_THUMBNAILS);
  g_signal_connect_object (self->glimpses, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  assay_talk_window_add_edits (self);
  assay_talk_window_add_files (self);
  assay_talk_window_add_show (self);
  g_signal_connect_object (session, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);

  return self;
}
