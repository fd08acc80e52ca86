#include "ui/advisor-private.h"

#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/settings.h"
#include "ui/advice-card.h"
#include "ui/chart-card.h"
#include "ui/compat.h"
#include "ui/opinion-list.h"
#include "ui/said-list.h"
#include "ui/page-view.h"
#include "ui/session.h"
#include "ui/weight-list.h"

/* How many flips are shown at first. */
#define N_FLIPS 6

struct _AssayAdvisorPage
{
  GtkWidget parent_instance;

  AssaySession *session;
  AssayAdviser *adviser;
  AssayProfile *undo;        /* what "advisor.undo" brings back, or NULL */
  gboolean undo_saves;       /* its file was deleted */
  gboolean updating;         /* the chooser follows the adviser */
  guint waiting;             /* source: the spinner comes after a while only */
  GPtrArray *flip_labels;    /* of GtkLabel, one a row */
  guint n_flips;             /* of them in use */
  GtkWidget *charts[3];
  const AssayAdvice *shown;  /* only to know whether another one came */
  gboolean showing, again;   /* a part a frame; another advice came meanwhile */
  guint part;

  AssayPageView *view;
  GtkDropDown *chooser;
  GtkSpinner *spinner;
  GtkLabel *note, *failure, *changes, *joint;
  GtkWidget *changes_card, *columns, *more;
  AssayAdviceCard *card;
  AssayWeightList *weights;
  AssayOpinionList *opinions;
  AssaySaidList *said;
  GtkBox *left, *right;
  GtkListBox *flips;
  GtkToggleButton *all_flips;
};

G_DEFINE_FINAL_TYPE (AssayAdvisorPage, assay_advisor_page, GTK_TYPE_WIDGET)

AssayAdviser *
assay_advisor_page_get_adviser (AssayAdvisorPage *self)
{
  return self->adviser;
}

static void
toast (AssayAdvisorPage *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.advisor-say", "s", text);
}

void
assay_advisor_page_offer_undo (AssayAdvisorPage *self, const char *text, gboolean saves)
{
  self->undo_saves = saves;
  g_clear_pointer (&self->undo, assay_profile_free);
  self->undo = assay_profile_copy (assay_adviser_get_profile (self->adviser));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.advisor-toast", "s", text);
}

void
assay_advisor_page_undo (AssayAdvisorPage *self)
{
  g_autoptr (AssayProfile) profile = g_steal_pointer (&self->undo);

  if (profile == NULL)
    return;
  assay_adviser_set_profile (self->adviser, profile);
  if (self->undo_saves)
    assay_adviser_do (self->adviser, ASSAY_FILE_SAVE, NULL);
}

static void
removed_cb (AssayAdvisorPage *self, const char *text)
{
  g_autofree char *message = g_strdup_printf (_ ("Removed: %s"), text);

  assay_advisor_page_offer_undo (self, message, FALSE);
}

static void
chosen_cb (AssayAdvisorPage *self)
{
  GPtrArray *profiles = self->adviser != NULL ? assay_adviser_get_profiles (self->adviser) : NULL;
  guint selected = gtk_drop_down_get_selected (self->chooser);
  AssayProfile *profile;

  if (self->updating || profiles == NULL || selected >= profiles->len)
    return;
  profile = profiles->pdata[selected];
  if (assay_adviser_is_modified (self->adviser))
    {
      g_autofree char *text = g_strdup_printf (_ ("Changes to %s were not saved"), assay_adviser_get_profile (self->adviser)->name);

      assay_advisor_page_offer_undo (self, text, FALSE);
    }
  assay_adviser_set_profile (self->adviser, profile);
}

static void
profile_changed_cb (AssayAdvisorPage *self)
{
  AssayProfile *profile = assay_adviser_get_profile (self->adviser);
  GPtrArray *profiles = assay_adviser_get_profiles (self->adviser);
  guint selected = GTK_INVALID_LIST_POSITION;

  if (profile == NULL)
    return;
  for (guint i = 0; profiles != NULL && i < profiles->len; i++)
    if (g_strcmp0 (((AssayProfile *) profiles->pdata[i])->id, profile->id) == 0)
      selected = i;
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->chooser, selected);
  self->updating = FALSE;
  /* One that is in a file: a record's own may be nowhere. */
  if (selected != GTK_INVALID_LIST_POSITION)
    assay_settings_set_string (assay_settings_get (), "profile", profile->id);
  gtk_label_set_label (self->note, profile->note != NULL ? profile->note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), profile->note != NULL);
}

static void
profiles_changed_cb (AssayAdvisorPage *self)
{
  GPtrArray *profiles = assay_adviser_get_profiles (self->adviser);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; profiles != NULL && i < profiles->len; i++)
    {
      const AssayProfile *profile = profiles->pdata[i];
      g_autofree char *name = g_strdup_printf ("%s%s", profile->name, profile->bundled ? "" : _ (" (yours)"));

      gtk_string_list_append (names, name);
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (names));
  self->updating = FALSE;
  profile_changed_cb (self);
}

static void
show_flips (AssayAdvisorPage *self)
{
  gboolean all = gtk_toggle_button_get_active (self->all_flips);

  for (guint i = 0; i < self->flip_labels->len; i++)
    gtk_widget_set_visible (gtk_widget_get_parent (self->flip_labels->pdata[i]), i < self->n_flips && (all || i < N_FLIPS));
  gtk_widget_set_visible (GTK_WIDGET (self->all_flips), self->n_flips > N_FLIPS);
  gtk_button_set_label (GTK_BUTTON (self->all_flips), all ? _ ("Show the Smallest Changes") : _ ("Show All"));
}

static void
add_flip (AssayAdvisorPage *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (row, "source");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_append (self->flips, row);
  g_ptr_array_add (self->flip_labels, label);
}

static void
set_flips (AssayAdvisorPage *self, const AssayAdvice *advice)
{
  self->n_flips = advice->flips->len;
  for (guint i = 0; i < advice->flips->len; i++)
    {
      const AssayFlip *flip = advice->flips->pdata[i];

      if (i == self->flip_labels->len)
        add_flip (self);
      gtk_label_set_label (self->flip_labels->pdata[i], flip->text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (self->flip_labels->pdata[i])),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, flip->text, -1);
    }
  show_flips (self);
}

static void
set_chart (AssayAdvisorPage *self, const AssayAdvice *advice, guint i)
{
  AssayFigure * (* const make[]) (const AssayAdvice *) = {
    assay_advice_figure_weights, assay_advice_figure_ranks, assay_advice_figure_values,
  };
  g_autoptr (AssayFigure) figure = make[i] (advice);

  if (self->charts[i] == NULL)
    {
      self->charts[i] = assay_chart_card_new ();
      gtk_widget_set_name (self->charts[i], figure->id);
      gtk_box_append (self->right, self->charts[i]);
    }
  assay_chart_card_set_figure (ASSAY_CHART_CARD (self->charts[i]), figure);
}

static void
set_words (AssayAdvisorPage *self, AssayAdvice *advice)
{
  assay_advice_card_set (self->card, advice, assay_adviser_get_store (self->adviser));
  gtk_label_set_label (self->joint, advice->joint != NULL ? advice->joint : advice->decision->alone);
  gtk_widget_set_visible (GTK_WIDGET (self->card), TRUE);
  gtk_widget_set_visible (self->more, TRUE);
}

/* One part a frame: all at once would make it late, and a drag would stutter. */
static gboolean
show_part_cb (GtkWidget *widget, GdkFrameClock *clock G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  AssayAdvisorPage *self = ASSAY_ADVISOR_PAGE (widget);
  AssayAdvice *advice = assay_adviser_get_advice (self->adviser);
  guint part = self->part++;

  if (part == 0)
    set_words (self, advice);
  else if (part <= G_N_ELEMENTS (self->charts))
    set_chart (self, advice, part - 1);
  else if (self->again)
    {
      self->part = 0;
      self->again = FALSE;
    }
  else
    {
      set_flips (self, advice);
      self->showing = FALSE;
      return G_SOURCE_REMOVE;
    }

  return G_SOURCE_CONTINUE;
}

/* What came while something was being shown follows it. */
static void
show_advice (AssayAdvisorPage *self)
{
  self->again = self->showing;
  if (self->showing)
    return;
  self->showing = TRUE;
  self->part = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), show_part_cb, NULL, NULL);
}

static gboolean
spin_cb (gpointer data)
{
  AssayAdvisorPage *self = data;

  self->waiting = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);

  return G_SOURCE_REMOVE;
}

static void
show_busy (AssayAdvisorPage *self)
{
  if (assay_adviser_is_busy (self->adviser))
    {
      if (self->waiting == 0 && !gtk_spinner_get_spinning (self->spinner))
        self->waiting = g_timeout_add (300, spin_cb, self);
      return;
    }
  g_clear_handle_id (&self->waiting, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
}

static void
show_failure (AssayAdvisorPage *self)
{
  const GError *error = assay_adviser_get_error (self->adviser);
  g_autofree char *text = NULL;

  if (error != NULL)
    text = g_strdup_printf (_ ("There is no recommendation: %s. Give something a weight, or remove or loosen a condition; what is shown below is as it was before."), error->message);
  gtk_label_set_label (self->failure, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), text != NULL);
}

/* In place: a slider that is being dragged stays under the pointer. */
static void
changed_cb (AssayAdvisorPage *self)
{
  AssayAdvice *advice = assay_adviser_get_advice (self->adviser);
  g_autofree char *changes = assay_adviser_describe_changes (self->adviser);

  show_busy (self);
  show_failure (self);
  gtk_widget_set_visible (self->columns, assay_adviser_get_profile (self->adviser) != NULL);
  gtk_widget_set_visible (self->changes_card, changes != NULL);
  gtk_label_set_label (self->changes, changes != NULL ? changes : "");
  if (advice != NULL && advice != self->shown)
    show_advice (self);
  self->shown = advice;
}

static void
assay_advisor_page_dispose (GObject *object)
{
  AssayAdvisorPage *self = ASSAY_ADVISOR_PAGE (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_ADVISOR_PAGE);
  g_clear_pointer (&self->undo, assay_profile_free);
  g_clear_pointer (&self->flip_labels, g_ptr_array_unref);
  if (self->adviser != NULL)
    assay_adviser_stop (self->adviser);
  g_clear_object (&self->adviser);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (assay_advisor_page_parent_class)->dispose (object);
}

static void
assay_advisor_page_class_init (AssayAdvisorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_advisor_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/advisor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, view);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, note);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, failure);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, changes);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, changes_card);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, card);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, columns);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, left);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, right);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, weights);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, more);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, flips);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, all_flips);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, joint);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, opinions);
  gtk_widget_class_bind_template_child (widget_class, AssayAdvisorPage, said);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_flips);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
setup_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* The button's own text ends in an ellipsis where the window is narrow; the list's is whole. */
static void
make_chooser_shrink (AssayAdvisorPage *self)
{
  g_autoptr (GtkListItemFactory) list = g_object_ref (gtk_drop_down_get_factory (self->chooser));
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_factory (self->chooser, factory);
  gtk_drop_down_set_list_factory (self->chooser, list);
}

static void
assay_advisor_page_init (AssayAdvisorPage *self)
{
  self->flip_labels = g_ptr_array_new ();
  g_type_ensure (ASSAY_TYPE_ADVICE_CARD);
  g_type_ensure (ASSAY_TYPE_OPINION_LIST);
  g_type_ensure (ASSAY_TYPE_SAID_LIST);
  g_type_ensure (ASSAY_TYPE_WEIGHT_LIST);
  gtk_widget_init_template (GTK_WIDGET (self));
  assay_drop_down_set_name (self->chooser, _ ("Profile"));
  make_chooser_shrink (self);
  assay_advisor_page_add_actions (self);
}

GtkWidget *
assay_advisor_page_new (AssaySession *session, const char *page G_GNUC_UNUSED)
{
  AssayAdvisorPage *self = g_object_new (ASSAY_TYPE_ADVISOR_PAGE, NULL);
  g_autofree char *profile = assay_settings_get_string (assay_settings_get (), "profile");

  self->session = g_object_ref (session);
  self->adviser = assay_adviser_new (session);
  if (*profile != '\0')
    assay_adviser_choose (self->adviser, profile);
  assay_weight_list_set_adviser (self->weights, self->adviser);
  assay_opinion_list_set_adviser (self->opinions, self->adviser);
  assay_said_list_set_adviser (self->said, self->adviser, session);
  g_signal_connect_object (self->weights, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adviser, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adviser, "profile-changed", G_CALLBACK (profile_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adviser, "profiles-changed", G_CALLBACK (profiles_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adviser, "said", G_CALLBACK (toast), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
