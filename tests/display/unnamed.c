/* A window with a control of each kind that says what it is, and one that doesn't: what the test of names must find, and no more. */
#include <gtk/gtk.h>

static GtkWidget *
named (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return widget;
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = gtk_application_window_new (application), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *widgets[] = {
    gtk_button_new_with_label ("A label"),
    named (gtk_button_new_from_icon_name ("open-menu-symbolic"), "An icon with a name"),
    named (gtk_entry_new (), "An entry with a name"),
    gtk_button_new_from_icon_name ("open-menu-symbolic"),
    gtk_button_new_with_mnemonic ("_Mnemonic"),
    gtk_menu_button_new (),
    gtk_entry_new (),
    gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 0.1),
    gtk_drop_down_new_from_strings ((const char * const []) { "One", "Two", NULL }),
    g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, "focusable", TRUE, "height-request", 20, NULL),
  };

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    gtk_box_append (GTK_BOX (box), widgets[i]);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = gtk_application_new ("io.github.assay.Unnamed", 0);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
