/* The pages of the window: one row of a table each. */
#pragma once

#include "ui/types.h"

G_BEGIN_DECLS

struct _AssayPageKind
{
  const char *id;        /* "performance": of win.goto, and what charts name as their page */
  const char *title;
  const char *icon;
  const char *section;   /* heading in the sidebar above this page, or NULL: the same as before */
  GtkWidget *(*create) (AssaySession *session, const char *id);
  gboolean lasting;      /* it follows the session itself: it stays when another catalogue is loaded */
};

/* The table of those that the sidebar lists, *@n rows long. */
const AssayPageKind *assay_pages      (guint *n);
/* One of these or "welcome"; NULL if unknown. */
const AssayPageKind *assay_pages_find (const char *id);

G_END_DECLS
