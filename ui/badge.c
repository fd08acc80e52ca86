#include "ui/badge.h"

#include "data/model/language.h"

GtkWidget *
assay_badge_new (const char *word, const char *style)
{
  GtkWidget *label = gtk_label_new (word);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "badge");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

const char *
assay_badge_verdict_word (AssayVerdictKind kind)
{
  /* The one name too long for a badge at 360 pixels. */
  return kind == ASSAY_VERDICT_DEPENDS ? _ ("Depends") : assay_verdict_name (kind);
}

GtkWidget *
assay_badge_new_verdict (AssayVerdictKind kind)
{
  return assay_badge_new (assay_badge_verdict_word (kind), assay_verdict_id (kind));
}

const char *
assay_badge_hue_style (int hue)
{
  static const char * const styles[] = { "hue-0", "hue-1", "hue-2", "hue-3", "hue-4", "hue-5", "hue-6", "hue-7" };

  return hue >= 0 && hue < (int) G_N_ELEMENTS (styles) ? styles[hue] : NULL;
}
