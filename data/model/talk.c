#include "data/model/talk.h"

#include "data/model/chart.h"
#include "data/model/error.h"
#include "data/model/figure.h"
#include "data/model/store.h"
#include "data/model/subject.h"

char *
assay_talk_title (AssayStore *store)
{
  GPtrArray *subjects = assay_store_get_subjects (store);
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = 0; i < subjects->len; i++)
    {
      const AssaySubject *subject = g_ptr_array_index (subjects, i);

      if (subject->compared)
        g_string_append_printf (title, "%s%s", title->len > 0 ? " or " : "", subject->name);
    }
  g_string_append_c (title, '?');

  return g_strdup (title->str);
}

GPtrArray *
assay_talk_figures (AssayStore *store, double today, GError **error)
{
  GPtrArray *charts = assay_store_get_charts (store);
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_figure_unref);

  for (guint i = 0; i < charts->len; i++)
    {
      AssayFigure *figure = assay_chart_get_figure (g_ptr_array_index (charts, i), store, today, NULL);

      if (figure != NULL)
        g_ptr_array_add (figures, figure);
    }
  if (figures->len > 0)
    return g_steal_pointer (&figures);

  g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, "no chart of the catalogue has data");
  return NULL;
}
