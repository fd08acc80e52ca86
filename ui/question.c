#include "ui/question.h"

#include "data/model/language.h"

/* Belongs to the window. */
typedef struct
{
  GtkWindow *window;
  GtkWidget *first;          /* that has the focus at first */
  AssayAnswered answered;
  gpointer data;
  GDestroyNotify destroy;
} Question;

#define PLACE "assay-answer"   /* of a button */

static void
question_free (Question *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self);
}

static void
clicked_cb (Question *self, GtkWidget *button)
{
  g_autoptr (GtkWindow) window = g_object_ref (self->window);

  self->answered (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), PLACE)), self->data);
  gtk_window_close (window);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static GtkWidget *
button_new (const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  /* Without the line below a letter, which GTK would have spoken. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)))), -1);
  gtk_widget_add_css_class (button, "pill");

  return button;
}

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "justify", GTK_JUSTIFY_CENTER,
                                   "max-width-chars", 40, NULL);

  gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
content_new (Question *self, const char *title, const char *text, const char * const *answers)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *cancel = button_new (answers != NULL ? _ ("_Cancel") : _ ("_Close"));

  gtk_widget_add_css_class (box, "question");
  gtk_box_append (GTK_BOX (box), label_new (title, "title-2"));
  gtk_box_append (GTK_BOX (box), label_new (text, "body"));
  for (guint i = 0; answers != NULL && answers[i] != NULL; i++)
    {
      GtkWidget *button = button_new (answers[i]);

      g_object_set_data (G_OBJECT (button), PLACE, GUINT_TO_POINTER (i));
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
      gtk_box_append (GTK_BOX (box), button);
      self->first = button;
    }
  if (self->first != NULL)
    gtk_widget_add_css_class (self->first, "suggested-action");
  else
    self->first = cancel;
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_box_append (GTK_BOX (box), cancel);

  return box;
}

void
assay_question_ask (GtkWindow *parent, const char *title, const char *text, const char * const *answers, AssayAnswered answered, gpointer data,
                    GDestroyNotify destroy)
{
  Question *self = g_new0 (Question, 1);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->window = g_object_new (ADW_TYPE_WINDOW, "title", title, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                               "resizable", FALSE, NULL);
  self->answered = answered;
  self->data = data;
  self->destroy = destroy;
  g_object_set_data_full (G_OBJECT (self->window), "assay-question", self, (GDestroyNotify) question_free);
  adw_window_set_content (ADW_WINDOW (self->window), content_new (self, title, text, answers));
  gtk_window_set_focus (self->window, self->first);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->window), keys);
  gtk_window_present (self->window);
}
