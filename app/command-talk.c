/* The talk that verbs write: an arranged one, or that of the day. */
#include "app/command.h"

#include <gio/gio.h>

#include "data/advice/advice-talk.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/store.h"
#include "data/model/today.h"

/* Of several mistakes all but the first, which is the error, are told. */
static AssayTalk *
load_talk (const char *verb, const char *path, GError **error)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  AssayTalk *talk = assay_talk_load (file, errors, error);

  for (guint i = 1; talk == NULL && i < errors->len; i++)
    g_printerr ("assay %s: %s\n", verb, (const char *) errors->pdata[i]);

  return talk;
}

GPtrArray *
assay_command_get_slides (const char *verb, AssayStore *store, const char *path, char **title, GError **error)
{
  g_autoptr (GPtrArray) lost = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AssayTalk) talk = path != NULL ? load_talk (verb, path, error) : NULL;
  gboolean advised = path == NULL || (talk != NULL && assay_talk_has_chart (talk, ASSAY_ADVICE_CHART));
  g_autoptr (AssayProfile) profile = NULL;
  g_autoptr (AssayAdvice) advice = advised ? assay_advice_first (store, assay_today (), NULL, &profile) : NULL;
  g_autoptr (AssayFigure) chart = advice != NULL ? assay_advice_chart (advice) : NULL;
  GPtrArray *slides;

  if (path == NULL)
    talk = assay_advice_talk (advice, profile, store, assay_today ());
  slides = talk != NULL ? assay_talk_get_slides (talk, store, chart, assay_today (), lost, error) : NULL;
  for (guint i = 0; i < lost->len; i++)
    g_printerr (_ ("assay %s: left out: %s\n"), verb, (const char *) lost->pdata[i]);
  if (slides != NULL)
    *title = g_strdup (talk->title);

  return slides;
}
