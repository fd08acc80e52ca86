#include "ui/ui.h"

#include "assay-ui-resources.h"

#include "ui/chart-card.h"
#include "ui/chart-view.h"
#include "ui/choice-list.h"
#include "ui/grid.h"
#include "ui/history-list.h"
#include "ui/page-view.h"
#include "ui/running-view.h"
#include "ui/sidebar.h"
#include "ui/split.h"
#include "ui/waiting.h"

void
assay_ui_init (void)
{
  /* Named here, so that the linker takes the resources out of the static library. */
  g_resources_register (assay_ui_get_resource ());

  g_type_ensure (ASSAY_TYPE_CHART_CARD);
  g_type_ensure (ASSAY_TYPE_CHART_VIEW);
  g_type_ensure (ASSAY_TYPE_CHOICE_LIST);
  g_type_ensure (ASSAY_TYPE_GRID_LAYOUT);
  g_type_ensure (ASSAY_TYPE_HISTORY_LIST);
  g_type_ensure (ASSAY_TYPE_PAGE_VIEW);
  g_type_ensure (ASSAY_TYPE_RUNNING_VIEW);
  g_type_ensure (ASSAY_TYPE_SIDEBAR);
  g_type_ensure (ASSAY_TYPE_SPLIT);
  g_type_ensure (ASSAY_TYPE_WAITING);
}
