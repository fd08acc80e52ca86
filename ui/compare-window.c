#include "ui/compare-window.h"

#include <math.h>

#include "data/measure/history.h"
#include "data/measure/run-figure.h"
#include "data/model/language.h"
#include "data/model/units.h"
#include "ui/badge.h"
#include "ui/history-list.h"

static void
add_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

/* "1.08 times as before (1.02 to 1.15)". */
static char *
describe_ratio (const AssayRunDifference *difference)
{
  const AssayUnit *times = assay_unit_find ("ratio");
  g_autofree char *estimate = NULL;
  g_autofree char *range = NULL;

  if (!isfinite (difference->ratio.estimate))
    return g_strdup (_ ("No value to compare"));

  estimate = assay_unit_format (times, difference->ratio.estimate);
  if (!isfinite (difference->ratio.low) || !isfinite (difference->ratio.high))
    return g_strdup_printf (_ ("%s; too few starts for an interval"), estimate);
  range = assay_unit_format_range (times, difference->ratio.low, difference->ratio.high);

  return g_strdup_printf (_ ("%s the earlier value; 95 %% interval %s%s"), estimate, range,
                          difference->gated ? _ ("; a point that failed the gate") : "");
}

static GtkWidget *
verdict_new (const AssayRunDifference *difference)
{
  const AssayInterval *ratio = &difference->ratio;

  if (difference->gated || !isfinite (ratio->low) || !isfinite (ratio->high))
    return assay_badge_new (_ ("Not known"), NULL);
  if (assay_interval_is_even (ratio))
    return assay_badge_new (_ ("No difference"), NULL);

  return ratio->estimate > 1 ? assay_badge_new (_ ("Higher"), "depends") : assay_badge_new (_ ("Lower"), "depends");
}

static GtkWidget *
row_new (const AssayRunDifference *difference)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *badge = verdict_new (difference);
  g_autofree char *cell = assay_run_cell_title (difference->a);
  g_autofree char *title = g_strdup_printf ("%s, %s", cell, difference->metric->metric->name);
  g_autofree char *ratio = describe_ratio (difference);
  g_autofree char *name = g_strdup_printf ("%s: %s, %s", title, gtk_label_get_label (GTK_LABEL (badge)), ratio);

  add_label (GTK_BOX (words), title, NULL);
  add_label (GTK_BOX (words), ratio, "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), badge);
  gtk_widget_add_css_class (row, "source");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

static const char *
name_machine (const AssayRun *run)
{
  return run->machine->name != NULL ? run->machine->name : run->machine->cpu != NULL ? run->machine->cpu : _("an unnamed machine");
}

static char *
describe_pair (const AssayRun *first, const AssayRun *second)
{
  g_autofree char *before = assay_history_describe_moment (first->started);
  g_autofree char *after = assay_history_describe_moment (second->started);
  g_autofree char *machine = assay_machine_id (first->machine);
  g_autofree char *other = assay_machine_id (second->machine);

  if (g_strcmp0 (machine, other) == 0)
    return g_strdup_printf (_("%1$s (%2$s) set against %3$s (%4$s)"), second->title, after, first->title, before);

  /* Translators: title, time and machine of one run, then of the other. */
  return g_strdup_printf (_("%1$s (%2$s, on %3$s) set against %4$s (%5$s, on %6$s): the ratio is of two machines, too"), second->title, after,
                          name_machine (second), first->title, before, name_machine (first));
}

static char *
summarise (GPtrArray *differences)
{
  guint even = 0, known = 0;

  for (guint i = 0; i < differences->len; i++)
    {
      const AssayRunDifference *difference = g_ptr_array_index (differences, i);

      if (difference->gated || !isfinite (difference->ratio.low) || !isfinite (difference->ratio.high))
        continue;
      known++;
      even += assay_interval_is_even (&difference->ratio) ? 1 : 0;
    }
  if (differences->len == 0)
    return g_strdup (_ ("The two runs have nothing in common"));
  if (known == 0)
    return g_strdup (_ ("Too little passed the checks to compare"));
  if (even == known)
    return g_strdup_printf (_ ("No difference in any of %u values"), known);

  return g_strdup_printf (_ ("%u of %u values differ, in the other %u there is no difference"), known - even, known, even);
}

static GtkWidget *
content_new (AssayRun *first, AssayRun *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GPtrArray) differences = assay_run_compare (first, second);
  g_autofree char *summary = summarise (differences);
  g_autofree char *pair = describe_pair (first, second);

  add_label (GTK_BOX (box), summary, "headline");
  add_label (GTK_BOX (box), pair, "secondary");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_visible (list, differences->len > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Differences"), -1);
  for (guint i = 0; i < differences->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), row_new (g_ptr_array_index (differences, i)));
  gtk_box_append (GTK_BOX (box), list);
  gtk_widget_add_css_class (box, "origin-page");

  return box;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

void
assay_compare_window_present (GtkWindow *parent, AssayRun *first, AssayRun *second)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "title", _ ("Comparison"), "transient-for", parent, "modal", TRUE,
                                    "destroy-with-parent", TRUE, "default-width", 600, "default-height", 640,
                                    "width-request", 300, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_add_css_class (header, "flat");
  adw_clamp_set_child (ADW_CLAMP (clamp), content_new (first, second));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  /* The first focus, so that the arrow keys scroll and no text is selected. */
  gtk_widget_set_focusable (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  gtk_window_set_focus (GTK_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));
}
