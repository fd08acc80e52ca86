/* Units as a const table, and numbers as people read them. */
#pragma once

#include "data/model/types.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_QUANTITY_COUNT,     /* packages, downloads, people, lines ...: grouped digits, SI letters when short */
  ASSAY_QUANTITY_RATE,      /* per second */
  ASSAY_QUANTITY_TIME,      /* base: second */
  ASSAY_QUANTITY_BYTES,     /* base: byte, binary prefixes */
  ASSAY_QUANTITY_SHARE,     /* percent */
  ASSAY_QUANTITY_RATIO,     /* times */
  ASSAY_QUANTITY_RANK,
  ASSAY_QUANTITY_DATE,      /* base: day, as g_date_get_julian() */
  ASSAY_QUANTITY_TEXT,      /* no number: a version, a status */
} AssayQuantity;

struct _AssayUnit
{
  const char *id;           /* as catalogue files name it: "req/s", "ms", "packages" */
  const char *symbol;       /* as axes and values show it: "req/s", "ms", "" */
  const char *name;         /* in words, plural: "requests per second" */
  AssayQuantity quantity;
  double factor;            /* to the quantity's base unit: 1e-3 for ms */
};

/* NULL if unknown. */
const AssayUnit *assay_unit_find     (const char *id);
/* What it is called, in the user's language; transfer none. */
const char *assay_unit_name (const AssayUnit *self);
/* The table, *@n units long. */
const AssayUnit *assay_unit_table    (guint *n);

/* How numbers are written from now on, in all of the program: "comma" (1,234.5, which is so at first), "space" (1 234,5), "point" (1.234,5) or "system", as the
 * locale has it; one that groups no digits, such as C, is given a separator that isn't its decimal point. Any other name: "comma". Texts made before stay as they
 * are. Files that programs read don't depend on it. For the main thread. */
void             assay_numbers_set_style (const char *name);
/* @value with so many decimals, digits grouped; transfer full. */
char            *assay_number_format (double value, int decimals);

/* "1,136,117 req/s", "2.95 s", "26.5 ms", "5.2 GiB", "57.9 %", "30 Apr 2026", "3.2×"; digits grouped, at most 4
 * significant digits below 1,000. @unit NULL means a bare number. NAN gives "–". Transfer full. */
char            *assay_unit_format   (const AssayUnit *unit, double value);
/* "15–20 %", "2.1–2.9 s": both ends in one unit, the symbol once; ratios in two digits, or in three where two would read the
 * same ("2.5–42×", "1.08–1.13×"). Transfer full. */
char            *assay_unit_format_range (const AssayUnit *unit, double low, double high);
/* As short as a tick or a bar label needs: "1.14M", "830k", "26.5", "2026"; without symbol. Transfer full. */
char            *assay_unit_short    (const AssayUnit *unit, double value);
/* The same on an axis that runs to @greatest: "5k" beside "10k", where alone it would be "5,000". Transfer full. */
char            *assay_unit_tick     (const AssayUnit *unit, double value, double greatest);
/* As it stands beside a mark, with its symbol: at most 3 significant digits, but all whole ones. Transfer full. */
char            *assay_unit_label    (const AssayUnit *unit, double value);
/* An ISO date "2026", "2026-08", "2026-08-21" or "2026-Q3" as a julian day (a year or quarter: its first day; a month likewise);
 * NAN if it is none. */
double           assay_date_parse    (const char *text);
/* The last day of the period that @text names: 31 December for "2026"; NAN if it is no date. */
double           assay_date_parse_end (const char *text);
/* "21 Aug 2026" (transfer full). */
char            *assay_date_format   (double day);
/* "Mar" for 3, transfer none; "Mar 2026", transfer full: as the language has them. */
const char *assay_date_month        (guint month);
char       *assay_date_format_month (int month, int year);
/* "2026-08-21", or NULL if @day is no day; transfer full. */
char            *assay_date_iso      (double day);
/* An ISO date in words, no more precise than it is: "2026", "Q3 2026", "Aug 2026", "21 Aug 2026"; @text itself if it is no
 * date. Transfer full. */
char            *assay_date_describe (const char *text);

G_END_DECLS
