#include "data/sources/quantity.h"

#include <math.h>
#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"
#include "data/sources/words.h"

#define MINUTE 60.0
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define KIB 1024.0
#define MAX_DIGITS 64   /* of a number; doubles are printed with 24 at the most */

typedef struct
{
  AssayQuantity quantity;
  double factor;                /* to the base unit */
  const char *spellings[10];
} Unit;

static const Unit units[] = {
  { ASSAY_QUANTITY_TIME, 1e-9, { "ns", "nsec", "nanoseconds", "ns/op" } },
  { ASSAY_QUANTITY_TIME, 1e-6, { "us", "\302\265s", "\316\274s", "usec", "microseconds", "us/op" } },   /* µ is two characters of Unicode */
  { ASSAY_QUANTITY_TIME, 1e-3, { "ms", "msec", "milliseconds", "ms/op" } },
  { ASSAY_QUANTITY_TIME, 1, { "s", "sec", "secs", "second", "seconds", "s/op" } },
  { ASSAY_QUANTITY_TIME, MINUTE, { "m", "min", "mins", "minute", "minutes", "min/op" } },
  { ASSAY_QUANTITY_TIME, HOUR, { "h", "hr", "hour", "hours", "hr/op" } },
  { ASSAY_QUANTITY_TIME, DAY, { "d", "day", "days", "day/op" } },
  { ASSAY_QUANTITY_BYTES, 1, { "B", "byte", "bytes" } },
  { ASSAY_QUANTITY_BYTES, 1e3, { "kB", "KB" } },
  { ASSAY_QUANTITY_BYTES, 1e6, { "MB" } },
  { ASSAY_QUANTITY_BYTES, 1e9, { "GB" } },
  { ASSAY_QUANTITY_BYTES, 1e12, { "TB" } },
  { ASSAY_QUANTITY_BYTES, KIB, { "KiB", "Ki" } },
  { ASSAY_QUANTITY_BYTES, KIB * KIB, { "MiB", "Mi" } },
  { ASSAY_QUANTITY_BYTES, KIB * KIB * KIB, { "GiB", "Gi" } },
  { ASSAY_QUANTITY_BYTES, KIB * KIB * KIB * KIB, { "TiB", "Ti" } },
  { ASSAY_QUANTITY_SHARE, 1, { "%", "percent" } },
  { ASSAY_QUANTITY_COUNT, 1, { "" } },
  { ASSAY_QUANTITY_COUNT, 1e3, { "k", "K" } },
  { ASSAY_QUANTITY_COUNT, 1e6, { "M" } },
  { ASSAY_QUANTITY_COUNT, 1e9, { "G" } },
  { ASSAY_QUANTITY_COUNT, 1e12, { "T" } },
  { ASSAY_QUANTITY_RATIO, 1, { "", "x", "×" } },
  { ASSAY_QUANTITY_RATE, 1, { "", "/s", "/sec", "req/s", "req/sec", "requests/s", "requests/sec", "rps", "ops/s" } },
  { ASSAY_QUANTITY_RATE, 1e3, { "k", "K", "k/s", "ops/ms" } },
  { ASSAY_QUANTITY_RATE, 1e6, { "M", "M/s", "ops/us" } },
  { ASSAY_QUANTITY_RATE, 1e9, { "G", "G/s", "ops/ns" } },
  { ASSAY_QUANTITY_RATE, 1 / MINUTE, { "/min", "ops/min" } },
  { ASSAY_QUANTITY_RATE, 1 / HOUR, { "/h", "ops/hr" } },
  { ASSAY_QUANTITY_RATE, 1 / DAY, { "/day", "ops/day" } },
  { ASSAY_QUANTITY_RATE, 1, { "B/s" } },
  { ASSAY_QUANTITY_RATE, 1e3, { "kB/s", "KB/s" } },
  { ASSAY_QUANTITY_RATE, 1e6, { "MB/s" } },
  { ASSAY_QUANTITY_RATE, 1e9, { "GB/s" } },
  { ASSAY_QUANTITY_RATE, 1e12, { "TB/s" } },
  { ASSAY_QUANTITY_RATE, KIB, { "KiB/s" } },
  { ASSAY_QUANTITY_RATE, KIB * KIB, { "MiB/s" } },
  { ASSAY_QUANTITY_RATE, KIB * KIB * KIB, { "GiB/s" } },
};

/* In any case of letters. */
static const char * const absences[] = {
  "", "-", "--", "–", "—", "n/a", "na", "nan", "null", "none", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity",
};

static const char * const expectations[] = {
  [ASSAY_QUANTITY_COUNT] = N_ ("number such as 1,136"),
  [ASSAY_QUANTITY_RATE] = N_ ("rate such as 87.3k or 1.1GB/s"),
  [ASSAY_QUANTITY_TIME] = N_ ("time such as 2.5ms"),
  [ASSAY_QUANTITY_BYTES] = N_ ("amount of memory such as 464MiB"),
  [ASSAY_QUANTITY_SHARE] = N_ ("share such as 57.9%"),
  [ASSAY_QUANTITY_RATIO] = N_ ("ratio such as 2.5x"),
  [ASSAY_QUANTITY_RANK] = N_ ("place in a ranking"),
  [ASSAY_QUANTITY_DATE] = N_ ("date"),
  [ASSAY_QUANTITY_TEXT] = N_ ("number"),
};

/* A number on its way out of a text. */
typedef struct
{
  const char *at;
  char digits[MAX_DIGITS + 1];   /* without commas */
  guint n;
} Number;

static void
take (Number *self)
{
  if (self->n < MAX_DIGITS)
    self->digits[self->n] = *self->at;
  self->n++;
  self->at++;
}

static guint
take_digits (Number *self)
{
  guint n = 0;

  for (; g_ascii_isdigit (*self->at); n++)
    take (self);

  return n;
}

/* A comma and exactly three digits. */
static gboolean
is_group (const char *at)
{
  return at[0] == ',' && g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2]) && g_ascii_isdigit (at[3]) && !g_ascii_isdigit (at[4]);
}

static guint
take_grouped_digits (Number *self)
{
  guint n = take_digits (self);

  if (n >= 1 && n <= 3)
    while (is_group (self->at))
      {
        self->at++;
        n += take_digits (self);
      }

  return n;
}

static void
take_exponent (Number *self)
{
  const char *sign = self->at + 1;

  if (g_ascii_tolower (*self->at) != 'e' || !g_ascii_isdigit (*sign == '-' || *sign == '+' ? sign[1] : *sign))
    return;
  take (self);
  if (!g_ascii_isdigit (*self->at))
    take (self);
  take_digits (self);
}

/* NAN if @self->at isn't where a number begins; else it is where the number has ended. */
static double
take_number (Number *self)
{
  if (*self->at == '-' || *self->at == '+')
    take (self);
  if (take_grouped_digits (self) == 0)
    return NAN;
  if (*self->at == '.' && g_ascii_isdigit (self->at[1]))
    {
      take (self);
      take_digits (self);
    }
  take_exponent (self);
  if (self->n > MAX_DIGITS)
    return NAN;
  self->digits[self->n] = '\0';

  return g_ascii_strtod (self->digits, NULL);
}

static const char *
skip_spaces (const char *text)
{
  const char * const spaces[] = { " ", "\t", "\n", "\r", "\302\240", "\342\200\257" };   /* the last two don't break the line */
  guint i;

  do
    {
      for (i = 0; i < G_N_ELEMENTS (spaces) && !g_str_has_prefix (text, spaces[i]); i++)
        ;
      if (i < G_N_ELEMENTS (spaces))
        text += strlen (spaces[i]);
    }
  while (i < G_N_ELEMENTS (spaces));

  return text;
}

static gsize
length_without_spaces (const char *text)
{
  gsize length = strlen (text);

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  return length;
}

static gboolean
is_absent (const char *text)
{
  gsize length = length_without_spaces (text);

  for (guint i = 0; i < G_N_ELEMENTS (absences); i++)
    if (strlen (absences[i]) == length && g_ascii_strncasecmp (absences[i], text, length) == 0)
      return TRUE;

  return FALSE;
}

/* Of the @length bytes at @unit; NAN if they are no unit of @wanted. */
static double
find_factor (const char *unit, gsize length, AssayQuantity wanted)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint s = 0; units[i].quantity == wanted && s < G_N_ELEMENTS (units[i].spellings) && units[i].spellings[s] != NULL; s++)
      if (strlen (units[i].spellings[s]) == length && memcmp (units[i].spellings[s], unit, length) == 0)
        return units[i].factor;

  return NAN;
}

gboolean
assay_quantity_factor (const char *unit, AssayQuantity wanted, double *factor)
{
  *factor = find_factor (unit, strlen (unit), wanted);

  return !isnan (*factor);
}

static gboolean
fail (const char *text, AssayQuantity wanted, GError **error)
{
  g_autofree char *quoted = assay_words_cut (text, -1, ASSAY_QUANTITY_MAX_QUOTE);

  /* Translators: the second is what was expected: "number such as 1,136", "date" ... */
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("“%s” is no %s"), quoted, _ (expectations[wanted]));

  return FALSE;
}

gboolean
assay_quantity_parse (const char *text, AssayQuantity wanted, double *value, GError **error)
{
  Number number = { .at = skip_spaces (text) };
  double amount, factor;

  g_return_val_if_fail (wanted <= ASSAY_QUANTITY_TEXT, FALSE);

  *value = NAN;
  if (is_absent (number.at))
    return TRUE;
  amount = take_number (&number);
  number.at = skip_spaces (number.at);
  factor = find_factor (number.at, length_without_spaces (number.at), wanted);
  if (amount == 0 && *number.at == '\0')
    factor = 1;
  if (!isfinite (amount * factor))
    return fail (text, wanted, error);
  *value = amount * factor;

  return TRUE;
}
