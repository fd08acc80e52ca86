/* Every type of the ui room, declared once, so that headers rarely include headers. */
#pragma once

#include <adwaita.h>

#include "data/advice/types.h"
#include "data/model/types.h"

G_BEGIN_DECLS

typedef struct _AssayAdviser AssayAdviser;
typedef struct _AssayAdviceCard AssayAdviceCard;
typedef struct _AssayAdvisorPage AssayAdvisorPage;
typedef struct _AssayApplication AssayApplication;
typedef struct _AssayBench AssayBench;
typedef struct _AssayBenchmarksPage AssayBenchmarksPage;
typedef struct _AssayChartCard AssayChartCard;
typedef struct _AssayChartPage AssayChartPage;
typedef struct _AssayChartView AssayChartView;
typedef struct _AssayChoiceList AssayChoiceList;
typedef struct _AssayClaimRow AssayClaimRow;
typedef struct _AssayClaimsPage AssayClaimsPage;
typedef struct _AssayFeedWindow AssayFeedWindow;
typedef struct _AssayGridLayout AssayGridLayout;
typedef struct _AssayHistoryList AssayHistoryList;
typedef struct _AssayLiveList AssayLiveList;
typedef struct _AssayOpinionList AssayOpinionList;
typedef struct _AssayOverviewPage AssayOverviewPage;
typedef struct _AssayPageView AssayPageView;
typedef struct _AssayPageKind AssayPageKind;
typedef struct _AssayPreferencesWindow AssayPreferencesWindow;
typedef struct _AssayRefresher AssayRefresher;
typedef struct _AssayRunningView AssayRunningView;
typedef struct _AssayRunWindow AssayRunWindow;
typedef struct _AssayServiceWindow AssayServiceWindow;
typedef struct _AssaySearchView AssaySearchView;
typedef struct _AssaySession AssaySession;
typedef struct _AssaySidebar AssaySidebar;
typedef struct _AssaySourceRow AssaySourceRow;
typedef struct _AssaySourcesPage AssaySourcesPage;
typedef struct _AssaySplit AssaySplit;
typedef struct _AssayTileCard AssayTileCard;
typedef struct _AssayWaiting AssayWaiting;
typedef struct _AssayWeightList AssayWeightList;
typedef struct _AssayWeightRow AssayWeightRow;
typedef struct _AssayWelcomePage AssayWelcomePage;
typedef struct _AssayWindow AssayWindow;

/* What every widget may ask of the window that it is in, by gtk_widget_activate_action():
 *
 *  win.toast           s   a message that passes
 *  win.goto            s   a page by its id: "claims"
 *  win.show-chart      s   a chart by its id: its page, scrolled to it, with the focus
 *  win.present-chart   s   the talk, from the slide of that chart on
 *  win.show-statement  s   a statement by its id: on the claims page, opened
 *  win.show-source     s   a source by its id: on the sources page
 *  win.show-scenario   s   what can be measured, by its id: on the benchmarks page
 *  win.show-feed       s   a feed by its id: how it stands, in a window of its own
 *  win.refresh             asks the public sources; win.stop-refresh ends it
 *  win.measure             what is chosen on the benchmarks page
 *  win.stop-measuring
 *  win.advisor-say     s   what came of a profile or a record, at once
 *  win.advisor-toast   s   a message about the profile of the advisor, with Undo
 *  win.delete-run      s   a run of the history by its id; win.restore-run brings it back
 */

G_END_DECLS
