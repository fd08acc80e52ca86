#include "ui/entry-keys.h"

static GtkWidget *
row_around (GtkWidget *widget)
{
  return widget != NULL ? gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW) : NULL;
}

/* Whether one of the rows above or below takes the focus. */
static gboolean
lead_on (GtkWidget *row, gboolean up)
{
  GtkWidget *next = row;

  while ((next = up ? gtk_widget_get_prev_sibling (next) : gtk_widget_get_next_sibling (next)) != NULL)
    if (gtk_widget_get_visible (next) && gtk_widget_child_focus (next, up ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD))
      return TRUE;

  return FALSE;
}

/* GTK's list moves a cursor of its own, which a text that has the focus is no part of; and the Tab key leaves the list. */
static gboolean
key_cb (GtkWidget *window, guint key)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window)), *row;
  gboolean up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up, down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down;

  if ((!up && !down) || !GTK_IS_TEXT (focus) || gtk_widget_get_ancestor (focus, ADW_TYPE_ENTRY_ROW) == NULL)
    return GDK_EVENT_PROPAGATE;
  row = row_around (focus);
  while (row != NULL && !lead_on (row, up))
    {
      /* Out of an expander: upwards is the row that folds it. */
      row = row_around (gtk_widget_get_parent (row));
      if (row != NULL && up && gtk_widget_child_focus (row, GTK_DIR_TAB_BACKWARD))
        break;
    }

  return GDK_EVENT_STOP;
}

void
assay_entry_keys (GtkWidget *window)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (key_cb), window);
  gtk_widget_add_controller (window, controller);
}
