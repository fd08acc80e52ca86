#include "plots/ticks-date.h"

#include <math.h>

#include "data/model/language.h"
#include "data/model/units.h"

/* Steps in months; below a month in days. */
static const guint month_steps[] = { 1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000 };
static const guint day_steps[] = { 1, 2, 7, 14 };

/* Months since the year 0 as a julian day. */
static double
day_of (guint month)
{
  guint year = month / 12;
  GDate date;

  if (year < 1 || year > G_MAXUINT16)
    return NAN;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, (GDateMonth) (month % 12 + 1), (GDateYear) year);

  return g_date_get_julian (&date);
}

static guint
month_of (double day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) CLAMP (day, 1, 23936166));

  return g_date_get_year (&date) * 12 + g_date_get_month (&date) - 1;
}

/* "2024" in years, "2024 Q3" in quarters, "Aug 2024" in months. */
static char *
month_label (guint month, guint step)
{
  if (step % 12 == 0)
    return g_strdup_printf ("%u", month / 12);
  if (step == 3)
    return g_strdup_printf (C_ ("quarter", "%1$u Q%2$u"), month / 12, month % 12 / 3 + 1);

  return assay_date_format_month (month % 12 + 1, month / 12);
}

static char *
day_label (double day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) day);

  return /* Translators: 2 Mar: day, month. */ g_strdup_printf (C_ ("date", "%1$u %2$s"), g_date_get_day (&date), assay_date_month (g_date_get_month (&date)));
}

/* How many multiples of @step months lie in the range; the first of them in @first. */
static guint
count_months (const AssayScale *scale, guint step, guint *first)
{
  guint start = month_of (scale->min), end = month_of (scale->max);

  if (day_of (start) < scale->min)
    start++;
  *first = (start + step - 1) / step * step;

  return *first > end ? 0 : (end - *first) / step + 1;
}

static void
add_months (GArray *ticks, guint first, guint n, guint step)
{
  for (guint i = 0; i < n; i++)
    {
      AssayTick tick = { day_of (first + i * step), month_label (first + i * step, step) };

      g_array_append_val (ticks, tick);
    }
}

static void
add_days (GArray *ticks, const AssayScale *scale, guint most)
{
  double span = floor (scale->max) - ceil (scale->min);
  guint step = day_steps[G_N_ELEMENTS (day_steps) - 1];

  for (guint i = G_N_ELEMENTS (day_steps); i-- > 0; )
    if (span / day_steps[i] + 1 <= most)
      step = day_steps[i];
  for (double day = ceil (scale->min); day <= scale->max && ticks->len < most; day += step)
    {
      AssayTick tick = { day, day_label (day) };

      g_array_append_val (ticks, tick);
    }
}

/* Years alone are read most easily, where there are enough of them. */
static gboolean
has_years (const AssayScale *scale)
{
  guint first;

  return count_months (scale, 12, &first) >= 3;
}

void
assay_ticks_add_dates (GArray *ticks, const AssayScale *scale, guint most)
{
  guint first, n;

  for (guint i = 0; i < G_N_ELEMENTS (month_steps); i++)
    {
      n = count_months (scale, month_steps[i], &first);
      if (i == 0 && n < 3)
        {
          add_days (ticks, scale, most);
          return;
        }
      if (n <= most && (month_steps[i] % 12 == 0 || !has_years (scale)))
        {
          add_months (ticks, first, n, month_steps[i]);
          return;
        }
    }
}
