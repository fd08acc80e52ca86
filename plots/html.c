#include "plots/html.h"

#include <string.h>

static gboolean
is_allowed (gunichar c)
{
  return c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7f && !(c >= 0x80 && c < 0xa0) && c != 0xfffe && c != 0xffff);
}

void
assay_html_put_text (GString *html, const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  for (const char *c = valid; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    switch (*c)
      {
      case '&':
        g_string_append (html, "&amp;");
        break;

      case '<':
        g_string_append (html, "&lt;");
        break;

      case '>':
        g_string_append (html, "&gt;");
        break;

      case '"':
        g_string_append (html, "&quot;");
        break;

      default:
        g_string_append_unichar (html, is_allowed (g_utf8_get_char (c)) ? g_utf8_get_char (c) : 0xfffd);
      }
}

void
assay_html_put_element (GString *html, const char *open, const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  g_string_append_printf (html, "<%s>", open);
  assay_html_put_text (html, text);
  g_string_append_printf (html, "</%.*s>\n", (int) strcspn (open, " "), open);
}

void
assay_html_put_around (GString *html, const char *words, const char *markup)
{
  const char *place = strstr (words, "%s");
  g_autofree char *before = g_strndup (words, place != NULL ? (gsize) (place - words) : strlen (words));

  assay_html_put_text (html, before);
  g_string_append (html, place != NULL ? markup : "");
  assay_html_put_text (html, place != NULL ? place + strlen ("%s") : NULL);
}
