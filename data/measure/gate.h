/* Whether a start's figures can be believed: each check that fails gives a reason in words. */
#pragma once

#include <glib.h>

#include "data/measure/account.h"
#include "data/measure/load.h"

G_BEGIN_DECLS

/* The limits, each with its reason in gate.c. */
#define ASSAY_GATE_LITTLE     0.10   /* |in flight - throughput x latency| / in flight */
#define ASSAY_GATE_ERRORS     0.001  /* failed / answers */
#define ASSAY_GATE_HEAD_ROOM  0.10   /* left of the generator's core */
#define ASSAY_GATE_FOREIGN    0.15   /* of all cores */
#define ASSAY_GATE_STEAL      0.05
#define ASSAY_GATE_DRIFT      0.15   /* between the halves of the load after warm-up */
#define ASSAY_GATE_STEP       0.01   /* s */

/* Reasons for not believing the load's figures, appended to @reasons (of char*). @warm: intervals that are warm-up. */
void assay_gate_load        (const AssayLoadSpec *spec, const AssayLoadResult *result, guint warm, GPtrArray *reasons);
/* The same for what the machine went through meanwhile. */
void assay_gate_disturbance (const AssayDisturbance *disturbance, GPtrArray *reasons);
/* The same for the values of a program's iterations (@n of them), warm-up left out. */
void assay_gate_iterations  (const double *values, guint n, GPtrArray *reasons);

G_END_DECLS
