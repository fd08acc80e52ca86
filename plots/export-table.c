/* A figure's numbers as a table for other programs: spreadsheets want bare numbers, each series in its column. */
#include "plots/export.h"

#include <math.h>

#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/series.h"
#include "data/model/units.h"
#include "plots/export-private.h"
#include "plots/figure-table.h"
#include "plots/html.h"

typedef enum
{
  CELL_TITLE,
  CELL_ITEM,
  CELL_NUMBER,
  CELL_WORDS,
} Cell;

typedef struct
{
  AssayFigure *figure;
  AssayFigureTable *table;
  GString *text;
  gboolean html;
  gboolean begun;                        /* the row has a cell already */
  gboolean values, intervals, remarks;   /* which columns there is something for */
} Writer;

static const AssaySeries *
series_at (const Writer *self, guint number)
{
  return g_ptr_array_index (self->figure->series, number);
}

static gboolean
is_number (const char *text)
{
  char *end;

  g_ascii_strtod (text, &end);

  return end != text && *end == '\0';
}

static void
put_html_cell (GString *html, Cell kind, const char *text)
{
  static const char * const opens[] = { "<th scope=\"col\">", "<th scope=\"row\" align=\"left\">", "<td align=\"right\"", "<td>" };

  g_string_append (html, opens[kind]);
  /* The number itself for an office suite: what it reads in the cell's text depends on its language. */
  if (kind == CELL_NUMBER && is_number (text))
    g_string_append_printf (html, " sdval=\"%s\" sdnum=\"1033;\"", text);
  g_string_append (html, kind == CELL_NUMBER ? ">" : "");
  assay_html_put_text (html, text);
  g_string_append (html, kind == CELL_TITLE || kind == CELL_ITEM ? "</th>" : "</td>");
}

static void
put_cell (Writer *self, Cell kind, const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text != NULL ? text : ""), "\t\r\n", ' ');

  if (self->html)
    put_html_cell (self->text, kind, line);
  else
    g_string_append_printf (self->text, "%s%s", self->begun ? "\t" : "", line);
  self->begun = TRUE;
}

static void
begin_row (Writer *self)
{
  self->begun = FALSE;
  g_string_append (self->text, self->html ? "<tr>" : "");
}

static void
end_row (Writer *self)
{
  g_string_append (self->text, self->html ? "</tr>\n" : "\n");
}

/* A timeline's values are days, whatever its axes say. */
static char *
format_value (const Writer *self, double value)
{
  char *day = NULL;

  if (self->figure->kind != ASSAY_FIGURE_TIMELINE)
    return assay_export_value (&self->figure->y, value);

  day = assay_date_iso (value);

  return day != NULL ? day : g_strdup ("");
}

/* "Fastify (req/s)", "Fastify from": what the numbers below it are. */
static void
put_title (Writer *self, const char *name, const char *part)
{
  const AssayUnit *unit = self->figure->y.unit;
  const char *in = unit == NULL || part != NULL || self->figure->kind == ASSAY_FIGURE_TIMELINE ? "" : *unit->symbol != '\0' ? unit->symbol : assay_unit_name (unit);
  g_autofree char *title = *in != '\0' ? g_strdup_printf ("%s (%s)", name, in) : g_strdup_printf ("%s%s%s", name, part != NULL ? " " : "", part != NULL ? part : "");

  put_cell (self, CELL_TITLE, title);
}

static void
put_titles_of (Writer *self, const char *name)
{
  if (self->values)
    put_title (self, name, self->figure->kind == ASSAY_FIGURE_TIMELINE ? "changes" : NULL);
  if (self->intervals)
    {
      put_title (self, name, "from");
      put_title (self, name, "to");
    }
}

static void
put_titles (Writer *self)
{
  guint last = assay_figure_table_get_n_columns (self->table) - 1;

  begin_row (self);
  put_cell (self, CELL_TITLE, assay_figure_table_get_title (self->table, 0));
  if (assay_figure_table_is_alone (self->table))
    {
      put_cell (self, CELL_TITLE, assay_figure_table_get_title (self->table, 1));
      put_titles_of (self, "Value");
    }
  else
    for (guint s = 0; s < self->figure->series->len; s++)
      put_titles_of (self, series_at (self, s)->name);
  if (self->remarks)
    put_cell (self, CELL_TITLE, "Remark");
  put_cell (self, CELL_TITLE, assay_figure_table_get_title (self->table, last));
  end_row (self);
}

static void
put_number (Writer *self, double value)
{
  g_autofree char *text = format_value (self, value);

  put_cell (self, CELL_NUMBER, text);
}

/* @point -1: nothing is there. What the source gives in words stands where a number would. */
static void
put_point (Writer *self, const AssaySeries *series, int point)
{
  const AssayDatum *datum = point >= 0 && series->data != NULL ? series->data[point] : NULL;
  double value = point >= 0 ? series->y[point] : NAN;

  if (self->values && !isfinite (value) && datum != NULL && datum->text != NULL)
    put_cell (self, CELL_WORDS, datum->text);
  else if (self->values)
    put_number (self, value);
  if (self->intervals)
    {
      put_number (self, point >= 0 && series->low != NULL ? series->low[point] : NAN);
      put_number (self, point >= 0 && series->high != NULL ? series->high[point] : NAN);
    }
}

static char *
remark_on (const AssaySeries *series, int point)
{
  static const char * const bounds[] = { "", N_ ("about"), N_ ("at least"), N_ ("at most") };
  const AssayDatum *datum = point >= 0 && series->data != NULL ? series->data[point] : NULL;
  g_autofree char *reasons = datum != NULL && datum->gate != NULL ? g_strjoinv ("; ", datum->gate) : NULL;

  if (datum == NULL || (reasons == NULL && datum->bound == ASSAY_BOUND_EXACT))
    return NULL;
  if (reasons == NULL)
    return g_strdup (_ (bounds[datum->bound]));

  if (datum->bound == ASSAY_BOUND_EXACT)
    return g_strdup_printf (_ ("not counted: %s"), reasons);

  return g_strdup_printf (_ ("%s, not counted: %s"), _ (bounds[datum->bound]), reasons);
}

static void
put_remark (Writer *self, guint row)
{
  g_autoptr (GString) remarks = g_string_new (NULL);

  for (guint s = 0; s < self->figure->series->len; s++)
    {
      g_autofree char *remark = remark_on (series_at (self, s), assay_figure_table_find_point (self->table, row, s));

      if (remark != NULL)
        g_string_append_printf (remarks, "%s%s: %s", remarks->len > 0 ? "; " : "", series_at (self, s)->name, remark);
    }
  put_cell (self, CELL_WORDS, remarks->str);
}

/* The one series that has a point in the row. */
static guint
series_of_row (const Writer *self, guint row)
{
  guint s = 0;

  while (s + 1 < self->figure->series->len && assay_figure_table_find_point (self->table, row, s) < 0)
    s++;

  return s;
}

static void
put_row (Writer *self, guint row)
{
  g_autofree char *item = assay_figure_table_get_cell (self->table, row, 0);
  g_autofree char *origin = assay_figure_table_get_cell (self->table, row, assay_figure_table_get_n_columns (self->table) - 1);
  guint first = 0, end = self->figure->series->len;

  begin_row (self);
  put_cell (self, CELL_ITEM, item);
  if (assay_figure_table_is_alone (self->table))
    {
      first = series_of_row (self, row);
      end = first + 1;
      put_cell (self, CELL_WORDS, series_at (self, first)->name);
    }
  for (guint s = first; s < end; s++)
    put_point (self, series_at (self, s), assay_figure_table_find_point (self->table, row, s));
  if (self->remarks)
    put_remark (self, row);
  put_cell (self, CELL_WORDS, origin);
  end_row (self);
}

static void
find_columns (Writer *self)
{
  for (guint s = 0; s < self->figure->series->len; s++)
    {
      const AssaySeries *series = series_at (self, s);

      for (guint i = 0; i < series->n; i++)
        {
          g_autofree char *remark = remark_on (series, (int) i);

          self->values |= isfinite (series->y[i]) || (series->data != NULL && series->data[i] != NULL && series->data[i]->text != NULL);
          self->intervals |= series->low != NULL && isfinite (series->low[i]);
          self->remarks |= remark != NULL;
        }
    }
}

static void
put_table (Writer *self)
{
  find_columns (self);
  put_titles (self);
  g_string_append (self->text, self->html ? "</thead>\n<tbody>\n" : "");
  for (guint row = 0; row < assay_figure_table_get_n_rows (self->table); row++)
    put_row (self, row);
}

GBytes *
assay_export_tsv (AssayFigure *figure)
{
  g_autoptr (AssayFigureTable) table = assay_figure_table_new (figure);
  Writer writer = { figure, table, g_string_new (NULL), FALSE, FALSE, FALSE, FALSE, FALSE };

  put_table (&writer);

  return g_string_free_to_bytes (writer.text);
}

GBytes *
assay_export_html_table (AssayFigure *figure)
{
  g_autoptr (AssayFigureTable) table = assay_figure_table_new (figure);
  g_autofree char *language = assay_language_tag ();
  GString *html = g_string_new (NULL);
  Writer writer = { figure, table, html, TRUE, FALSE, FALSE, FALSE, FALSE };

  g_string_append_printf (html, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"/>\n", language);
  assay_html_put_element (html, "title", figure->finding != NULL ? figure->finding : figure->id);
  g_string_append (html, "</head>\n<body>\n<table border=\"1\" cellspacing=\"0\" cellpadding=\"3\">\n");
  assay_html_put_element (html, "caption", figure->finding);
  g_string_append (html, "<thead>\n");
  put_table (&writer);
  g_string_append (html, "</tbody>\n</table>\n");
  assay_html_put_element (html, "p", figure->footer);
  g_string_append (html, "</body>\n</html>\n");

  return g_string_free_to_bytes (html);
}
