/* What reading and writing a talk share. */
#pragma once

#include "data/model/talk.h"

G_BEGIN_DECLS

#define ASSAY_TALK_MOST_BYTES (4 * 1024 * 1024)

/* As documents name them, in the order of AssaySlideKind; NULL-terminated. */
extern const char * const assay_talk_kinds[];

G_END_DECLS
