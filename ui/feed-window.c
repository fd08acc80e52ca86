#include "ui/feed-window.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/subject.h"
#include "data/model/units.h"
#include "data/sources/feed-change.h"
#include "data/sources/service.h"
#include "ui/badge.h"
#include "ui/compat.h"
#include "ui/feed-words.h"
#include "ui/origin-row.h"
#include "ui/refresher.h"

/* More changes than these tell nothing new; the charts show all. */
#define MAX_CHANGES 40

struct _AssayFeedWindow
{
  AdwWindow parent_instance;

  AssayRefresher *refresher;
  char *feed;               /* id */
  GPtrArray *states;        /* that are shown; the feed's is one of them */
  AssayStore *store;        /* whose changes are shown */
  GPtrArray *rows;          /* of GtkWidget, in @changes and @answers */

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkWidget *ask;
  GtkWidget *warning;
  GtkLabel *warning_text;
  AdwPreferencesGroup *changes;
  AdwPreferencesGroup *answers;
  AdwActionRow *publisher;
  AdwActionRow *address;
  AdwActionRow *tried;
  GtkWidget *removal;
};

G_DEFINE_FINAL_TYPE (AssayFeedWindow, assay_feed_window, ADW_TYPE_WINDOW)

static void
add_row (AssayFeedWindow *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  g_object_set_data (G_OBJECT (row), "group", group);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (group, row);
}

static void
clear_rows (AssayFeedWindow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (g_object_get_data (self->rows->pdata[i], "group"), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

/* "Fastify: Throughput of one process · 4"; what only repeats the subject is left out. Transfer full. */
static char *
name_of (const AssayDatum *datum)
{
  GString *name = g_string_new (datum->subject->name);

  g_string_append_printf (name, ": %s", datum->metric->name);
  for (char **pair = datum->dimensions; pair != NULL && *pair != NULL; pair += 2)
    if (g_ascii_strcasecmp (pair[1], datum->subject->id) != 0 && g_ascii_strcasecmp (pair[1], datum->subject->name) != 0)
      g_string_append_printf (name, " · %s", pair[1]);

  return g_string_free (name, FALSE);
}

/* "+3.1 %", "×2.4"; NULL where there is nothing to divide. */
static char *
ratio_of (const AssayFeedChange *change)
{
  double percent = (change->ratio - 1) * 100;
  g_autofree char *number = NULL;

  if (isnan (change->ratio))
    return NULL;
  number = change->ratio >= 2 ? assay_number_format (change->ratio, change->ratio < 9.95 ? 1 : 0)
                              : assay_number_format (fabs (percent), fabs (percent) < 10 ? 1 : 0);

  return change->ratio >= 2 ? g_strconcat ("×", number, NULL) : g_strconcat (percent < 0 ? "−" : "+", number, " %", NULL);
}

static char *
dated (const AssayDatum *datum)
{
  g_autofree char *value = assay_datum_format (datum);
  g_autofree char *date = datum->date != NULL ? assay_date_describe (datum->date) : NULL;

  return date != NULL ? g_strdup_printf ("%s (%s)", value, date) : g_steal_pointer (&value);
}

static void
add_change (AssayFeedWindow *self, const AssayFeedChange *change)
{
  g_autofree char *title = name_of (change->after), *after = dated (change->after), *ratio = ratio_of (change);
  g_autofree char *before = change->before != NULL ? dated (change->before) : NULL;
  g_autofree char *words = before != NULL ? g_strdup_printf ("%s → %s", before, after) : g_strdup_printf (_ ("New: %s"), after);
  GtkWidget *row = assay_origin_row_new (title, words, change->after->origin, (AssayDatum *) change->after);

  if (ratio != NULL)
    {
      GtkWidget *label = gtk_label_new (ratio);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  add_row (self, self->changes, row);
}

static void
fill_changes (AssayFeedWindow *self, const AssayFeed *feed)
{
  g_autoptr (GPtrArray) changes = assay_feed_changes (feed, self->store);
  g_autofree char *words = NULL;

  for (guint i = 0; i < MIN (changes->len, MAX_CHANGES); i++)
    add_change (self, changes->pdata[i]);
  if (changes->len > MAX_CHANGES)
    words = g_strdup_printf (_ ("The %u largest of %u changes against the figures before"), MAX_CHANGES, changes->len);
  else
    words = g_strdup (changes->len > 0 ? _ ("The newest figures beside those before them, whatever their source") : "");
  adw_preferences_group_set_description (self->changes, words);
  gtk_widget_set_visible (GTK_WIDGET (self->changes), changes->len > 0);
}

static void
use_cb (GtkWidget *button, AssayFeedWindow *self)
{
  gint64 *version = g_object_get_data (G_OBJECT (button), "version");

  gtk_widget_set_sensitive (button, FALSE);
  assay_refresher_use (self->refresher, self->feed, *version);
}

static void
add_answer (AssayFeedWindow *self, const AssayFeedState *state, guint index)
{
  const AssayCacheVersion *version = state->versions->pdata[index];
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = assay_feed_words_moment (version->came), *size = g_format_size_full (version->length, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *words = g_strdup_printf ("%s%s", size, index == 0 ? _ (", the newest") : "");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  if (version->version == state->version)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), assay_badge_new (_ ("In Use"), NULL));
  else
    {
      GtkWidget *button = gtk_button_new_with_label (index == 0 ? _ ("Use Newest") : _ ("Go Back"));
      gint64 *target = g_new (gint64, 1);
      g_autofree char *name = g_strdup_printf ("%s: %s", index == 0 ? _ ("Use Newest") : _ ("Go Back"), title);

      *target = index == 0 ? 0 : version->version;
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      assay_button_prefer_name (button);
      g_object_set_data_full (G_OBJECT (button), "version", target, g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (use_cb), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  add_row (self, self->answers, row);
}

static void
fill_source (AssayFeedWindow *self, const AssayFeedState *state)
{
  const AssayFeed *feed = state->feed;
  g_autofree char *publisher = g_strdup_printf ("%s · %s", _ (feed->source->publisher),
                                                feed->licence != NULL ? feed->licence : _ (feed->source->licence));
  g_autofree char *tried = state->tried != NULL ? assay_feed_words_moment (state->tried) : g_strdup (_ ("Never"));

  adw_window_title_set_title (self->title, feed->title);
  gtk_window_set_title (GTK_WINDOW (self), feed->title);
  adw_action_row_set_subtitle (self->publisher, publisher);
  adw_action_row_set_subtitle (self->address, state->address != NULL ? state->address : _ ("None can be made of its parameters"));
  adw_action_row_set_subtitle (self->tried, tried);
  gtk_widget_set_visible (self->removal, assay_service_is (feed));
}

static void
fill_warning (AssayFeedWindow *self, const AssayFeedState *state)
{
  g_autofree char *day = state->came != NULL ? assay_feed_words_day (state->came) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->warning, state->failure != NULL);
  if (state->failure == NULL)
    return;
  text = day != NULL ? g_strdup_printf (_ ("%s\nWhat came on %s stays."), state->failure, day) : g_strdup (state->failure);
  gtk_label_set_label (self->warning_text, text);
}

static void
fill (AssayFeedWindow *self, const AssayFeedState *state)
{
  g_autofree char *words = assay_feed_words_state (state, assay_refresher_count_figures (self->refresher, self->feed));

  *strchrnul (words, '\n') = '\0';
  adw_window_title_set_subtitle (self->title, words);
  clear_rows (self);
  fill_source (self, state);
  fill_warning (self, state);
  if (self->store != NULL)
    fill_changes (self, state->feed);
  for (guint i = 0; i < state->versions->len; i++)
    add_answer (self, state, i);
  gtk_widget_set_visible (GTK_WIDGET (self->answers), state->versions->len > 0);
}

/* While others are asked nothing changes here. */
static void
changed_cb (AssayFeedWindow *self)
{
  GPtrArray *states = assay_refresher_get_states (self->refresher);
  AssayStore *store = assay_refresher_get_store (self->refresher);
  const AssayFeedState *state = assay_refresher_find (self->refresher, self->feed);
  gboolean running = assay_refresher_is_running (self->refresher, NULL, NULL);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "feed.ask", !running);
  if (state != NULL)
    gtk_button_set_label (GTK_BUTTON (self->ask), running ? _ ("Asking…") : state->failure != NULL ? _ ("_Try Again") : _ ("_Refresh"));
  if (state == NULL && states != NULL && self->states != NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (state == NULL || (states == self->states && store == self->store))
    return;
  g_clear_pointer (&self->states, g_ptr_array_unref);
  self->states = g_ptr_array_ref (states);
  g_set_object (&self->store, store);
  fill (self, state);
}

static void
said_cb (AssayFeedWindow *self, const char *words)
{
  g_autofree char *title = g_markup_escape_text (words, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (title));
}

static void
ask_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  AssayFeedWindow *self = ASSAY_FEED_WINDOW (widget);
  const char * const names[] = { self->feed, NULL };

  assay_refresher_start (self->refresher, names, TRUE);
}

/* The window closes when the feed is gone. */
static void
remove_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  AssayFeedWindow *self = ASSAY_FEED_WINDOW (widget);

  gtk_widget_action_set_enabled (widget, "feed.remove", FALSE);
  assay_refresher_remove (self->refresher, self->feed);
}

static void
assay_feed_window_dispose (GObject *object)
{
  AssayFeedWindow *self = ASSAY_FEED_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ASSAY_TYPE_FEED_WINDOW);
  g_clear_object (&self->refresher);
  g_clear_object (&self->store);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->feed, g_free);

  G_OBJECT_CLASS (assay_feed_window_parent_class)->dispose (object);
}

static void
assay_feed_window_class_init (AssayFeedWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_feed_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/feed-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayFeedWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AssayFeedWindow, title);
  gtk_widget_class_bind_template_child (widget_class, AssayFeedWindow, ask);
  gtk_widget_class_bind_template_child (widget_class, AssayFeedWindow, warning);
  gtk_widget_class_bind_template_child (widget_class, AssayFeedWindow, warning_text);
  gtk_widget_class_bind_template_child (widget_class, AssayFeedWindow, changes);
  gtk_widget_class_bind_template_child (widget_class, AssayFeedWindow, answers);
  gtk_widget_class_bind_template_child (widget_class, AssayFeedWindow, publisher);
  gtk_widget_class_bind_template_child (widget_class, AssayFeedWindow, address);
  gtk_widget_class_bind_template_child (widget_class, AssayFeedWindow, tried);
  gtk_widget_class_bind_template_child (widget_class, AssayFeedWindow, removal);
  gtk_widget_class_install_action (widget_class, "feed.ask", NULL, ask_action);
  gtk_widget_class_install_action (widget_class, "feed.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
assay_feed_window_init (AssayFeedWindow *self)
{
  self->rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

void
assay_feed_window_present (GtkWindow *parent, AssayRefresher *refresher, const char *feed)
{
  AssayFeedWindow *self;

  g_return_if_fail (ASSAY_IS_REFRESHER (refresher) && feed != NULL);

  self = g_object_new (ASSAY_TYPE_FEED_WINDOW, "transient-for", parent, NULL);
  self->refresher = g_object_ref (refresher);
  self->feed = g_strdup (feed);
  g_signal_connect_object (refresher, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (refresher, "said", G_CALLBACK (said_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
}
