/* A short command, run to its end for what it says. */
#pragma once

#include <gio/gio.h>

#include "data/measure/child.h"

G_BEGIN_DECLS

/* More than this is a flood, bytes. */
#define ASSAY_CAPTURE_MOST (64 * 1024)

/* Runs @spec for at most @seconds and returns its standard output, or its standard error where it wrote nothing else (transfer full,
 * UTF-8). NULL with @error when it fails, floods, takes longer or is cancelled; nothing of it is left then. Blocking. */
char *assay_capture (const AssayChildSpec *spec, double seconds, GCancellable *cancellable, GError **error);

/* The last line of @error's message that says something, at most 160 characters of it; transfer full. */
char *assay_capture_complaint (const GError *error);

G_END_DECLS
