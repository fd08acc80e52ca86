/* A chart on the web page. */
#include "plots/web-private.h"

#include <string.h>

#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/series.h"
#include "plots/chart-size.h"
#include "plots/deck-private.h"
#include "plots/export-private.h"
#include "plots/figure-table.h"
#include "plots/html.h"
#include "plots/layout.h"

/* Drawn for a page and for a telephone, since letters can't shrink: the style shows the one that fits. */
#define WIDE 880
#define NARROW 340

/* More rows help no reader; the program's files have all. */
#define MOST_ROWS 200

/* A chart in the making. */
typedef struct
{
  AssayWeb *web;
  AssayFigure *figure;
  guint index;
  GPtrArray *origins;      /* of AssayProvenance, each once */
  GPtrArray *texts;        /* of char *, all of an origin but its line and address */
  GArray *numbers;         /* of guint, for each origin the number in the list, from 1: origins of one place share one */
} Chart;

static void
put_svg (Chart *self, int width, const char *kind)
{
  GString *html = self->web->html;
  int height = assay_chart_natural_height (self->figure, width, 1);
  g_autofree char *light = assay_export_svg_plot (self->figure, &assay_theme_light, width, height);
  g_autofree char *dark = assay_export_svg_plot (self->figure, &assay_theme_dark, width, height);
  g_autofree char *prefix = g_strdup_printf ("%c%u-", *kind, self->index + 1);
  g_autofree char *description = assay_figure_describe (self->figure);

  if (light == NULL || dark == NULL)
    return;
  g_string_append_printf (html, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%st\" "
                          "aria-describedby=\"%sd\">\n<title id=\"%st\">", kind, width, height, prefix, prefix, prefix);
  assay_html_put_text (html, self->figure->finding != NULL ? self->figure->finding : self->figure->id);
  g_string_append_printf (html, "</title>\n<desc id=\"%sd\">", prefix);
  assay_html_put_text (html, description);
  g_string_append (html, "</desc>");
  assay_svg_pool_add (self->web->pool, html, light, dark, prefix);
  g_string_append (html, "</svg>\n");
}

static void
put_drawing (Chart *self)
{
  g_string_append (self->web->html, "<figure>\n");
  put_svg (self, WIDE, "wide");
  put_svg (self, NARROW, "narrow");
  assay_html_put_element (self->web->html, "figcaption", self->figure->footer);
  g_string_append (self->web->html, "</figure>\n");
}

/* Which numbers of the list of origins a row leads to. */
static void
put_row_origins (Chart *self, const AssayFigureTable *table, guint row)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_string_append (self->web->html, "<td class=\"from\">");
  for (guint s = 0; s < self->figure->series->len; s++)
    {
      int point = assay_figure_table_find_point (table, row, s);
      const AssaySeries *series = self->figure->series->pdata[s];
      const AssayProvenance *origin = point >= 0 ? assay_series_get_origin (series, (guint) point) : NULL;
      guint at, number;

      if (origin == NULL || !g_ptr_array_find (self->origins, origin, &at))
        continue;
      number = g_array_index (self->numbers, guint, at);
      if (g_hash_table_add (seen, GUINT_TO_POINTER (number)))
        g_string_append_printf (self->web->html, "%s<a href=\"#o%u-%u\">%u</a>", g_hash_table_size (seen) > 1 ? ", " : "", self->index + 1, number, number);
    }
  g_string_append (self->web->html, "</td>");
}

static void
put_row (Chart *self, const AssayFigureTable *table, guint row)
{
  GString *html = self->web->html;

  g_string_append (html, "<tr>");
  for (guint c = 0; c + 1 < assay_figure_table_get_n_columns (table); c++)
    {
      g_autofree char *cell = assay_figure_table_get_cell (table, row, c);

      g_string_append (html, c == 0 ? "<th scope=\"row\">" : assay_figure_table_is_numeric (table, c) ? "<td class=\"number\">" : "<td>");
      assay_html_put_text (html, cell);
      g_string_append (html, c == 0 ? "</th>" : "</td>");
    }
  put_row_origins (self, table, row);
  g_string_append (html, "</tr>\n");
}

static void
put_titles (Chart *self, const AssayFigureTable *table)
{
  guint last = assay_figure_table_get_n_columns (table) - 1;

  g_string_append (self->web->html, "<thead>\n<tr>");
  for (guint c = 0; c <= last; c++)
    {
      g_string_append_printf (self->web->html, "<th scope=\"col\"%s>", assay_figure_table_is_numeric (table, c) ? " class=\"number\"" : "");
      assay_html_put_text (self->web->html, c == last ? _ ("Origin") : assay_figure_table_get_title (table, c));
      g_string_append (self->web->html, "</th>");
    }
  g_string_append (self->web->html, "</tr>\n</thead>\n");
}

/* Within a box that scrolls sideways where the table is wider than the screen, by keys too. */
static void
put_table (Chart *self)
{
  GString *html = self->web->html;
  g_autoptr (AssayFigureTable) table = assay_figure_table_new (self->figure);
  guint n = assay_figure_table_get_n_rows (table);
  g_autofree char *rest = NULL;

  g_string_append_printf (html, "<h4 id=\"h%u\">", self->index + 1);
  assay_html_put_text (html, _ ("The figures"));
  g_string_append_printf (html, "</h4>\n<div class=\"scroll\" role=\"region\" aria-labelledby=\"h%u\" tabindex=\"0\">\n<table>\n", self->index + 1);
  put_titles (self, table);
  g_string_append (html, "<tbody>\n");
  for (guint row = 0; row < MIN (n, MOST_ROWS); row++)
    put_row (self, table, row);
  g_string_append (html, "</tbody>\n</table>\n</div>\n");
  rest = n > MOST_ROWS ? g_strdup_printf (_ ("The first %1$u of %2$u rows."), MOST_ROWS, n) : NULL;
  assay_html_put_element (html, "p class=\"note\"", rest);
}

static void
put_field (GString *html, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append (html, "<dt>");
  assay_html_put_text (html, name);
  g_string_append (html, "</dt> <dd>");
  assay_html_put_text (html, value);
  g_string_append (html, "</dd>\n");
}

static char *
describe_origin (const AssayProvenance *origin)
{
  GString *html = g_string_new (NULL);

  put_field (html, _ ("Published by"), origin->publisher);
  put_field (html, _ ("Read on"), origin->retrieved);
  put_field (html, _ ("Licence"), origin->licence);
  put_field (html, _ ("Machine"), origin->machine);
  put_field (html, _ ("Versions"), origin->versions);
  put_field (html, _ ("Command"), origin->command);
  put_field (html, _ ("Sample"), origin->sample);
  put_field (html, _ ("Note"), origin->note);
  if (!assay_deck_is_address (origin->url))
    put_field (html, _ ("Place"), origin->url);

  return g_string_free (html, FALSE);
}

static gboolean
same_place (const Chart *self, guint one, guint other)
{
  const AssayProvenance *a = self->origins->pdata[one], *b = self->origins->pdata[other];

  return g_strcmp0 (a->url, b->url) == 0 && strcmp (self->texts->pdata[one], self->texts->pdata[other]) == 0;
}

/* Those that differ in their line alone come from one place in the same circumstances: one entry of the list. */
static void
number_origins (Chart *self)
{
  guint next = 0;

  for (guint i = 0; i < self->origins->len; i++)
    {
      guint number = 0;

      g_ptr_array_add (self->texts, describe_origin (self->origins->pdata[i]));
      for (guint k = 0; k < i && number == 0; k++)
        number = same_place (self, k, i) ? g_array_index (self->numbers, guint, k) : 0;
      if (number == 0)
        number = ++next;
      g_array_append_val (self->numbers, number);
    }
}

void
assay_web_put_link (GString *html, const AssayProvenance *origin, const char *text)
{
  gboolean link = assay_deck_is_address (origin->url);

  if (link)
    {
      g_string_append (html, "<a rel=\"noreferrer\" href=\"");
      assay_html_put_text (html, origin->url);
      g_string_append (html, "\">");
    }
  assay_html_put_text (html, text);
  g_string_append (html, link ? "</a>" : "");
}

/* The distinct lines of the origins with that number; transfer container. */
static GPtrArray *
lines_of (const Chart *self, guint number)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->origins->len; i++)
    {
      g_autofree char *line = assay_provenance_line (self->origins->pdata[i]);

      if (g_array_index (self->numbers, guint, i) == number && !g_ptr_array_find_with_equal_func (lines, line, g_str_equal, NULL))
        g_ptr_array_add (lines, g_steal_pointer (&line));
    }

  return lines;
}

/* Several lines lead to one address: it follows them. */
static void
put_origin (Chart *self, guint first)
{
  GString *html = self->web->html;
  const AssayProvenance *origin = self->origins->pdata[first];
  guint number = g_array_index (self->numbers, guint, first);
  g_autoptr (GPtrArray) lines = lines_of (self, number);

  g_string_append_printf (html, "<li id=\"o%u-%u\">", self->index + 1, number);
  for (guint i = 0; i < lines->len && lines->len > 1; i++)
    {
      assay_html_put_text (html, lines->pdata[i]);
      g_string_append (html, "<br/>\n");
    }
  if (lines->len == 1)
    assay_web_put_link (html, origin, lines->pdata[0]);
  else if (assay_deck_is_address (origin->url))
    assay_web_put_link (html, origin, origin->url);
  if (*(const char *) self->texts->pdata[first] != '\0')
    g_string_append_printf (html, "\n<dl>\n%s</dl>\n", (const char *) self->texts->pdata[first]);
  g_string_append (html, "</li>\n");
}

static void
put_origins (Chart *self)
{
  GString *html = self->web->html;
  guint last = 0;

  if (self->origins->len == 0)
    return;
  assay_html_put_element (html, "h4", self->origins->len == 1 ? _ ("Where it comes from") : _ ("Where they come from"));
  g_string_append (html, "<ol class=\"origins\">\n");
  for (guint i = 0; i < self->origins->len; i++)
    if (g_array_index (self->numbers, guint, i) > last)
      {
        last = g_array_index (self->numbers, guint, i);
        put_origin (self, i);
      }
  g_string_append (html, "</ol>\n");
}

/* They are written to be said, and read oddly without a name. */
static void
put_notes (GString *html, const char *notes)
{
  if (notes == NULL || *notes == '\0')
    return;
  g_string_append (html, "<p><strong>");
  assay_html_put_text (html, _ ("Notes:"));
  g_string_append (html, "</strong> ");
  assay_html_put_text (html, notes);
  g_string_append (html, "</p>\n");
}

void
assay_web_put_chart (AssayWeb *self, AssayFigure *figure, guint index)
{
  g_autoptr (GPtrArray) origins = assay_figure_get_origins (figure);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  Chart chart = { self, figure, index, origins, texts, numbers };
  g_autofree char *description = assay_figure_describe (figure);

  number_origins (&chart);
  g_string_append_printf (self->html, "<article id=\"c%u\" aria-labelledby=\"c%u-f\">\n<h3 id=\"c%u-f\">", index + 1, index + 1, index + 1);
  assay_html_put_text (self->html, figure->finding != NULL ? figure->finding : figure->id);
  g_string_append (self->html, "</h3>\n");
  assay_html_put_element (self->html, "p class=\"subtitle\"", figure->subtitle);
  put_drawing (&chart);
  put_notes (self->html, figure->notes);
  assay_html_put_element (self->html, "p class=\"note\"", description);
  put_table (&chart);
  put_origins (&chart);
  g_string_append (self->html, "</article>\n");
}
