/* Long work beside a window. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* As g_task_run_in_thread(), but in a thread of its own that gives way to those that draw: with more threads at work than processors the system would take
 * turns, and a frame wait for one. Not for what starts processes: they would give way, too. Pools that @work uses are exclusive: GLib gives the threads of its
 * shared ones the niceness with which the first began, and only an administrator may take it back. */
void assay_background_run (GTask *task, GTaskThreadFunc work);

G_END_DECLS
