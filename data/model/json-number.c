/* Numbers: as JSON writes them, and such that a double or a gint64 holds them. */
#include "data/model/json-private.h"
#include "data/model/language.h"

#include <errno.h>
#include <math.h>

#define SAFE_INTEGER_DIGITS 18   /* every integer of so many digits fits a gint64 */
#define SAFE_LENGTH 200          /* a number of so many characters and at most two digits of exponent is finite: below 1e299 */

static gboolean
skip_digits (AssayJsonScan *self)
{
  const char *first = self->p;

  while (self->p < self->end && g_ascii_isdigit (*self->p))
    self->p++;

  return self->p > first;
}

static gboolean
skip_one_of (AssayJsonScan *self, char a, char b)
{
  if (self->p == self->end || (*self->p != a && *self->p != b))
    return FALSE;
  self->p++;

  return TRUE;
}

static gboolean
fits_integer (const char *number, gsize length)
{
  g_autofree char *copy = NULL;

  if (length <= SAFE_INTEGER_DIGITS)
    return TRUE;
  if (length > SAFE_INTEGER_DIGITS + 2)
    return FALSE;

  copy = g_strndup (number, length);

  return g_ascii_string_to_signed (copy, 10, G_MININT64, G_MAXINT64, NULL, NULL);
}

static gboolean
is_finite (const char *number, gsize length, gsize exponent_length)
{
  g_autofree char *copy = NULL;

  if (length <= SAFE_LENGTH && exponent_length <= 2)
    return TRUE;

  copy = g_strndup (number, length);

  return isfinite (g_ascii_strtod (copy, NULL));
}

/* Behind a number stands what ends it: "0x10", "012", "1.2.3" and "1e" are none. */
static gboolean
scan_end (AssayJsonScan *self, gboolean complete)
{
  gboolean cut_off = self->p == self->end;

  if (complete && (cut_off || !(g_ascii_isalnum (*self->p) || *self->p == '.' || *self->p == '+' || *self->p == '-')))
    return TRUE;

  return assay_json_fail (self, self->p, cut_off ? _ ("the document is cut off") : _ ("no number as JSON writes it"));
}

gboolean
assay_json_scan_number (AssayJsonScan *self)
{
  const char *number = self->p, *exponent = NULL;
  gboolean fraction, complete;

  skip_one_of (self, '-', '-');
  complete = skip_one_of (self, '0', '0') || skip_digits (self);
  fraction = complete && skip_one_of (self, '.', '.');
  if (fraction)
    complete = skip_digits (self);
  if (complete && skip_one_of (self, 'e', 'E'))
    {
      skip_one_of (self, '+', '-');
      exponent = self->p;
      complete = skip_digits (self);
    }
  if (!scan_end (self, complete))
    return FALSE;

  if (!fraction && exponent == NULL && !fits_integer (number, self->p - number))
    return assay_json_fail (self, number, _ ("an integer that 64 bits don't hold"));
  if (!is_finite (number, self->p - number, exponent == NULL ? 0 : self->p - exponent))
    return assay_json_fail (self, number, _ ("a number too large for a double"));

  return TRUE;
}
