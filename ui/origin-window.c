#include "ui/origin-window.h"

#include "data/model/language.h"
#include "data/model/provenance.h"
#include "ui/origin-card.h"
#include "ui/text-scale.h"

struct _AssayOriginWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkListBox *list;
  AdwClamp *card, *list_clamp;
  GtkWidget *scroller;
  GtkWidget *back;

  GPtrArray *origins;        /* of the list, or NULL */
  AssayProvenance *origin;   /* on the card, or NULL */
};

G_DEFINE_FINAL_TYPE (AssayOriginWindow, assay_origin_window, ADW_TYPE_WINDOW)

static void
set_title (AssayOriginWindow *self, const char *title)
{
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->title, title);
}

static void
show_card (AssayOriginWindow *self, AssayProvenance *origin, AssayDatum *datum)
{
  g_clear_pointer (&self->origin, assay_provenance_unref);
  self->origin = assay_provenance_ref (origin);
  adw_clamp_set_child (self->card, assay_origin_card_new (origin, datum));
  set_title (self, _ ("Origin"));
  gtk_widget_set_visible (self->back, self->origins != NULL);
  gtk_stack_set_visible_child_name (self->stack, "card");
  gtk_window_set_focus (GTK_WINDOW (self), self->scroller);
}

static void
show_list (AssayOriginWindow *self)
{
  g_autofree char *title = g_strdup_printf (_ ("%u Origins"), self->origins->len);

  g_clear_pointer (&self->origin, assay_provenance_unref);
  set_title (self, title);
  gtk_widget_set_visible (self->back, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
row_activated_cb (AssayOriginWindow *self, GtkListBoxRow *row)
{
  show_card (self, g_ptr_array_index (self->origins, gtk_list_box_row_get_index (row)), NULL);
}

/* Esc in a card that was reached from the list goes back to it, else closes. */
static void
back_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  AssayOriginWindow *self = ASSAY_ORIGIN_WINDOW (widget);

  if (self->origins != NULL && self->origin != NULL)
    show_list (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* "npm blog, 2019-06-04, second-hand"; "" if nothing is known. */
static char *
describe_origin (const AssayProvenance *origin)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (origin->publisher != NULL)
    g_ptr_array_add (parts, origin->publisher);
  if (origin->date != NULL)
    g_ptr_array_add (parts, origin->date);
  if (origin->via != NULL)
    g_ptr_array_add (parts, (char *) "second-hand");
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (", ", (char **) parts->pdata);
}

static void
add_origin (AssayOriginWindow *self, AssayProvenance *origin)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *badge = gtk_label_new (assay_origin_standing_name (origin));
  g_autofree char *line = describe_origin (origin);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), origin->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), badge);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->list, row);
}

static void
assay_origin_window_dispose (GObject *object)
{
  AssayOriginWindow *self = ASSAY_ORIGIN_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ASSAY_TYPE_ORIGIN_WINDOW);
  g_clear_pointer (&self->origins, g_ptr_array_unref);
  g_clear_pointer (&self->origin, assay_provenance_unref);

  G_OBJECT_CLASS (assay_origin_window_parent_class)->dispose (object);
}

static void
assay_origin_window_class_init (AssayOriginWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_origin_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/origin-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayOriginWindow, title);
  gtk_widget_class_bind_template_child (widget_class, AssayOriginWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AssayOriginWindow, list);
  gtk_widget_class_bind_template_child (widget_class, AssayOriginWindow, card);
  gtk_widget_class_bind_template_child (widget_class, AssayOriginWindow, list_clamp);
  gtk_widget_class_bind_template_child (widget_class, AssayOriginWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, AssayOriginWindow, back);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "origin.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "origin.back", NULL);
}

static void
assay_origin_window_init (AssayOriginWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* In larger type a line keeps its number of letters. */
static AssayOriginWindow *
window_new (GtkWindow *parent)
{
  AssayOriginWindow *self = g_object_new (ASSAY_TYPE_ORIGIN_WINDOW, "transient-for", parent, NULL);
  double factor = assay_text_follow (GTK_WINDOW (self), parent);
  AdwClamp *clamps[] = { self->card, self->list_clamp };

  for (guint i = 0; i < G_N_ELEMENTS (clamps); i++)
    adw_clamp_set_maximum_size (clamps[i], (int) (adw_clamp_get_maximum_size (clamps[i]) * factor));

  return self;
}

void
assay_origin_window_present (GtkWindow *parent, AssayProvenance *origin, AssayDatum *datum)
{
  AssayOriginWindow *self;

  g_return_if_fail (origin != NULL);

  self = window_new (parent);
  show_card (self, origin, datum);
  gtk_window_present (GTK_WINDOW (self));
}

void
assay_origin_window_present_list (GtkWindow *parent, GPtrArray *origins)
{
  AssayOriginWindow *self;

  g_return_if_fail (origins != NULL && origins->len > 0);

  if (origins->len == 1)
    {
      assay_origin_window_present (parent, g_ptr_array_index (origins, 0), NULL);
      return;
    }

  self = window_new (parent);
  self->origins = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_provenance_unref);
  for (guint i = 0; i < origins->len; i++)
    {
      g_ptr_array_add (self->origins, assay_provenance_ref (g_ptr_array_index (origins, i)));
      add_origin (self, g_ptr_array_index (origins, i));
    }
  show_list (self);
  gtk_window_present (GTK_WINDOW (self));
}

AssayProvenance *
assay_origin_window_get_origin (AssayOriginWindow *self)
{
  g_return_val_if_fail (ASSAY_IS_ORIGIN_WINDOW (self), NULL);

  return self->origin;
}
