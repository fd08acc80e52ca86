/* What the speaker sees: this slide, the next one, notes, clock and time. */
#pragma once

#include "ui/present-window.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_SPEAKER_WINDOW (assay_speaker_window_get_type ())
G_DECLARE_FINAL_TYPE (AssaySpeakerWindow, assay_speaker_window, ASSAY, SPEAKER_WINDOW, AdwWindow)

/* For @presentation, which it ends when it is closed. */
GtkWindow *assay_speaker_window_new (AssayPresentWindow *presentation);

G_END_DECLS
