#include "ui/source-row.h"

#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/search-words.h"
#include "ui/badge.h"
#include "ui/origin-row.h"

/* There are more sources than a screen holds: rows of few widgets, or the page takes its time to appear. */
struct _AssaySourceRow
{
  GtkListBoxRow parent_instance;

  AssayProvenance *origin;
  char *haystack;   /* all that a search looks at, folded; NULL before the first search */

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkBox *badges;
};

G_DEFINE_FINAL_TYPE (AssaySourceRow, assay_source_row, GTK_TYPE_LIST_BOX_ROW)

static void
append (GString *text, const char *separator, const char *part)
{
  if (part == NULL || *part == '\0')
    return;

  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

/* "TechEmpower · 2025-06-08 · BSD-3-Clause", and below it through whom, if second-hand. */
static GString *
describe (const AssayProvenance *origin)
{
  GString *text = g_string_new (NULL);

  append (text, " · ", origin->publisher);
  append (text, " · ", origin->date);
  append (text, " · ", origin->licence);
  if (origin->via != NULL)
    {
      g_autofree char *via = g_strdup_printf (_ ("Second-hand, via %s"), origin->via);

      append (text, "\n", via);
    }

  return text;
}

static char *
describe_use (AssayUse use)
{
  g_autofree char *charts = g_strdup_printf (ngettext ("%u chart", "%u charts", use.charts), use.charts);
  g_autofree char *claims = g_strdup_printf (ngettext ("%u claim", "%u claims", use.statements), use.statements);

  if (use.charts > 0 && use.statements > 0)
    return g_strdup_printf (_ ("Used by %s and %s"), charts, claims);
  if (use.charts > 0 || use.statements > 0)
    return g_strdup_printf (_ ("Used by %s"), use.charts > 0 ? charts : claims);

  return g_strdup (_ ("Not used by a chart or a verdict"));
}

AssayProvenance *
assay_source_row_get_origin (AssaySourceRow *self)
{
  g_return_val_if_fail (ASSAY_IS_SOURCE_ROW (self), NULL);

  return self->origin;
}

void
assay_source_row_set_use (AssaySourceRow *self, AssayUse use)
{
  g_autoptr (GString) subtitle = NULL;
  g_autofree char *words = describe_use (use);

  g_return_if_fail (ASSAY_IS_SOURCE_ROW (self));

  subtitle = describe (self->origin);
  append (subtitle, "\n", words);
  gtk_label_set_label (self->subtitle, subtitle->str);
}

static char *
fold (const AssayProvenance *origin)
{
  g_autoptr (GString) words = g_string_new (origin->title);

  append (words, "\n", origin->id);
  append (words, "\n", origin->publisher);
  append (words, "\n", origin->url);
  append (words, "\n", origin->date);
  append (words, "\n", origin->licence);
  append (words, "\n", origin->via);
  append (words, "\n", assay_origin_standing (origin));

  return assay_search_fold (words->str);
}

gboolean
assay_source_row_matches (AssaySourceRow *self, const char * const *words)
{
  g_return_val_if_fail (ASSAY_IS_SOURCE_ROW (self), FALSE);

  if (self->haystack == NULL)
    self->haystack = fold (self->origin);

  return assay_search_matches (words, self->haystack);
}

static void
assay_source_row_finalize (GObject *object)
{
  AssaySourceRow *self = ASSAY_SOURCE_ROW (object);

  g_clear_pointer (&self->origin, assay_provenance_unref);
  g_free (self->haystack);

  G_OBJECT_CLASS (assay_source_row_parent_class)->finalize (object);
}

static void
assay_source_row_class_init (AssaySourceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = assay_source_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/source-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AssaySourceRow, title);
  gtk_widget_class_bind_template_child (widget_class, AssaySourceRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, AssaySourceRow, badges);
}

static void
assay_source_row_init (AssaySourceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
assay_source_row_new (AssayProvenance *origin)
{
  AssaySourceRow *self;
  g_autoptr (GString) subtitle = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (origin != NULL, NULL);

  self = g_object_new (ASSAY_TYPE_SOURCE_ROW, NULL);
  self->origin = assay_provenance_ref (origin);
  subtitle = describe (origin);
  name = g_strdup_printf ("%s: %s", origin->title, assay_origin_standing (origin));
  gtk_label_set_label (self->title, origin->title);
  gtk_label_set_label (self->subtitle, subtitle->str);
  gtk_box_append (self->badges, assay_badge_new (assay_origin_standing (origin), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_WIDGET (self);
}
