/* The talk that verbs write: an arranged one, or that of the day. */
#include "app/command.h"

#include <gio/gio.h>

#include "data/advice/advice-talk.h"
#include "data/model/store.h"
#include "data/model/today.h"

/* Of @path, or the one that follows from the verdict. Of several mistakes all but the first, which is the error, are told. */
static AssayTalk *
get_talk (const char *verb, AssayStore *store, const char *path, GError **error)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GFile) file = NULL;
  AssayTalk *talk;

  if (path == NULL)
    return assay_advice_talk_first (store, assay_today ());
  file = g_file_new_for_commandline_arg (path);
  talk = assay_talk_load (file, errors, error);
  for (guint i = 1; talk == NULL && i < errors->len; i++)
    g_printerr ("assay %s: %s\n", verb, (const char *) errors->pdata[i]);

  return talk;
}

GPtrArray *
assay_command_get_slides (const char *verb, AssayStore *store, const char *path, char **title, GError **error)
{
  g_autoptr (GPtrArray) lost = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AssayTalk) talk = get_talk (verb, store, path, error);
  GPtrArray *slides = talk != NULL ? assay_talk_get_slides (talk, store, assay_today (), lost, error) : NULL;

  for (guint i = 0; i < lost->len; i++)
    g_printerr ("assay %s: left out: %s\n", verb, (const char *) lost->pdata[i]);
  if (slides != NULL)
    *title = g_strdup (talk->title);

  return slides;
}
