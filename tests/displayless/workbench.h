/* A folder of workloads of our own, whose programs are all the test program "subject": what plans and experiments are tried on. */
#pragma once

#include "data/measure/experiment.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;               /* all below it is removed at the end */
  char *mark;                 /* variable that every process of it carries, see marked.h */
  AssayWorkloads *workloads;
  AssayToolbox *toolbox;
} Workbench;

/* The scenarios "served" (an answer is expected), "compared" (answers are only compared with each other), "computed" and "counted" (samples only), and
 * a technology for each mode of the subject, called the same; "missing" has a runtime that isn't there. */
void       workbench_set_up    (Workbench *self);
void       workbench_tear_down (Workbench *self);
/* Subjects that fail after their first start have had none. */
void       workbench_forget    (Workbench *self);
/* A plan that takes as little time as a plan can. */
AssayPlan *workbench_plan      (Workbench *self, const char *scenarios, const char *technologies);

G_END_DECLS
