#include "data/model/reason.h"

#include <string.h>

#define MOST_DIRECTIVES 4

static const char * const formats[] = {
  ASSAY_REASON_FAILED, ASSAY_REASON_IN_FLIGHT, ASSAY_REASON_INTERVALS, ASSAY_REASON_SENT, ASSAY_REASON_PLANNED, ASSAY_REASON_PLANNED_ANSWERED,
  ASSAY_REASON_LATE, ASSAY_REASON_MEAN, ASSAY_REASON_GENERATOR, ASSAY_REASON_HALVES, ASSAY_REASON_UNSTEADY, ASSAY_REASON_NO_ANSWER, ASSAY_REASON_OTHERS,
  ASSAY_REASON_STEAL, ASSAY_REASON_CLOCK_FORWARD, ASSAY_REASON_CLOCK_BACK, ASSAY_REASON_NO_ITERATION, ASSAY_REASON_EXCLUDED,
  ASSAY_REASON_ONE_START, ASSAY_REASON_FEW_STARTS, ASSAY_REASON_BELOW_ZERO, ASSAY_REASON_ZERO, ASSAY_REASON_ABOVE_MOST, ASSAY_REASON_LITTLE,
  ASSAY_REASON_ABOVE, ASSAY_REASON_BELOW, ASSAY_REASON_ANSWERS, ASSAY_REASON_ERRORS, ASSAY_REASON_CARRIED_OVER, ASSAY_REASON_CROWD, ASSAY_REASON_RUNS_FAILED,
};

/* Of a format: its next plain text, and the directive behind it. */
typedef struct
{
  const char *text;
  gsize length;
  guint directive;     /* counted from 1; 0 at the end and for a percent sign, which then is the last byte of @text */
} Piece;

static gboolean
next_piece (const char **format, guint *n, Piece *piece)
{
  const char *at = *format;

  if (*at == '\0')
    return FALSE;
  *piece = (Piece) { .text = at, .length = strcspn (at, "%") };
  at += piece->length;
  if (at[0] == '%' && at[1] == '%')
    {
      piece->length++;
      at += 2;
    }
  else if (*at == '%')
    {
      const char *digits = ++at;

      piece->directive = ++*n;
      at += strspn (at, "0123456789");
      if (*at == '$')
        piece->directive = (guint) g_ascii_strtoull (digits, NULL, 10);
      at += strcspn (at, "sudf");
      at += *at != '\0';
    }
  *format = at;

  return TRUE;
}

/* What stands in @text where @format has directives, each up to the first of what follows it there. */
static gboolean
match (const char *format, const char *text, Piece found[MOST_DIRECTIVES])
{
  guint n = 0, open = 0;     /* the directive whose end is looked for */
  Piece piece;

  while (next_piece (&format, &n, &piece))
    {
      const char *plain = open > 0 ? memmem (text, strlen (text), piece.text, piece.length) : strncmp (text, piece.text, piece.length) == 0 ? text : NULL;

      if (plain == NULL || (open > 0 && plain == text) || piece.directive > MOST_DIRECTIVES)
        return FALSE;
      if (open > 0)
        found[open - 1] = (Piece) { .text = text, .length = (gsize) (plain - text) };
      text = plain + piece.length;
      open = piece.directive;
    }
  if (open > 0)
    found[open - 1] = (Piece) { .text = text, .length = strlen (text) };

  return (open > 0) == (*text != '\0');
}

static char *
put_in (const char *format, const Piece found[MOST_DIRECTIVES])
{
  GString *text = g_string_new (NULL);
  guint n = 0;
  Piece piece;

  while (next_piece (&format, &n, &piece))
    {
      g_string_append_len (text, piece.text, (gssize) piece.length);
      if (piece.directive > 0 && piece.directive <= MOST_DIRECTIVES && found[piece.directive - 1].length > 0)
        {
          g_autofree char *words = g_strndup (found[piece.directive - 1].text, found[piece.directive - 1].length);

          g_string_append (text, _ (words));
        }
    }

  return g_string_free (text, FALSE);
}

char *
assay_reason_say (const char *stored)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const char *translated = _ (formats[i]);
      Piece found[MOST_DIRECTIVES] = { 0 };

      if (translated != formats[i] && match (formats[i], stored, found))
        return put_in (translated, found);
    }

  return g_strdup (stored);
}

char *
assay_reason_join (char **stored)
{
  GString *line = NULL;

  for (char **reason = stored; reason != NULL && *reason != NULL; reason++)
    {
      g_autofree char *words = assay_reason_say (*reason);

      if (line == NULL)
        line = g_string_new (words);
      else
        g_string_append_printf (line, "; %s", words);
    }

  return line != NULL ? g_string_free (line, FALSE) : NULL;
}
