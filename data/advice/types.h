/* Every type of data/advice that other rooms name, declared once, so that headers rarely include headers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AssayAdvice AssayAdvice;
typedef struct _AssayAssessment AssayAssessment;
typedef struct _AssayDecision AssayDecision;
typedef struct _AssayProfile AssayProfile;
typedef struct _AssaySmaa AssaySmaa;
typedef struct _AssaySmaaProblem AssaySmaaProblem;
typedef struct _AssayWeightSpace AssayWeightSpace;

G_END_DECLS
