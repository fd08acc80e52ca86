/* Every type of the data room, declared once, so that headers rarely include headers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AssayChart AssayChart;
typedef struct _AssayCriterion AssayCriterion;
typedef struct _AssayDatum AssayDatum;
typedef struct _AssayDriver AssayDriver;
typedef struct _AssayField AssayField;
typedef struct _AssayFigure AssayFigure;
typedef struct _AssayJsonParts AssayJsonParts;
typedef struct _AssayMetric AssayMetric;
typedef struct _AssayNeed AssayNeed;
typedef struct _AssayPage AssayPage;
typedef struct _AssayProvenance AssayProvenance;
typedef struct _AssayQuery AssayQuery;
typedef struct _AssayReader AssayReader;
typedef struct _AssayRule AssayRule;
typedef struct _AssayScenarioTitle AssayScenarioTitle;
typedef struct _AssaySeries AssaySeries;
typedef struct _AssaySlide AssaySlide;
typedef struct _AssayStatement AssayStatement;
typedef struct _AssayStore AssayStore;
typedef struct _AssaySubject AssaySubject;
typedef struct _AssayTalk AssayTalk;
typedef struct _AssayTile AssayTile;
typedef struct _AssayUnit AssayUnit;

G_END_DECLS
