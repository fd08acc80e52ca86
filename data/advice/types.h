/* Every type of data/advice that other rooms name, declared once, so that headers rarely include headers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AssayAssessment AssayAssessment;

G_END_DECLS
