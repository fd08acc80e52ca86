/* When requests are planned: constant or exponential gaps. */
#pragma once

#include "data/measure/load.h"

G_BEGIN_DECLS

typedef struct
{
  AssayArrivals arrivals;
  double gap;       /* mean, ns */
  double next;      /* of the next planned request since the beginning, ns */
  guint64 planned;  /* requests before it */
  guint64 state;    /* of the random numbers */
} AssaySchedule;

void assay_schedule_init    (AssaySchedule *self, const AssayLoadSpec *spec);
/* The next request has been sent: on to the one after it. */
void assay_schedule_advance (AssaySchedule *self);

G_END_DECLS
