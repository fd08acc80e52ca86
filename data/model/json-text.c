#include "data/model/json-text.h"

#include <math.h>
#include <string.h>

#include "data/model/language.h"

#define MOST_WHOLE 1e15      /* below it, a whole number has all its digits and no exponent */

static void
put_escaped (GString *json, char c)
{
  static const char plain[] = "\"\\\b\f\n\r\t", letters[] = ("\"\\bfnrt");
  const char *found = strchr (plain, c);

  if (found != NULL)
    {
      g_string_append_c (json, '\\');
      g_string_append_c (json, letters[found - plain]);
    }
  else
    g_string_append_printf (json, "\\u%04x", (guint) (guchar) c);
}

void
assay_json_put_string (GString *json, const char *value)
{
  const char *begin = value, *c;

  g_string_append_c (json, '"');
  for (c = value; *c != '\0'; c++)
    if (*c == '"' || *c == '\\' || g_ascii_iscntrl (*c))
      {
        g_string_append_len (json, begin, c - begin);
        put_escaped (json, *c);
        begin = c + 1;
      }
  g_string_append_len (json, begin, c - begin);
  g_string_append_c (json, '"');
}

/* With a point or an exponent, so that it is read back as a double. Counts are many, and written in a third of the time without their digits' search. */
void
assay_json_put_double (GString *json, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (value != 0 && ABS (value) < MOST_WHOLE && value == trunc (value))
    g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, (gint64) value);
  else
    g_ascii_dtostr (text, sizeof text, value);
  g_string_append (json, text);
  if (strpbrk (text, ".e") == NULL)
    g_string_append (json, ".0");
}

void
assay_json_put_name (GString *json, const char *name)
{
  if (json->len > 0 && json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  assay_json_put_string (json, name);
  g_string_append_c (json, ':');
}

void
assay_json_put_text (GString *json, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  assay_json_put_name (json, name);
  assay_json_put_string (json, value);
}

void
assay_json_put_number (GString *json, const char *name, double value)
{
  if (!isfinite (value))
    return;
  assay_json_put_name (json, name);
  assay_json_put_double (json, value);
}

void
assay_json_put_range (GString *json, double value, double low, double high)
{
  if (!isfinite (low) || !isfinite (high) || !(low <= value && value <= high))
    return;
  assay_json_put_number (json, "low", low);
  assay_json_put_number (json, "high", high);
}

void
assay_json_put_strings (GString *json, const char *name, char **values)
{
  if (values == NULL)
    return;
  assay_json_put_name (json, name);
  g_string_append_c (json, '[');
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      assay_json_put_string (json, values[i]);
    }
  g_string_append_c (json, ']');
}
