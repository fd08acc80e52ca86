/* What the window has to do with measuring: its actions, the hint beside the page's name, what is said in passing, and a clean end. */
#include "data/model/language.h"
#include "ui/window-private.h"

#include "ui/bench.h"
#include "ui/compat.h"
#include "ui/session.h"
#include "ui/shared-window.h"
#include "ui/sidebar.h"

static AssayBench *
get_bench (gpointer window)
{
  return assay_session_get_bench (assay_window_get_session (window));
}

/* The first time the runtimes must be found; then the page shows the button, or why there is none. */
static void
measure_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_window_goto (data, "benchmarks");
  assay_bench_measure (get_bench (data));
}

static void
stop_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_bench_stop (get_bench (data));
}

static void
delete_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *id, gpointer data)
{
  assay_bench_delete (get_bench (data), g_variant_get_string (id, NULL));
}

static void
restore_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *id, gpointer data)
{
  assay_bench_restore (get_bench (data), g_variant_get_string (id, NULL));
}

static void
export_to_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *path, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (path, NULL));

  assay_bench_export (get_bench (data), NULL, file);
}

static void
import_from_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *path, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (path, NULL));

  assay_bench_import (get_bench (data), file);
}

static void
export_asked_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayWindow) self = data;
  g_autoptr (GFile) file = assay_file_dialog_finish (result, NULL);

  if (file != NULL)
    assay_bench_export (get_bench (self), NULL, file);
}

static void
import_asked_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (AssayWindow) self = data;
  g_autoptr (GFile) file = assay_file_dialog_finish (result, NULL);

  if (file != NULL)
    assay_bench_import (get_bench (self), file);
}

static void
export_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_save_dialog_async (data, _ ("Export Runs"), "assay" ASSAY_RUNS_EXTENSION, "*" ASSAY_RUNS_EXTENSION, NULL, export_asked_cb, g_object_ref (data));
}

static void
import_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  assay_open_dialog_async (data, _ ("Import Runs"), "*" ASSAY_RUNS_EXTENSION ";*.json", NULL, import_asked_cb, g_object_ref (data));
}

static void
team_runs_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  gtk_window_present (assay_shared_window_new (data, get_bench (data)));
}

static void
enable (AssayWindow *self, const char *action, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), action)), enabled);
}

static const char *
describe_state (AssayBenchState state)
{
  switch (state)
    {
    case ASSAY_BENCH_PREPARING:
      return _ ("Preparing");
    case ASSAY_BENCH_MEASURING:
      return _ ("Measuring");
    case ASSAY_BENCH_STOPPING:
      return _ ("Stopping");
    default:
      return NULL;
    }
}

static void
changed_cb (AssayWindow *self)
{
  AssayBench *bench = get_bench (self);
  AssayBenchState state = assay_bench_get_state (bench);
  const AssayRemote *remote = assay_bench_get_machine (bench);
  AssayPlan *plan = state == ASSAY_BENCH_READY && remote == NULL ? assay_bench_plan (bench, NULL) : NULL;
  g_autoptr (AssayErrand) errand = state == ASSAY_BENCH_READY && remote != NULL ? assay_bench_errand (bench, remote, NULL) : NULL;

  enable (self, "measure", plan != NULL || errand != NULL || state == ASSAY_BENCH_NEW);
  enable (self, "stop-measuring", state == ASSAY_BENCH_PREPARING || state == ASSAY_BENCH_MEASURING);
  assay_sidebar_set_hint (assay_window_get_sidebar (self), "benchmarks", describe_state (state));
  g_clear_pointer (&plan, assay_plan_free);
  if (!assay_bench_is_busy (bench) && assay_window_is_closing (self))
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
message_cb (AssayWindow *self, const char *message, const char *run)
{
  if (run != NULL)
    assay_window_offer_undo (self, message, "win.restore-run", run);
  else
    assay_window_say (self, message);
}

void
assay_window_add_bench (AssayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "measure", .activate = measure_cb },
    { .name = "stop-measuring", .activate = stop_cb },
    { .name = "delete-run", .activate = delete_cb, .parameter_type = "s" },
    { .name = "restore-run", .activate = restore_cb, .parameter_type = "s" },
    { .name = "team-runs", .activate = team_runs_cb },
    { .name = "export-runs", .activate = export_cb },
    { .name = "export-runs-to", .activate = export_to_cb, .parameter_type = "s" },
    { .name = "import-runs", .activate = import_cb },
    { .name = "import-runs-from", .activate = import_from_cb, .parameter_type = "s" },
  };
  AssayBench *bench = get_bench (self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (bench, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bench, "message", G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

gboolean
assay_window_stop_bench (AssayWindow *self)
{
  AssayBench *bench = get_bench (self);

  if (!assay_bench_is_busy (bench))
    return FALSE;
  assay_bench_stop (bench);

  return TRUE;
}
