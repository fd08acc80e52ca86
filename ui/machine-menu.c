#include "ui/machine-menu.h"

#include "data/measure/remote.h"
#include "data/model/language.h"
#include "ui/bench.h"
#include "ui/machine-window.h"
#include "ui/question.h"

struct _AssayMachineMenu
{
  GtkWidget parent_instance;

  AssayBench *bench;
  GSimpleActionGroup *actions;
  GtkWidget *button;
  char *offered;        /* what the menu was made of */
};

G_DEFINE_FINAL_TYPE (AssayMachineMenu, assay_machine_menu, GTK_TYPE_WIDGET)

static GtkWindow *
get_window (AssayMachineMenu *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
add_choice (GMenu *menu, const char *label, const char *name)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "machine.choose", "s", name);
  g_menu_append_item (menu, item);
}

/* A name is no mnemonic. */
static char *
escape (const char *name)
{
  GString *text = g_string_new (name);

  g_string_replace (text, "_", "__", 0);

  return g_string_free (text, FALSE);
}

static GMenuModel *
menu_new (AssayMachineMenu *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) choices = g_menu_new (), changes = g_menu_new ();
  GPtrArray *machines = assay_bench_get_machines (self->bench);

  add_choice (choices, _("This _Computer"), "");
  for (guint i = 0; machines != NULL && i < machines->len; i++)
    {
      const AssayRemote *remote = g_ptr_array_index (machines, i);
      g_autofree char *label = escape (remote->name);

      add_choice (choices, label, remote->name);
    }
  g_menu_append (changes, _("_Add a Machine…"), "machine.add");
  if (assay_bench_get_machine (self->bench) != NULL)
    {
      g_menu_append (changes, _("_Check…"), "machine.check");
      g_menu_append (changes, _("_Remove…"), "machine.remove");
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (choices));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (changes));

  return G_MENU_MODEL (menu);
}

/* A line a machine, and whether one of them is chosen. */
static char *
offer (AssayMachineMenu *self)
{
  GPtrArray *machines = assay_bench_get_machines (self->bench);
  GString *text = g_string_new (assay_bench_get_machine (self->bench) != NULL ? "chosen" : "");

  for (guint i = 0; machines != NULL && i < machines->len; i++)
    g_string_append_printf (text, "\n%s", ((const AssayRemote *) g_ptr_array_index (machines, i))->name);

  return g_string_free (text, FALSE);
}

/* Another menu would close an open one: the bench tells of much else. */
static void
update_menu (AssayMachineMenu *self)
{
  g_autofree char *offered = offer (self);
  g_autoptr (GMenuModel) menu = NULL;

  if (g_strcmp0 (offered, self->offered) == 0)
    return;
  menu = menu_new (self);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->button), menu);
  g_free (self->offered);
  self->offered = g_steal_pointer (&offered);
}

static void
update (AssayMachineMenu *self)
{
  const AssayRemote *remote = assay_bench_get_machine (self->bench);
  const char *name = remote != NULL ? remote->name : _("This Computer");
  g_autofree char *words = g_strdup_printf (_("Measure on: %s"), name);
  GAction *choose = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "choose");

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), name);
  update_menu (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_simple_action_set_state (G_SIMPLE_ACTION (choose), g_variant_new_string (remote != NULL ? remote->name : ""));
}

static void
choose_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *name, gpointer data)
{
  const char *chosen = g_variant_get_string (name, NULL);

  assay_bench_set_machine (ASSAY_MACHINE_MENU (data)->bench, *chosen != '\0' ? chosen : NULL);
}

/* What was added is meant. */
static void
added_cb (const char *name, gpointer data)
{
  AssayMachineMenu *self = data;

  assay_bench_set_machine (self->bench, name);
  assay_bench_load (self->bench);
}

static void
add_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  gtk_window_present (assay_machine_window_new (get_window (data), NULL, added_cb, data));
}

static void
check_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  const AssayRemote *remote = assay_bench_get_machine (ASSAY_MACHINE_MENU (data)->bench);

  if (remote != NULL)
    gtk_window_present (assay_machine_window_new (get_window (data), remote, NULL, NULL));
}

static void
answered_cb (guint answer G_GNUC_UNUSED, gpointer data)
{
  AssayMachineMenu *self = data;
  const AssayRemote *remote = assay_bench_get_machine (self->bench);
  g_autofree char *name = remote != NULL ? g_strdup (remote->name) : NULL;

  if (name != NULL)
    assay_bench_remove_machine (self->bench, name);
}

static void
remove_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  AssayMachineMenu *self = data;
  const AssayRemote *remote = assay_bench_get_machine (self->bench);
  const char * const answers[] = { _("_Remove"), NULL };
  g_autofree char *title = remote != NULL ? g_strdup_printf (_("Remove “%s”?"), remote->name) : NULL;

  if (remote != NULL)
    assay_question_ask (get_window (self), title, _("The runs that were made there stay in the history."), answers, answered_cb, g_object_ref (self),
                        g_object_unref);
}

void
assay_machine_menu_set_bench (AssayMachineMenu *self, AssayBench *bench)
{
  g_return_if_fail (ASSAY_IS_MACHINE_MENU (self));
  g_return_if_fail (self->bench == NULL);

  self->bench = g_object_ref (bench);
  g_signal_connect_object (bench, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
assay_machine_menu_dispose (GObject *object)
{
  AssayMachineMenu *self = ASSAY_MACHINE_MENU (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->actions);
  g_clear_object (&self->bench);
  g_clear_pointer (&self->offered, g_free);

  G_OBJECT_CLASS (assay_machine_menu_parent_class)->dispose (object);
}

static void
assay_machine_menu_class_init (AssayMachineMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = assay_machine_menu_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
assay_machine_menu_init (AssayMachineMenu *self)
{
  static const GActionEntry entries[] = {
    { .name = "choose", .activate = choose_cb, .parameter_type = "s", .state = "''" },
    { .name = "add", .activate = add_cb },
    { .name = "check", .activate = check_cb },
    { .name = "remove", .activate = remove_cb },
  };

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_widget_set_tooltip_text (self->button, _("Where to Measure"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "machine", G_ACTION_GROUP (self->actions));
}
