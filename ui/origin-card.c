#include "ui/origin-card.h"

#include <adwaita.h>

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/provenance.h"
#include "data/model/subject.h"
#include "ui/compat.h"

const char *
assay_origin_standing_name (const AssayProvenance *origin)
{
  static const char * const names[] = {
    [ASSAY_STANDING_INDEPENDENT] = N_ ("Independent"),
    [ASSAY_STANDING_VENDOR] = N_ ("Vendor"),
    [ASSAY_STANDING_OWN] = N_ ("Own"),
  };

  g_return_val_if_fail (origin->standing < G_N_ELEMENTS (names), NULL);

  return _ (names[origin->standing]);
}

const char *
assay_origin_kind_name (const AssayProvenance *origin)
{
  static const char * const names[] = {
    [ASSAY_ORIGIN_PUBLISHED] = N_ ("Published"),
    [ASSAY_ORIGIN_MEASURED] = N_ ("Measured"),
    [ASSAY_ORIGIN_CLAIM] = N_ ("Claim"),
  };

  g_return_val_if_fail (origin->kind < G_N_ELEMENTS (names), NULL);

  return _ (names[origin->kind]);
}

static GtkWidget *
text_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
badge_new (const char *word)
{
  GtkWidget *badge = gtk_label_new (word);

  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_halign (badge, GTK_ALIGN_START);

  return badge;
}

/* A name over its value, which can be selected; and a button at the end, if there is one. */
static GtkWidget *
row_new (const char *name, const char *value, GtkWidget *button)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *text = text_new (value, NULL);
  GtkWidget *caption = text_new (name, "caption");

  gtk_widget_add_css_class (caption, "secondary");
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, value,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), caption);
  gtk_box_append (GTK_BOX (words), text);
  gtk_box_append (GTK_BOX (box), words);
  if (button != NULL)
    gtk_box_append (GTK_BOX (box), button);

  gtk_widget_add_css_class (box, "origin-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);

  return row;
}

static void
add_row (GtkWidget *list, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    gtk_list_box_append (GTK_LIST_BOX (list), row_new (name, value, NULL));
}

static GtkWidget *
list_new (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return list;
}

static GtkWidget *
button_new (const char *icon, const char *name, GCallback callback, const char *text)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  g_signal_connect (button, "clicked", callback, g_object_get_data (G_OBJECT (button), "text"));

  return button;
}

static void
open_cb (GtkButton *button G_GNUC_UNUSED, const char *address)
{
  assay_open_address (address);
}

static void
copy_cb (GtkButton *button, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), text);
}

/* Only what a browser opens gets a button: a repository path is read, not clicked. */
static void
add_address (GtkWidget *list, const char *address)
{
  GtkWidget *button = NULL;

  if (address == NULL)
    return;
  if (assay_is_web_address (address))
    button = button_new ("assay-open-symbolic", _ ("Open in Browser"), G_CALLBACK (open_cb), address);

  gtk_list_box_append (GTK_LIST_BOX (list), row_new (_ ("Address"), address, button));
}

static void
add_command (GtkWidget *list, const char *command)
{
  GtkWidget *row, *box;

  if (command == NULL)
    return;

  row = row_new (_ ("Command"), command, button_new ("edit-copy-symbolic", _ ("Copy Command"), G_CALLBACK (copy_cb), command));
  box = gtk_widget_get_first_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)));
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "monospace");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static GtkWidget *
origin_list_new (AssayProvenance *origin)
{
  GtkWidget *list = list_new (_ ("Origin"));
  g_autofree char *via = origin->via == NULL ? NULL : g_strdup_printf (_ ("Second-hand: %s"), origin->via);

  add_row (list, _ ("Publisher"), origin->publisher);
  add_address (list, origin->url);
  add_row (list, _ ("Date"), origin->date);
  add_row (list, _ ("Read on"), origin->retrieved);
  add_row (list, _ ("Seen through"), via);
  add_row (list, _ ("Licence"), origin->licence);
  add_row (list, _ ("Machine"), origin->machine);
  add_row (list, _ ("Versions"), origin->versions);
  add_command (list, origin->command);
  add_row (list, _ ("Sample"), origin->sample);
  add_row (list, _ ("Note"), origin->note);

  return list;
}

static const char *
bound_words (AssayBound bound)
{
  static const char * const words[] = {
    [ASSAY_BOUND_EXACT] = NULL,
    [ASSAY_BOUND_ABOUT] = N_ ("The source gives a rounded value"),
    [ASSAY_BOUND_AT_LEAST] = N_ ("The source gives a lower bound"),
    [ASSAY_BOUND_AT_MOST] = N_ ("The source gives an upper bound"),
  };

  return bound < G_N_ELEMENTS (words) ? _ (words[bound]) : NULL;
}

static void
add_dimensions (GtkWidget *list, char **dimensions)
{
  for (guint i = 0; dimensions != NULL && dimensions[i] != NULL && dimensions[i + 1] != NULL; i += 2)
    {
      g_autofree char *name = g_strdelimit (g_strdup (dimensions[i]), "-_", ' ');

      *name = g_ascii_toupper (*name);
      add_row (list, name, dimensions[i + 1]);
    }
}

static GtkWidget *
datum_list_new (AssayDatum *datum)
{
  GtkWidget *list = list_new (_ ("Value"));
  g_autofree char *value = assay_datum_format (datum);
  g_autofree char *gate = datum->gate == NULL ? NULL : g_strjoinv ("\n", datum->gate);
  g_autofree char *samples = datum->n_samples == 0 ? NULL : g_strdup_printf ("%'u", datum->n_samples);

  add_row (list, datum->metric->name, value);
  add_row (list, _ ("Subject"), datum->subject->name);
  add_row (list, _ ("Date of the value"), datum->date);
  add_dimensions (list, datum->dimensions);
  add_row (list, _ ("Precision"), bound_words (datum->bound));
  add_row (list, _ ("Raw samples"), samples);
  add_row (list, _ ("Quality"), datum->quality);
  add_row (list, _ ("Drawn hollow and not counted, because"), gate);
  add_row (list, _ ("What is measured"), datum->metric->note);

  return list;
}

static GtkWidget *
header_new (AssayProvenance *origin)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = text_new (origin->title, "title-3");

  gtk_box_append (GTK_BOX (badges), badge_new (assay_origin_kind_name (origin)));
  gtk_box_append (GTK_BOX (badges), badge_new (assay_origin_standing_name (origin)));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), badges);

  return box;
}

GtkWidget *
assay_origin_card_new (AssayProvenance *origin, AssayDatum *datum)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_box_append (GTK_BOX (box), header_new (origin));
  if (datum != NULL)
    gtk_box_append (GTK_BOX (box), datum_list_new (datum));
  gtk_box_append (GTK_BOX (box), origin_list_new (origin));

  return box;
}
