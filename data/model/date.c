/* Dates as sources print them: as precise as the source, never more. */
#include "data/model/language.h"
#include "data/model/units.h"

#include <math.h>
#include <string.h>

#define LAST_DAY 3652059   /* 31 December 9999 */

typedef enum
{
  PRECISION_YEAR,
  PRECISION_QUARTER,
  PRECISION_MONTH,
  PRECISION_DAY,
} Precision;

/* Months are named here, not by strftime(): they follow the language of the sentence that they stand in. */
static const char * const months[] = {
  NC_ ("month", "Jan"), NC_ ("month", "Feb"), NC_ ("month", "Mar"), NC_ ("month", "Apr"), NC_ ("month", "May"), NC_ ("month", "Jun"),
  NC_ ("month", "Jul"), NC_ ("month", "Aug"), NC_ ("month", "Sep"), NC_ ("month", "Oct"), NC_ ("month", "Nov"), NC_ ("month", "Dec"),
};

/* How each precision is written: 9 is any digit. */
static const char * const patterns[] = {
  [PRECISION_YEAR] = "9999",
  [PRECISION_QUARTER] = "9999-Q9",
  [PRECISION_MONTH] = "9999-99",
  [PRECISION_DAY] = "9999-99-99",
};

typedef struct
{
  Precision precision;
  int year, month, day;   /* of the first day */
} Period;

static gboolean
matches (const char *text, const char *pattern)
{
  for (; *pattern != '\0'; text++, pattern++)
    if (*pattern == '9' ? !g_ascii_isdigit (*text) : *text != *pattern)
      return FALSE;

  return *text == '\0';
}

static int
two_digits (const char *text)
{
  return (text[0] - '0') * 10 + (text[1] - '0');
}

static gboolean
parse_period (const char *text, Period *period)
{
  guint kind = 0;

  while (kind < G_N_ELEMENTS (patterns) && !matches (text, patterns[kind]))
    kind++;
  if (kind == G_N_ELEMENTS (patterns))
    return FALSE;

  period->precision = kind;
  period->year = two_digits (text) * 100 + two_digits (text + 2);
  period->month = period->day = 1;
  if (kind == PRECISION_QUARTER)
    period->month = text[6] >= '1' && text[6] <= '4' ? (text[6] - '0') * 3 - 2 : 0;
  if (kind >= PRECISION_MONTH)
    period->month = two_digits (text + 5);
  if (kind == PRECISION_DAY)
    period->day = two_digits (text + 8);

  return g_date_valid_dmy (period->day, period->month, period->year);
}

static void
last_day (const Period *period, GDate *date)
{
  static const guint months_in[] = {
    [PRECISION_YEAR] = 12, [PRECISION_QUARTER] = 3, [PRECISION_MONTH] = 1, [PRECISION_DAY] = 0,
  };

  g_date_set_dmy (date, period->day, period->month, period->year);
  g_date_add_months (date, months_in[period->precision]);
  if (period->precision != PRECISION_DAY)
    g_date_subtract_days (date, 1);
}

double
assay_date_parse (const char *text)
{
  Period period;
  GDate date;

  if (text == NULL || !parse_period (text, &period))
    return NAN;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, period.day, period.month, period.year);

  return g_date_get_julian (&date);
}

double
assay_date_parse_end (const char *text)
{
  Period period;
  GDate date;

  /* the year after 9999 is beyond what is written with four digits, but GDate knows it */
  if (text == NULL || !parse_period (text, &period))
    return NAN;
  g_date_clear (&date, 1);
  last_day (&period, &date);

  return g_date_get_julian (&date);
}

const char *
assay_date_month (guint month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "month", months[month - 1]);
}

static char *
format_day (int day, int month, int year)
{
  /* Translators: 2 Mar 2026: day, month, year. */
  return g_strdup_printf (C_ ("date", "%1$d %2$s %3$d"), day, assay_date_month (month), year);
}

char *
assay_date_format_month (int month, int year)
{
  /* Translators: Mar 2026: month, year. */
  return g_strdup_printf (C_ ("date", "%1$s %2$d"), assay_date_month (month), year);
}

/* FALSE if it is no day that is written with four digits of year. */
static gboolean
set_day (GDate *date, double day)
{
  if (!(day >= 1 && day <= LAST_DAY))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) day);

  return TRUE;
}

char *
assay_date_format (double day)
{
  GDate date;

  if (!set_day (&date, day))
    return g_strdup ("–");

  return format_day (g_date_get_day (&date), g_date_get_month (&date), g_date_get_year (&date));
}

char *
assay_date_describe (const char *text)
{
  Period period;

  if (!parse_period (text, &period))
    return g_strdup (text);

  switch (period.precision)
    {
    case PRECISION_QUARTER:
      return g_strdup_printf (C_ ("quarter", "Q%1$d %2$d"), period.month / 3 + 1, period.year);

    case PRECISION_MONTH:
      return assay_date_format_month (period.month, period.year);

    case PRECISION_DAY:
      return format_day (period.day, period.month, period.year);

    case PRECISION_YEAR:
    default:
      return g_strdup_printf ("%d", period.year);
    }
}

char *
assay_date_iso (double day)
{
  GDate date;

  if (!set_day (&date, day))
    return NULL;

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}
