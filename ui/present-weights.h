/* Beside an advisor's slide: the weights, moved while the audience looks on; the slide follows. */
#pragma once

#include "ui/adviser.h"
#include "ui/slide-show.h"

G_BEGIN_DECLS

#define ASSAY_TYPE_PRESENT_WEIGHTS (assay_present_weights_get_type ())
G_DECLARE_FINAL_TYPE (AssayPresentWeights, assay_present_weights, ASSAY, PRESENT_WEIGHTS, GtkWidget)

/* Hidden at first. What is moved is @adviser's profile. */
GtkWidget *assay_present_weights_new    (AssaySlideShow *show, AssayAdviser *adviser);
/* Shows them where the slide is an advisor's, or hides them; FALSE where it is none. */
gboolean   assay_present_weights_toggle (AssayPresentWeights *self);
/* FALSE if they were hidden already. */
gboolean   assay_present_weights_hide   (AssayPresentWeights *self);

G_END_DECLS
