#include "ui/effects.h"

#include "data/measure/history.h"
#include "data/model/settings.h"
#include "data/model/units.h"
#include "data/sources/source.h"
#include "ui/bench.h"
#include "ui/chart-export.h"
#include "ui/refresher.h"
#include "ui/session.h"

#define DAY (24 * 60 * 60)   /* s */

static void
set_style (AssaySettings *settings)
{
  g_autofree char *style = assay_settings_get_string (settings, "style");
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (style, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (style, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static void
set_pictures (AssaySettings *settings)
{
  g_autofree char *theme = assay_settings_get_string (settings, "pictures");

  assay_chart_set_picture_theme (theme);
}

static void
set_numbers (AssaySettings *settings)
{
  g_autofree char *numbers = assay_settings_get_string (settings, "numbers");

  assay_numbers_set_style (numbers);
}

static void
set_budget (AssaySettings *settings, AssaySession *session)
{
  static const char * const kinds[] = { "quick", "standard", "thorough" };
  g_autofree char *budget = assay_settings_get_string (settings, "budget");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (budget, kinds[i]))
      assay_bench_set_kind (assay_session_get_bench (session), i);
}

static void
style_cb (AssaySession *session G_GNUC_UNUSED, const char *key G_GNUC_UNUSED, AssaySettings *settings)
{
  set_style (settings);
}

static void
pictures_cb (AssaySession *session G_GNUC_UNUSED, const char *key G_GNUC_UNUSED, AssaySettings *settings)
{
  set_pictures (settings);
}

static void
budget_cb (AssaySession *session, const char *key G_GNUC_UNUSED, AssaySettings *settings)
{
  set_budget (settings, session);
}

/* What is shown was written as it was wanted before: all of it is made anew. */
static void
renew (AssaySession *session)
{
  if (assay_session_get_store (session) == NULL)
    return;
  assay_session_load (session);
  if (assay_bench_get_history (assay_session_get_bench (session)) != NULL)
    assay_bench_refresh (assay_session_get_bench (session));
}

static void
numbers_cb (AssaySession *session, const char *key G_GNUC_UNUSED, AssaySettings *settings)
{
  set_numbers (settings);
  renew (session);
}

static void
folder_cb (AssaySession *session, const char *key G_GNUC_UNUSED, AssaySettings *settings)
{
  g_autofree char *folder = assay_settings_get_string (settings, "results-folder");

  assay_history_set_folder (folder);
  renew (session);
}

/* --- refreshing --- */

gboolean
assay_effects_refresh (AssayRefresher *refresher)
{
  g_auto (GStrv) silent = assay_settings_get_strings (assay_settings_get (), "silent-sources");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const AssaySource *sources;
  guint n;

  if (silent[0] == NULL)
    {
      assay_refresher_start (refresher, NULL, FALSE);
      return TRUE;
    }
  /* Of the sources that a feed asks. */
  sources = assay_source_table (&n);
  for (guint i = 0; i < n; i++)
    if (!g_strv_contains ((const char * const *) silent, sources[i].id) && assay_refresher_asks (refresher, sources[i].id))
      g_ptr_array_add (names, (gpointer) sources[i].id);
  if (names->len == 0)
    return FALSE;
  g_ptr_array_add (names, NULL);
  assay_refresher_start (refresher, (const char * const *) names->pdata, FALSE);

  return TRUE;
}

gboolean
assay_effects_is_due (const char *often, gint64 last, gint64 now)
{
  gint64 wait = g_str_equal (often, "daily") ? DAY : 7 * DAY;

  return !g_str_equal (often, "never") && (now - last >= wait || last > now);
}

static gboolean
refresh_cb (gpointer refresher)
{
  if (assay_effects_refresh (refresher))
    assay_settings_set (assay_settings_get (), "refreshed", g_variant_new_int64 (g_get_real_time () / G_USEC_PER_SEC));

  return G_SOURCE_REMOVE;
}

/* Once, as soon as it is known what there is to ask; not while that is being told. */
static void
states_cb (AssayRefresher *refresher, AssaySettings *settings)
{
  g_autofree char *often = assay_settings_get_string (settings, "refresh-at-start");

  if (assay_refresher_get_states (refresher) == NULL)
    return;
  g_signal_handlers_disconnect_by_func (refresher, states_cb, settings);
  if (assay_effects_is_due (often, assay_settings_get_int64 (settings, "refreshed"), g_get_real_time () / G_USEC_PER_SEC))
    g_idle_add_full (G_PRIORITY_LOW, refresh_cb, g_object_ref (refresher), g_object_unref);
}

void
assay_effects_start (AssaySession *session)
{
  AssaySettings *settings = assay_settings_get ();
  g_autofree char *folder = assay_settings_get_string (settings, "results-folder");

  set_style (settings);
  set_pictures (settings);
  set_numbers (settings);
  set_budget (settings, session);
  assay_history_set_folder (folder);
  g_signal_connect_object (settings, "changed::style", G_CALLBACK (style_cb), session, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::pictures", G_CALLBACK (pictures_cb), session, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::numbers", G_CALLBACK (numbers_cb), session, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::budget", G_CALLBACK (budget_cb), session, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::results-folder", G_CALLBACK (folder_cb), session, G_CONNECT_SWAPPED);
  g_signal_connect_object (assay_session_get_refresher (session), "changed", G_CALLBACK (states_cb), settings, 0);
}
