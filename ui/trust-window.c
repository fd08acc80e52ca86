#include "ui/trust-window.h"

#include "data/model/language.h"
#include "ui/bench.h"

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static void
allow_cb (GtkWidget *button, AssayBench *bench)
{
  assay_bench_trust (bench);
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (button)));
}

static GtkWidget *
header_new (AssayBench *bench)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel")), *allow = gtk_button_new_with_label (_("Allow"));

  gtk_widget_add_css_class (header, "flat");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_object (allow, "clicked", G_CALLBACK (allow_cb), bench, 0);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), allow);

  return header;
}

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
content_new (AssayBench *bench)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *list = gtk_list_box_new ();
  g_auto (GStrv) lines = g_strsplit (assay_bench_get_untrusted (bench), "\n", -1);

  gtk_box_append (GTK_BOX (box), label_new (_("Your own folder of benchmarks would run these programs, with your rights, when something of it is looked for or measured. "
                                              "Allow them only if you know where they come from. You are asked again when something in the folder changes."), "body"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What would run"), -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();

      if (*lines[i] == '\0')
        continue;
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label_new (lines[i], "caption"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, lines[i], -1);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_widget_add_css_class (row, "source");
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_box_append (GTK_BOX (box), list);
  gtk_widget_add_css_class (box, "origin-page");

  return box;
}

void
assay_trust_window_present (GtkWindow *parent, AssayBench *bench)
{
  GtkWidget *window, *box, *scroller, *clamp;
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (assay_bench_get_untrusted (bench) != NULL);

  window = g_object_new (ADW_TYPE_WINDOW, "title", _("Your Own Benchmarks"), "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                         "default-width", 640, "default-height", 560, "width-request", 300, NULL);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  scroller = gtk_scrolled_window_new ();
  clamp = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (clamp), content_new (bench));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_focusable (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), header_new (bench));
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  gtk_window_set_focus (GTK_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));
}
