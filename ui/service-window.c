#include "ui/service-window.h"

#include "data/model/language.h"
#include "data/model/metric.h"
#include "data/model/store.h"
#include "data/sources/conversion.h"
#include "data/sources/results.h"
#include "data/sources/service.h"
#include "ui/compat.h"
#include "ui/entry-keys.h"

#define FIRST_MEASURE "latency-p99"

struct _AssayServiceWindow
{
  AdwWindow parent_instance;

  AssayStore *store;
  AssayServiceAdded added;
  gpointer data;
  GCancellable *trying;     /* NULL: nothing is asked */
  gboolean adding;
  char *name;               /* of what is being added */

  GtkEditable *server, *query, *subject, *user, *secret;
  GtkLabel *server_error, *query_error, *subject_error, *failure, *outcome;
  GtkWidget *server_error_row, *query_error_row, *subject_error_row, *plain_row, *add, *try;
  AdwComboRow *measure, *unit, *range;
  GtkSwitch *plain;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (AssayServiceWindow, assay_service_window, ADW_TYPE_WINDOW)

static const struct { const char *length, *name; } ranges[] = {
  { "15m", N_ ("15 minutes") }, { "1h", N_ ("1 hour") }, { "6h", N_ ("6 hours") }, { "1d", N_ ("1 day") }, { "1w", N_ ("1 week") },
};

static const AssayMeasure *
get_measure (AssayServiceWindow *self)
{
  guint n, selected = adw_combo_row_get_selected (self->measure);
  const AssayMeasure *measures = assay_measure_table (&n);

  return selected < n ? &measures[selected] : NULL;
}

/* What the fields say; all borrowed from them. */
static AssayService
get_service (AssayServiceWindow *self)
{
  const AssayMeasure *measure = get_measure (self);
  GtkStringObject *unit = adw_combo_row_get_selected_item (self->unit);
  guint range = adw_combo_row_get_selected (self->range);

  return (AssayService) {
    .name = self->name,
    .server = gtk_editable_get_text (self->server),
    .query = gtk_editable_get_text (self->query),
    .metric = measure != NULL ? measure->id : NULL,
    .unit = unit != NULL ? gtk_string_object_get_string (unit) : NULL,
    .subject = gtk_editable_get_text (self->subject),
    .range = range < G_N_ELEMENTS (ranges) ? ranges[range].length : NULL,
    .allow_plain = gtk_widget_get_visible (self->plain_row) && gtk_switch_get_active (self->plain),
    .user = gtk_editable_get_text (self->user),
    .secret = gtk_editable_get_text (self->secret),
  };
}

/* A message that stands alone is a sentence; transfer full. */
static char *
as_sentence (const char *message)
{
  const char *rest = g_utf8_next_char (message);
  g_autofree char *first = g_utf8_substring (message, 0, 1), *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, rest, NULL);
}

static void
tell_mistake (GtkAccessible *field, gboolean told, const char *words)
{
  gtk_accessible_update_state (field, GTK_ACCESSIBLE_STATE_INVALID, told ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (field, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/* Whether the field is sound. What isn't there yet needs no words. */
static gboolean
check (AssayServiceWindow *self, AssayServiceField field, GtkEditable *entry, GtkLabel *label, GtkWidget *row)
{
  AssayService service = get_service (self);
  g_autoptr (GError) error = NULL;
  gboolean good = assay_service_check (&service, self->store, field, &error), told = !good && *gtk_editable_get_text (entry) != '\0';

  g_autofree char *words = told ? as_sentence (error->message) : g_strdup ("");

  gtk_label_set_label (label, words);
  gtk_widget_set_visible (row, told);
  tell_mistake (GTK_ACCESSIBLE (entry), told, words);
  /* Newer libadwaita shows a screen reader the text within the row as a field of its own. */
  tell_mistake (GTK_ACCESSIBLE (gtk_editable_get_delegate (entry)), told, words);

  return good;
}

/* Only an address that https doesn't lead to needs the user's word for it. */
static void
show_plain (AssayServiceWindow *self)
{
  AssayService service = get_service (self);
  gboolean encrypted, plain;

  service.allow_plain = FALSE;
  encrypted = assay_service_check (&service, self->store, ASSAY_SERVICE_SERVER, NULL);
  service.allow_plain = TRUE;
  plain = assay_service_check (&service, self->store, ASSAY_SERVICE_SERVER, NULL);
  gtk_widget_set_visible (self->plain_row, plain && !encrypted);
}

static void
stop_trying (AssayServiceWindow *self)
{
  if (self->trying != NULL)
    g_cancellable_cancel (self->trying);
  g_clear_object (&self->trying);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
}

static void
say (AssayServiceWindow *self, const char *text, gboolean failed)
{
  const char * const styles[] = { failed ? "contradicted" : "secondary", NULL };

  gtk_label_set_label (self->outcome, text);
  gtk_widget_set_css_classes (GTK_WIDGET (self->outcome), (const char **) styles);
  if (*text != '\0')
    assay_announce (GTK_WIDGET (self->outcome), text);
}

/* An outcome is that of the fields as they were. */
static void
changed_cb (AssayServiceWindow *self)
{
  gboolean asks, named;

  if (self->store == NULL)
    return;
  stop_trying (self);
  show_plain (self);
  asks = check (self, ASSAY_SERVICE_SERVER, self->server, self->server_error, self->server_error_row);
  asks = check (self, ASSAY_SERVICE_QUERY, self->query, self->query_error, self->query_error_row) && asks;
  named = check (self, ASSAY_SERVICE_SUBJECT, self->subject, self->subject_error, self->subject_error_row);
  gtk_widget_set_sensitive (self->try, asks);
  gtk_widget_set_sensitive (self->add, asks && named && !self->adding);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  say (self, asks ? _ ("Asks the server and shows what it answers") : "", FALSE);
}

static void
unit_cb (AssayServiceWindow *self)
{
  changed_cb (self);
}

static void
range_cb (AssayServiceWindow *self)
{
  changed_cb (self);
}

/* Units that can become the measure's, that of Prometheus's conventions first. */
static void
measure_cb (AssayServiceWindow *self)
{
  const AssayMeasure *measure = get_measure (self);
  const AssayMetric *metric = measure != NULL && self->store != NULL ? assay_service_find_metric (self->store, measure->id) : NULL;
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const AssayUnit *units;
  const char *base;
  double factor;
  guint n;

  if (metric == NULL)
    return;
  units = assay_unit_table (&n);
  base = assay_conversion_base (metric->unit);
  gtk_string_list_append (list, base);
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (units[i].id, base) && assay_conversion_find (units[i].id, metric->unit, &factor))
      gtk_string_list_append (list, units[i].id);
  adw_combo_row_set_model (self->unit, G_LIST_MODEL (list));
  changed_cb (self);
}

static char *
describe (const AssayServiceTrial *trial)
{
  g_autofree char *values = g_strjoinv ("\n", trial->values);

  return g_strdup_printf (ngettext ("%u series, %u point\n%s%s", "%u series, %u points\n%s%s", trial->n_points), trial->n_series, trial->n_points, values,
                          trial->n_series > g_strv_length (trial->values) ? "\n…" : "");
}

static void
tried_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayServiceWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AssayServiceTrial) trial = assay_service_try_finish (result, &error);
  g_autofree char *text = trial != NULL ? describe (trial) : NULL;

  /* Another question was put meanwhile, or the window closed. */
  if (self->trying == NULL || g_task_get_cancellable (G_TASK (result)) != self->trying)
    return;
  stop_trying (self);
  say (self, text != NULL ? text : error->message, trial == NULL);
}

static void
try_cb (AssayServiceWindow *self)
{
  AssayService service = get_service (self);

  stop_trying (self);
  self->trying = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  say (self, _ ("Asking the server…"), FALSE);
  assay_service_try_async (&service, self->store, self->trying, tried_cb, g_object_ref (self));
}

static void
added_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayServiceWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = assay_service_add_finish (result, &error);

  self->adding = FALSE;
  if (id != NULL && self->added != NULL)
    self->added (id, self->data);
  if (id != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return;
  changed_cb (self);
  gtk_label_set_label (self->failure, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), TRUE);
  assay_announce (GTK_WIDGET (self->failure), error->message);
}

static void
add_cb (AssayServiceWindow *self)
{
  AssayService service;
  const AssayMeasure *measure = get_measure (self);

  g_free (self->name);
  self->name = g_strdup_printf ("%s: %s", gtk_editable_get_text (self->subject), _ (measure->name));
  service = get_service (self);
  stop_trying (self);
  self->adding = TRUE;
  gtk_widget_set_sensitive (self->add, FALSE);
  assay_service_add_async (&service, self->store, added_cb, g_object_ref (self));
}

/* Closed, by whomever: what is under way may hold the window until its end. */
static void
assay_service_window_unrealize (GtkWidget *widget)
{
  AssayServiceWindow *self = ASSAY_SERVICE_WINDOW (widget);

  stop_trying (self);
  self->added = NULL;

  GTK_WIDGET_CLASS (assay_service_window_parent_class)->unrealize (widget);
}

static void
assay_service_window_dispose (GObject *object)
{
  AssayServiceWindow *self = ASSAY_SERVICE_WINDOW (object);

  g_clear_object (&self->trying);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), ASSAY_TYPE_SERVICE_WINDOW);

  G_OBJECT_CLASS (assay_service_window_parent_class)->dispose (object);
}

static void
assay_service_window_finalize (GObject *object)
{
  g_free (ASSAY_SERVICE_WINDOW (object)->name);

  G_OBJECT_CLASS (assay_service_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, server);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, query);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, subject);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, user);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, secret);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, server_error);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, query_error);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, subject_error);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, server_error_row);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, query_error_row);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, subject_error_row);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, outcome);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, plain_row);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, plain);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, add);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, try);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, measure);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, unit);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, range);
  gtk_widget_class_bind_template_child (widget_class, AssayServiceWindow, spinner);
}

static void
assay_service_window_class_init (AssayServiceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_service_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = assay_service_window_finalize;
  widget_class->unrealize = assay_service_window_unrealize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/service-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, measure_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_cb);
  gtk_widget_class_bind_template_callback (widget_class, range_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
assay_service_window_init (AssayServiceWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  assay_entry_keys (GTK_WIDGET (self));
}

static void
fill (AssayServiceWindow *self)
{
  g_autoptr (GtkStringList) measures = gtk_string_list_new (NULL), lengths = gtk_string_list_new (NULL);
  guint n, first = 0;
  const AssayMeasure *table = assay_measure_table (&n);

  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (measures, _ (table[i].name));
      if (g_str_equal (table[i].id, FIRST_MEASURE))
        first = i;
    }
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    gtk_string_list_append (lengths, _ (ranges[i].name));
  adw_combo_row_set_model (self->range, G_LIST_MODEL (lengths));
  adw_combo_row_set_selected (self->range, 1);
  adw_combo_row_set_model (self->measure, G_LIST_MODEL (measures));
  adw_combo_row_set_selected (self->measure, first);
  measure_cb (self);
}

GtkWindow *
assay_service_window_new (GtkWindow *parent, AssayStore *store, AssayServiceAdded added, gpointer data)
{
  AssayServiceWindow *self = g_object_new (ASSAY_TYPE_SERVICE_WINDOW, "transient-for", parent, NULL);

  self->store = g_object_ref (store);
  self->added = added;
  self->data = data;
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->server));

  return GTK_WINDOW (self);
}
