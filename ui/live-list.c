#include "ui/live-list.h"

#include <string.h>

#include "data/model/language.h"
#include "ui/badge.h"
#include "ui/compat.h"
#include "ui/feed-window.h"
#include "ui/feed-words.h"
#include "ui/refresher.h"

/* One source; its feeds are rows of their own, which are made when they are first looked at. */
typedef struct
{
  AssayLiveList *list;
  const AssaySource *source;
  GtkWidget *row;        /* an expander of many feeds, or the row of the only one */
  GtkWidget *badge;      /* how many failed */
  GPtrArray *feeds;      /* of char*, ids */
  GPtrArray *rows;       /* of the feeds, in their order; empty before they are made */
} Group;

struct _AssayLiveList
{
  GtkBox parent_instance;

  AssayRefresher *refresher;
  GPtrArray *states;     /* that are shown, of AssayFeedState; or NULL */
  GPtrArray *groups;     /* of Group */

  GtkWidget *banner;
  GtkLabel *banner_text;
  GtkLabel *summary;
  GtkStack *buttons;
  GtkProgressBar *progress;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AssayLiveList, assay_live_list, GTK_TYPE_BOX)

static void
group_free (Group *self)
{
  g_ptr_array_unref (self->feeds);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
feed_activated_cb (GtkWidget *row, AssayLiveList *self)
{
  assay_feed_window_present (GTK_WINDOW (gtk_widget_get_root (row)), self->refresher, g_object_get_data (G_OBJECT (row), "feed"));
}

/* A row that leads to the feed. */
static GtkWidget *
feed_row_new (AssayLiveList *self, const char *feed, const char *title, GtkWidget *badge)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_accessible_update_property (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (arrow, "secondary");
  if (badge != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), badge);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "feed", g_strdup (feed), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (feed_activated_cb), self);

  return row;
}

static void
update_feed_row (AssayLiveList *self, GtkWidget *row)
{
  const char *feed = g_object_get_data (G_OBJECT (row), "feed");
  const AssayFeedState *state = assay_refresher_find (self->refresher, feed);
  g_autofree char *words = NULL;

  if (state == NULL)
    return;
  words = assay_feed_words_state (state, assay_refresher_count_figures (self->refresher, feed));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
}

static void
expanded_cb (AdwExpanderRow *expander, GParamSpec *spec G_GNUC_UNUSED, Group *group)
{
  if (group->rows->len > 0)
    return;
  for (guint i = 0; i < group->feeds->len; i++)
    {
      const AssayFeedState *state = assay_refresher_find (group->list->refresher, group->feeds->pdata[i]);
      GtkWidget *row = feed_row_new (group->list, group->feeds->pdata[i], state != NULL ? state->feed->title : group->feeds->pdata[i],
                                     NULL);

      g_ptr_array_add (group->rows, row);
      adw_expander_row_add_row (expander, row);
      update_feed_row (group->list, row);
    }
}

/* What is known of all feeds of a group, or of all groups. */
typedef struct
{
  guint n, failed, tried, pinned;
  const char *newest;    /* moment, borrowed; NULL: nothing came yet */
} Tally;

static void
count_state (Tally *tally, const AssayFeedState *state)
{
  tally->n++;
  tally->failed += state->failure != NULL ? 1 : 0;
  tally->tried += state->tried != NULL ? 1 : 0;
  tally->pinned += state->pinned ? 1 : 0;
  if (state->came != NULL && (tally->newest == NULL || strcmp (state->came, tally->newest) > 0))
    tally->newest = state->came;
}

static void
describe_tally (const Tally *tally, GString *words)
{
  g_autofree char *day = tally->newest != NULL ? assay_feed_words_day (tally->newest) : NULL;

  g_string_append_printf (words, ngettext ("%u feed, ", "%u feeds, ", tally->n), tally->n);
  if (day != NULL)
    g_string_append_printf (words, _ ("newest figures of %s"), day);
  else
    g_string_append (words, tally->tried > 0 ? _ ("nothing came yet") : _ ("not asked yet"));
  if (tally->pinned > 0)
    g_string_append_printf (words, _ ("; %u at an earlier answer"), tally->pinned);
}

static void
update_group (AssayLiveList *self, Group *group)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *failed = NULL;
  Tally tally = { 0 };

  for (guint i = 0; i < group->feeds->len; i++)
    {
      const AssayFeedState *state = assay_refresher_find (self->refresher, group->feeds->pdata[i]);

      if (state != NULL)
        count_state (&tally, state);
    }
  for (guint i = 0; i < group->rows->len; i++)
    update_feed_row (self, group->rows->pdata[i]);
  failed = g_strdup_printf (_ ("%u failed"), tally.failed);
  gtk_label_set_label (GTK_LABEL (group->badge), group->feeds->len == 1 ? _ ("Failed") : failed);
  gtk_widget_set_visible (group->badge, tally.failed > 0);
  if (!ADW_IS_EXPANDER_ROW (group->row))
    return;
  g_string_append_printf (words, "%s · ", _ (group->source->publisher));
  describe_tally (&tally, words);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (group->row), words->str);
}

/* A source of many feeds unfolds, the only feed of another is a row at once. */
static void
add_row (AssayLiveList *self, Group *group)
{
  group->badge = assay_badge_new ("", "contradicted");
  if (group->feeds->len == 1)
    {
      const AssayFeedState *state = assay_refresher_find (self->refresher, group->feeds->pdata[0]);

      group->row = feed_row_new (self, group->feeds->pdata[0], state != NULL ? state->feed->title : _ (group->source->title), group->badge);
      g_ptr_array_add (group->rows, group->row);
    }
  else
    {
      group->row = adw_expander_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (group->row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (group->row), _ (group->source->title));
      assay_expander_add_suffix (ADW_EXPANDER_ROW (group->row), group->badge);
      g_signal_connect (group->row, "notify::expanded", G_CALLBACK (expanded_cb), group);
    }
  gtk_list_box_append (self->list, group->row);
}

static Group *
demand_group (AssayLiveList *self, const AssaySource *source)
{
  Group *group;

  for (guint i = 0; i < self->groups->len; i++)
    if (((Group *) self->groups->pdata[i])->source == source)
      return self->groups->pdata[i];

  group = g_new0 (Group, 1);
  group->list = self;
  group->source = source;
  group->feeds = g_ptr_array_new_with_free_func (g_free);
  group->rows = g_ptr_array_new ();
  g_ptr_array_add (self->groups, group);

  return group;
}

static void
rebuild (AssayLiveList *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_set_size (self->groups, 0);
  for (guint i = 0; i < self->states->len; i++)
    {
      const AssayFeedState *state = self->states->pdata[i];

      g_ptr_array_add (demand_group (self, state->feed->source)->feeds, g_strdup (state->feed->id));
    }
  for (guint i = 0; i < self->groups->len; i++)
    add_row (self, self->groups->pdata[i]);
}

static gboolean
same_feeds (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (strcmp (((AssayFeedState *) a->pdata[i])->feed->id, ((AssayFeedState *) b->pdata[i])->feed->id) != 0)
      return FALSE;

  return TRUE;
}

/* Only where all that was asked failed the last time: one source that fails is its own row's matter. */
static void
update_banner (AssayLiveList *self, const Tally *tally)
{
  gboolean online = g_network_monitor_get_network_available (g_network_monitor_get_default ());
  gboolean running = assay_refresher_is_running (self->refresher, NULL, NULL);
  g_autofree char *day = tally->newest != NULL ? assay_feed_words_day (tally->newest) : NULL;
  const char *state = online ? _ ("No source could be reached.") : _ ("Offline.");
  /* Translators: the first is “Offline.” or “No source could be reached.” */
  g_autofree char *text = day != NULL ? g_strdup_printf (_ ("%1$s Showing figures saved on %2$s."), state, day)
                                      : g_strdup_printf (_ ("%s Showing the figures that came with the program."), state);

  gtk_label_set_label (self->banner_text, text);
  gtk_widget_set_visible (self->banner, !running && tally->failed > 0 && tally->failed == tally->tried);
}

static void
update_head (AssayLiveList *self, const Tally *tally)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint done, n;
  gboolean running = assay_refresher_is_running (self->refresher, &done, &n);

  if (running)
    g_string_append_printf (words, _ ("%u of %u asked"), done, n);
  else
    describe_tally (tally, words);
  gtk_label_set_label (self->summary, words->str);
  gtk_stack_set_visible_child_name (self->buttons, running ? "stop" : "refresh");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_progress_bar_set_fraction (self->progress, n > 0 ? (double) done / n : 0);
}

static void
changed_cb (AssayLiveList *self)
{
  GPtrArray *states = assay_refresher_get_states (self->refresher);
  gboolean renewed = states != self->states;
  Tally tally = { 0 };

  if (states == NULL)
    return;
  if (renewed)
    {
      g_autoptr (GPtrArray) former = self->states;

      self->states = g_ptr_array_ref (states);
      if (!same_feeds (former, states))
        rebuild (self);
    }
  for (guint i = 0; i < states->len; i++)
    count_state (&tally, states->pdata[i]);
  update_head (self, &tally);
  update_banner (self, &tally);
  for (guint i = 0; renewed && i < self->groups->len; i++)
    update_group (self, self->groups->pdata[i]);
}

void
assay_live_list_set_refresher (AssayLiveList *self, AssayRefresher *refresher)
{
  g_return_if_fail (ASSAY_IS_LIVE_LIST (self) && self->refresher == NULL);

  self->refresher = g_object_ref (refresher);
  g_signal_connect_object (refresher, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

static void
assay_live_list_dispose (GObject *object)
{
  AssayLiveList *self = ASSAY_LIVE_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_LIVE_LIST);
  g_clear_object (&self->refresher);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);

  G_OBJECT_CLASS (assay_live_list_parent_class)->dispose (object);
}

static void
assay_live_list_class_init (AssayLiveListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_live_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/live-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayLiveList, banner);
  gtk_widget_class_bind_template_child (widget_class, AssayLiveList, banner_text);
  gtk_widget_class_bind_template_child (widget_class, AssayLiveList, summary);
  gtk_widget_class_bind_template_child (widget_class, AssayLiveList, buttons);
  gtk_widget_class_bind_template_child (widget_class, AssayLiveList, progress);
  gtk_widget_class_bind_template_child (widget_class, AssayLiveList, list);
}

static void
assay_live_list_init (AssayLiveList *self)
{
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);

  gtk_widget_init_template (GTK_WIDGET (self));
}
