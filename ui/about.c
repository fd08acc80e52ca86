#include "ui/about.h"

#include <adwaita.h>

#include "data/model/language.h"

#define COMMENTS _ ("Holds the statements of an article against published figures, each with its source, and says which of them hold.")

/* libadwaita 1.5 has a dialog in place of the window that it deprecates in 1.6; their properties are the same. */
void
assay_about_present (GtkWindow *parent)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  const GType type = ADW_TYPE_ABOUT_DIALOG;
#else
  const GType type = ADW_TYPE_ABOUT_WINDOW;
#endif
  gpointer about = g_object_new (type,
                                 "application-name", _ ("Assay"),
                                 "application-icon", ASSAY_APP_ID,
                                 "version", ASSAY_VERSION,
                                 "comments", COMMENTS,
                                 "developer-name", _ ("The Assay maintainers"),
                                 "license-type", GTK_LICENSE_GPL_3_0,
                                 NULL);

#if ADW_CHECK_VERSION (1, 5, 0)
  adw_dialog_present (ADW_DIALOG (about), parent != NULL ? GTK_WIDGET (parent) : NULL);
#else
  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_set_modal (GTK_WINDOW (about), parent != NULL);
  gtk_window_present (GTK_WINDOW (about));
#endif
}
