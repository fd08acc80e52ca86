#include "ui/talk-row.h"

#include "data/model/language.h"

struct _AssayTalkRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *number, *title, *subtitle;
  GtkPicture *picture;
  GtkSwitch *shown;
  gboolean setting;          /* the switch follows the document */
  char *said;                /* to a screen reader: name and description; or NULL */
};

G_DEFINE_FINAL_TYPE (AssayTalkRow, assay_talk_row, GTK_TYPE_LIST_BOX_ROW)

enum { SHOWN_CHANGED, MOVED, N_SIGNALS };

static guint signals[N_SIGNALS];

static const char * const kinds[] = { N_ ("Chart"), N_ ("Title"), N_ ("Text") };

/* "Chart", "Chart with a title of yours", "Text · Its words don’t fit on the slide". Transfer full. */
static char *
describe (const AssayTalkItem *item, const AssayGlimpse *glimpse)
{
  gboolean own = item->kind == ASSAY_SLIDE_CHART && item->title != NULL;

  return g_strconcat (_ (kinds[item->kind]), own ? _ (" with a title of yours") : "", item->notes != NULL ? _ (" · notes") : "",
                      item->hidden ? _ (" · hidden") : "", glimpse != NULL && glimpse->problem != NULL ? " · " : "",
                      glimpse != NULL && glimpse->problem != NULL ? glimpse->problem : "", NULL);
}

/* While it is being drawn the document's own words stand there. */
static const char *
title_of (const AssayTalkItem *item, const AssayGlimpse *glimpse)
{
  if (glimpse != NULL)
    return glimpse->title;
  if (item->title != NULL)
    return item->title;

  return item->kind == ASSAY_SLIDE_CHART ? "…" : _ ("Untitled");
}

/* Only what is new: each time is a message to those who listen. */
static void
say (AssayTalkRow *self, const char *title, guint position, const char *subtitle)
{
  g_autofree char *name = g_strdup_printf ("%u: %s", position + 1, title), *said = g_strconcat (name, "\n", subtitle, NULL);
  g_autofree char *shown = g_strdup_printf (_ ("Show “%s” when presenting"), title);

  if (g_strcmp0 (said, self->said) == 0)
    return;
  g_free (self->said);
  self->said = g_steal_pointer (&said);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->shown), GTK_ACCESSIBLE_PROPERTY_LABEL, shown, -1);
}

void
assay_talk_row_set (AssayTalkRow *self, const AssayTalkItem *item, guint position, const AssayGlimpse *glimpse)
{
  const char *title = title_of (item, glimpse);
  g_autofree char *number = g_strdup_printf ("%u", position + 1), *subtitle = describe (item, glimpse);

  gtk_label_set_label (self->number, number);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_picture_set_paintable (self->picture, glimpse != NULL ? (GdkPaintable *) glimpse->texture : NULL);
  if (glimpse != NULL && glimpse->problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "depends");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->subtitle), "depends");
  gtk_widget_set_opacity (GTK_WIDGET (self->picture), item->hidden ? 0.4 : 1);
  self->setting = TRUE;
  gtk_switch_set_active (self->shown, !item->hidden);
  self->setting = FALSE;
  say (self, title, position, subtitle);
}

static gboolean
state_set_cb (AssayTalkRow *self, gboolean state)
{
  if (!self->setting)
    g_signal_emit (self, signals[SHOWN_CHANGED], 0, state);

  return FALSE;
}

/* The small picture goes with the pointer: a row has no ground of its own. */
static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED, AssayTalkRow *self)
{
  g_autoptr (GdkPaintable) icon = gtk_widget_paintable_new (GTK_WIDGET (self->picture));

  gtk_drag_source_set_icon (source, icon, 0, 0);

  return gdk_content_provider_new_typed (ASSAY_TYPE_TALK_ROW, self);
}

static gboolean
drop_cb (GtkDropTarget *target G_GNUC_UNUSED, const GValue *value, double x G_GNUC_UNUSED, double y G_GNUC_UNUSED, AssayTalkRow *self)
{
  GtkListBoxRow *other = g_value_get_object (value);

  /* One of another talk's list stays there. */
  if (other == NULL || gtk_widget_get_parent (GTK_WIDGET (other)) != gtk_widget_get_parent (GTK_WIDGET (self)))
    return FALSE;
  g_signal_emit (self, signals[MOVED], 0, gtk_list_box_row_get_index (other));

  return TRUE;
}

static void
add_dragging (AssayTalkRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (ASSAY_TYPE_TALK_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
assay_talk_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_TALK_ROW);
  g_clear_pointer (&ASSAY_TALK_ROW (object)->said, g_free);

  G_OBJECT_CLASS (assay_talk_row_parent_class)->dispose (object);
}

static void
assay_talk_row_class_init (AssayTalkRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_talk_row_dispose;
  signals[SHOWN_CHANGED] = g_signal_new ("shown-changed", ASSAY_TYPE_TALK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[MOVED] = g_signal_new ("moved", ASSAY_TYPE_TALK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/talk-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayTalkRow, number);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkRow, title);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkRow, picture);
  gtk_widget_class_bind_template_child (widget_class, AssayTalkRow, shown);
  gtk_widget_class_bind_template_callback (widget_class, state_set_cb);
}

static void
assay_talk_row_init (AssayTalkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_dragging (self);
}

GtkWidget *
assay_talk_row_new (void)
{
  return g_object_new (ASSAY_TYPE_TALK_ROW, NULL);
}
