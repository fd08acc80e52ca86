/* Every type of the measuring part, declared once, so that headers rarely include headers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AssayAvailability AssayAvailability;
typedef struct _AssayChild AssayChild;
typedef struct _AssayExperiment AssayExperiment;
typedef struct _AssayHistogram AssayHistogram;
typedef struct _AssayHistory AssayHistory;
typedef struct _AssayLoadResult AssayLoadResult;
typedef struct _AssayMachine AssayMachine;
typedef struct _AssayPlan AssayPlan;
typedef struct _AssayRemote AssayRemote;
typedef struct _AssayRun AssayRun;
typedef struct _AssayRunCell AssayRunCell;
typedef struct _AssayRunStart AssayRunStart;
typedef struct _AssayRuntime AssayRuntime;
typedef struct _AssayScenario AssayScenario;
typedef struct _AssayServer AssayServer;
typedef struct _AssayTechnology AssayTechnology;
typedef struct _AssayToolbox AssayToolbox;
typedef struct _AssayWorkloads AssayWorkloads;

G_END_DECLS
