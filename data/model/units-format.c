#include "data/model/units.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NARROW_SPACE "\u202f"
#define MINUS "\u2212"
#define DASH "\u2013"
#define INFINITE "\u221e"

#define LONG_TIME 86400.0   /* units of a day and more are never split into smaller ones */
#define MAX_DECIMALS 15
#define KIB 1024.0

/* A prefix or sub-unit of a family and the magnitude from which it is taken, smallest first. */
typedef struct
{
  double from;
  double factor;
  const char *symbol;
} Step;

static const Step times[] = {
  { 0, 1e-9, "ns" },
  { 1e-6, 1e-6, "µs" },
  { 1e-3, 1e-3, "ms" },
  { 1, 1, "s" },
  { 200, 60, "min" },
  { 7200, 3600, "h" },
  { 0, 0, NULL },
};

static const Step bytes[] = {
  { 0, 1, "B" },
  { KIB, KIB, "KiB" },
  { KIB * KIB, KIB * KIB, "MiB" },
  { KIB * KIB * KIB, KIB * KIB * KIB, "GiB" },
  { KIB * KIB * KIB * KIB, KIB * KIB * KIB * KIB, "TiB" },
  { 0, 0, NULL },
};

/* Four digits are as short as a letter and exact, so k starts at 10,000. */
static const Step letters[] = {
  { 0, 1e-9, "n" },
  { 1e-6, 1e-6, "µ" },
  { 1e-4, 1, "" },
  { 1e4, 1e3, "k" },
  { 1e6, 1e6, "M" },
  { 1e9, 1e9, "G" },
  { 1e12, 1e12, "T" },
  { 0, 0, NULL },
};

static const Step byte_letters[] = {
  { 0, 1, "" },
  { KIB, KIB, "Ki" },
  { KIB * KIB, KIB * KIB, "Mi" },
  { KIB * KIB * KIB, KIB * KIB * KIB, "Gi" },
  { 0, 0, NULL },
};

static const Step *
choose_step (const Step *steps, double magnitude)
{
  const Step *best = steps;

  /* 1000 us are 1 ms also where the product falls short by a rounding error */
  for (const Step *step = steps; step->factor != 0; step++)
    if (magnitude >= step->from * (1 - 1e-12))
      best = step;

  return best;
}

typedef struct
{
  const char *group, *point;
} Style;

static const Style comma_style = { ",", "." }, space_style = { NARROW_SPACE, "," }, point_style = { ".", "," };

/* Threads format while the user chooses. */
static const Style *style = &comma_style;

static const char *
separator_beside (const char *point)
{
  return g_str_equal (point, ",") ? NARROW_SPACE : ",";
}

/* Made once: the locale doesn't change. */
static const Style *
system_style (void)
{
  static Style own;
  const struct lconv *locale = localeconv ();

  if (own.point != NULL)
    return &own;
  own.point = g_intern_string (g_utf8_validate (locale->decimal_point, -1, NULL) && *locale->decimal_point != '\0' ? locale->decimal_point : ".");
  own.group = g_intern_string (g_utf8_validate (locale->thousands_sep, -1, NULL) && *locale->thousands_sep != '\0' ? locale->thousands_sep
                                                                                                                    : separator_beside (own.point));

  return &own;
}

void
assay_numbers_set_style (const char *name)
{
  const Style *chosen = &comma_style;

  if (g_strcmp0 (name, "space") == 0)
    chosen = &space_style;
  else if (g_strcmp0 (name, "point") == 0)
    chosen = &point_style;
  else if (g_strcmp0 (name, "system") == 0)
    chosen = system_style ();
  g_atomic_pointer_set (&style, chosen);
}

/* @plain is "-1234.5" in the C locale. */
static char *
group_digits (const char *plain)
{
  const Style *own = g_atomic_pointer_get (&style);
  GString *text = g_string_new (NULL);
  gboolean negative = *plain == '-';
  const char *digits = plain + negative;
  gsize whole = strcspn (digits, ".");

  if (negative && strspn (digits, "0.") != strlen (digits))
    g_string_append (text, MINUS);
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (text, own->group);
      g_string_append_c (text, digits[i]);
    }
  if (digits[whole] == '.')
    g_string_append_printf (text, "%s%s", own->point, digits + whole + 1);

  return g_string_free (text, FALSE);
}

static void
strip_zeros (char *plain)
{
  gsize end = strlen (plain);

  if (strchr (plain, '.') == NULL)
    return;
  while (plain[end - 1] == '0')
    end--;
  if (plain[end - 1] == '.')
    end--;
  plain[end] = '\0';
}

char *
assay_number_format (double value, int decimals)
{
  char format[16], plain[DBL_MAX_10_EXP + MAX_DECIMALS + 8];

  if (!isfinite (value))
    return g_strdup (isnan (value) ? DASH : value < 0 ? MINUS INFINITE : INFINITE);
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, MAX_DECIMALS));

  return group_digits (g_ascii_formatd (plain, sizeof plain, format, value));
}

/* At most @digits significant digits, but never fewer than the whole ones. */
static char *
format_number (double value, int digits)
{
  char format[16], plain[DBL_MAX_10_EXP + MAX_DECIMALS + 8];
  int decimals;

  if (isnan (value))
    return g_strdup (DASH);
  if (isinf (value))
    return g_strdup (value < 0 ? MINUS INFINITE : INFINITE);

  decimals = value == 0 ? 0 : digits - 1 - (int) floor (log10 (fabs (value)));
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, MAX_DECIMALS));
  g_ascii_formatd (plain, sizeof plain, format, value);
  strip_zeros (plain);

  return group_digits (plain);
}

/* The sub-unit in which a value of @magnitude is read most easily; a zero stays in its own. */
static Step
choose_scale (const AssayUnit *unit, double magnitude)
{
  Step own = { 0, 1, unit->symbol };
  const Step *steps = NULL;

  if (unit->quantity == ASSAY_QUANTITY_TIME && unit->factor < LONG_TIME)
    steps = times;
  else if (unit->quantity == ASSAY_QUANTITY_BYTES)
    steps = bytes;

  if (steps == NULL || !isfinite (magnitude) || magnitude == 0)
    return own;

  own = *choose_step (steps, magnitude * unit->factor);
  own.factor /= unit->factor;

  return own;
}

static int
significant_digits (const AssayUnit *unit)
{
  return unit->quantity == ASSAY_QUANTITY_RATIO ? 3 : 4;
}

static const char *
symbol_space (const AssayUnit *unit, const char *symbol)
{
  return *symbol == '\0' || unit->quantity == ASSAY_QUANTITY_RATIO ? "" : NARROW_SPACE;
}

static char *
format_digits (const AssayUnit *unit, double value, int digits)
{
  g_autofree char *number = NULL;
  Step scale;

  if (isnan (value) || unit == NULL)
    return format_number (value, digits);
  if (unit->quantity == ASSAY_QUANTITY_DATE)
    return assay_date_format (value);

  scale = choose_scale (unit, fabs (value));
  number = format_number (value / scale.factor, digits);

  return g_strconcat (number, symbol_space (unit, scale.symbol), scale.symbol, NULL);
}

char *
assay_unit_format (const AssayUnit *unit, double value)
{
  return format_digits (unit, value, unit == NULL ? 4 : significant_digits (unit));
}

char *
assay_unit_label (const AssayUnit *unit, double value)
{
  return format_digits (unit, value, 3);
}

static char *
format_ends (const AssayUnit *unit, double low, double high)
{
  g_autofree char *first = assay_unit_format (unit, low);
  g_autofree char *last = assay_unit_format (unit, high);

  return g_strconcat (first, DASH, last, NULL);
}

static char *
join_ends (const AssayUnit *unit, const Step *scale, double low, double high, int digits)
{
  g_autofree char *first = format_number (low / scale->factor, digits);
  g_autofree char *last = format_number (high / scale->factor, digits);

  if (digits < 3 && g_str_equal (first, last))
    return join_ends (unit, scale, low, high, 3);

  return g_strconcat (first, DASH, last, symbol_space (unit, scale->symbol), scale->symbol, NULL);
}

char *
assay_unit_format_range (const AssayUnit *unit, double low, double high)
{
  Step scale;

  if (low == high)
    return assay_unit_format (unit, low);
  if (unit == NULL || unit->quantity == ASSAY_QUANTITY_DATE || isnan (low) || isnan (high))
    return format_ends (unit, low, high);

  scale = choose_scale (unit, MAX (fabs (low), fabs (high)));

  return join_ends (unit, &scale, low, high, unit->quantity == ASSAY_QUANTITY_RATIO ? 2 : 4);
}

static double
round_significant (double value, int digits)
{
  char format[16], text[64];

  g_snprintf (format, sizeof format, "%%.%de", digits - 1);

  return g_ascii_strtod (g_ascii_formatd (text, sizeof text, format, value), NULL);
}

static char *
format_short_date (double day)
{
  g_autofree char *iso = assay_date_iso (day);

  if (iso != NULL && g_str_has_suffix (iso, "-01-01"))
    return g_strndup (iso, 4);
  if (iso != NULL && g_str_has_suffix (iso, "-01"))
    return assay_date_format_month (atoi (iso + 5), atoi (iso));

  return assay_date_format (day);
}

/* Letters as for a value of @magnitude. */
static char *
format_short (const AssayUnit *unit, double value, double magnitude)
{
  g_autofree char *number = NULL;
  const Step *step;

  if (unit != NULL && unit->quantity == ASSAY_QUANTITY_DATE && isfinite (value))
    return format_short_date (value);
  if (!isfinite (value) || value == 0)
    return format_number (value, 3);

  if (unit != NULL && unit->quantity == ASSAY_QUANTITY_BYTES && unit->factor == 1)
    step = choose_step (byte_letters, fabs (value));
  else
    step = choose_step (letters, fabs (magnitude < 1e4 ? magnitude : round_significant (magnitude, 3)));
  number = format_number (value / step->factor, 3);

  return g_strconcat (number, step->symbol, NULL);
}

char *
assay_unit_short (const AssayUnit *unit, double value)
{
  return format_short (unit, value, fabs (value));
}

char *
assay_unit_tick (const AssayUnit *unit, double value, double greatest)
{
  gboolean letter = fabs (value) >= 1e3 && fabs (value) < 1e4 && greatest >= 1e4;

  return format_short (unit, value, letter ? 1e4 : fabs (value));
}
