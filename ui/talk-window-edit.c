/* What is done to slides: each a step that can be taken back. */
#include "data/model/language.h"
#include "ui/talk-window-private.h"

#include "ui/chart-choice.h"
#include "ui/session.h"
#include "ui/slide-window.h"

/* A slide that is being edited in a window of its own, above this one. */
typedef struct
{
  AssayTalkWindow *window;   /* outlives it */
  int position;              /* where it is, or where a new one is to stand */
  gboolean is_new;
} Edit;

static const AssayTalk *
get_talk (AssayTalkWindow *self)
{
  return assay_talk_editor_get_talk (assay_talk_window_get_editor (self));
}

static int
get_selected (AssayTalkWindow *self)
{
  return assay_talk_editor_get_selected (assay_talk_window_get_editor (self));
}

static const AssayTalkItem *
get_item (AssayTalkWindow *self)
{
  return get_selected (self) >= 0 ? get_talk (self)->items->pdata[get_selected (self)] : NULL;
}

static void
apply (AssayTalkWindow *self, AssayTalk *talk, int selected)
{
  assay_talk_editor_apply (assay_talk_window_get_editor (self), talk, selected);
}

/* As far as the slides go. */
static void
move (AssayTalkWindow *self, int step)
{
  int from = get_selected (self), to = CLAMP (from + step, 0, (int) get_talk (self)->items->len - 1);
  AssayTalk *talk;

  if (from < 0)
    return;
  talk = assay_talk_copy (get_talk (self));
  assay_talk_move (talk, from, to);
  apply (self, talk, to);
  assay_talk_window_focus (self);
}

static void
move_up_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  move (data, -1);
}

static void
move_down_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  move (data, 1);
}

static void
move_first_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  move (data, -ASSAY_TALK_MOST_SLIDES);
}

static void
move_last_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  move (data, ASSAY_TALK_MOST_SLIDES);
}

static void
remove_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  int position = get_selected (data);
  AssayTalk *talk;

  if (position < 0)
    return;
  talk = assay_talk_copy (get_talk (data));
  assay_talk_remove (talk, position);
  apply (data, talk, position);
  assay_talk_window_say (data, _ ("Slide removed"), TRUE);
  assay_talk_window_focus (data);
}

static void
toggle_hidden_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  int position = get_selected (data);
  AssayTalk *talk;
  AssayTalkItem *item;

  if (position < 0)
    return;
  talk = assay_talk_copy (get_talk (data));
  item = talk->items->pdata[position];
  item->hidden = !item->hidden;
  apply (data, talk, position);
}

static void
undo_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_talk_editor_undo (assay_talk_window_get_editor (data));
  assay_talk_window_focus (data);
}

static void
redo_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_talk_editor_redo (assay_talk_window_get_editor (data));
  assay_talk_window_focus (data);
}

static gboolean
is_full (AssayTalkWindow *self)
{
  return get_talk (self)->items->len >= ASSAY_TALK_MOST_SLIDES;
}

static void
edited_cb (const AssayTalkItem *item, gpointer data)
{
  Edit *edit = data;
  AssayTalk *talk = assay_talk_copy (get_talk (edit->window));
  AssayTalkItem *target;

  if (edit->is_new)
    target = assay_talk_insert (talk, edit->position, item->kind, item->chart);
  else
    target = talk->items->pdata[edit->position];
  assay_talk_set (&target->title, item->title, ASSAY_TALK_MOST_TITLE);
  assay_talk_set (&target->text, item->text, ASSAY_TALK_MOST_TEXT);
  assay_talk_set (&target->notes, item->notes, ASSAY_TALK_MOST_TEXT);
  apply (edit->window, talk, edit->position);
  assay_talk_window_focus (edit->window);
}

static void
edit (AssayTalkWindow *self, const AssayTalkItem *item, int position, gboolean is_new)
{
  Edit *data = g_new (Edit, 1);

  *data = (Edit) { self, position, is_new };
  assay_slide_window_present (GTK_WINDOW (self), assay_talk_window_get_session (self), assay_talk_window_get_glimpses (self), item,
                              edited_cb, data, g_free);
}

static void
edit_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  const AssayTalkItem *item = get_item (data);

  if (item != NULL)
    edit (data, item, get_selected (data), FALSE);
}

/* After the slide that is selected. */
static void
add_words (AssayTalkWindow *self, AssaySlideKind kind)
{
  AssayTalkItem item = { .kind = kind };

  edit (self, &item, get_selected (self) + 1, TRUE);
}

static void
add_text_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  add_words (data, ASSAY_SLIDE_TEXT);
}

static void
add_title_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  add_words (data, ASSAY_SLIDE_TITLE);
}

static void
chosen_cb (const char *chart, gpointer data)
{
  AssayTalk *talk;
  int position = get_selected (data) + 1;

  if (is_full (data))
    return;
  talk = assay_talk_copy (get_talk (data));
  assay_talk_insert (talk, position, ASSAY_SLIDE_CHART, chart);
  apply (data, talk, position);
}

static void
add_charts_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  AssaySession *session = assay_talk_window_get_session (data);

  if (assay_session_get_store (session) != NULL)
    assay_chart_choice_present (data, session, assay_talk_window_get_glimpses (data), get_talk (data), chosen_cb, data);
}

static void
enable (AssayTalkWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

void
assay_talk_window_update_edits (AssayTalkWindow *self)
{
  AssayTalkEditor *editor = assay_talk_window_get_editor (self);
  int selected = get_selected (self), n = get_talk (self)->items->len;

  enable (self, "move-up", selected > 0);
  enable (self, "move-down", selected >= 0 && selected < n - 1);
  enable (self, "remove", selected >= 0);
  enable (self, "edit", selected >= 0);
  enable (self, "toggle-hidden", selected >= 0);
  enable (self, "add-charts", !is_full (self));
  enable (self, "add-text", !is_full (self));
  enable (self, "add-title", !is_full (self));
  enable (self, "undo", assay_talk_editor_can_undo (editor));
  enable (self, "redo", assay_talk_editor_can_redo (editor));
}

static void
add_keys (AssayTalkWindow *self)
{
  static const struct { const char *trigger, *action; } keys[] = {
    { "<Alt>Up", "win.move-up" }, { "<Alt>Down", "win.move-down" }, { "<Alt>Home", "win.move-first" }, { "<Alt>End", "win.move-last" }, { "Delete", "win.remove" }, { "<Control>h", "win.toggle-hidden" },
    { "<Control>z", "win.undo" }, { "<Control><Shift>z", "win.redo" }, { "<Control>s", "win.save" }, { "<Control><Shift>s", "win.save-as" },
    { "<Control>o", "win.open" }, { "<Control>p", "win.print" }, { "<Control>w", "window.close" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* In the bubble phase: a field that is being edited has them first. */
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger), gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
assay_talk_window_add_edits (AssayTalkWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "move-up", .activate = move_up_cb },
    { .name = "move-down", .activate = move_down_cb },
    { .name = "move-first", .activate = move_first_cb },
    { .name = "move-last", .activate = move_last_cb },
    { .name = "remove", .activate = remove_cb },
    { .name = "edit", .activate = edit_cb },
    { .name = "toggle-hidden", .activate = toggle_hidden_cb },
    { .name = "add-charts", .activate = add_charts_cb },
    { .name = "add-text", .activate = add_text_cb },
    { .name = "add-title", .activate = add_title_cb },
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_keys (self);
  assay_talk_window_update_edits (self);
}
