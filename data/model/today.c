#include "data/model/today.h"

#include <math.h>

#include "data/model/units.h"

static const char *
overriding_date (void)
{
  const char *date = g_getenv ("ASSAY_TODAY");

  return date != NULL && !isnan (assay_date_parse (date)) ? date : NULL;
}

double
assay_today (void)
{
  const char *date = overriding_date ();
  g_autoptr (GDateTime) now = NULL;
  GDate today;

  if (date != NULL)
    return assay_date_parse (date);

  now = g_date_time_new_now_local ();
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));

  return g_date_get_julian (&today);
}

char *
assay_now_iso (void)
{
  const char *date = overriding_date ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return date != NULL ? g_strdup_printf ("%sT12:00:00Z", date) : g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}
