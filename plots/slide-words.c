#include "plots/slide-words.h"

#include <math.h>
#include <string.h>

#include "plots/text.h"

/* In the design's units; at 1920x1080 twice as many pixels. */
#define MARGIN 28.0
#define LEAST_TITLE 24.0
#define LEAST_TEXT 11.0
#define NUMBER 22.0          /* kept free at the bottom, where the slide's number stands */
#define MOST_TITLE_LINES 4
/* More never fit on a slide; they aren't even measured. */
#define MOST_PARAGRAPHS 60
#define MOST_LINES 60
/* Of the size of type: between paragraphs; before an item of a list, and its indent. */
#define GAP 0.55
#define INDENT 1.3

typedef struct
{
  char *string;
  AssayTextLook look;
  double x, y;
  AssayColour colour;
} Piece;

struct _AssayWords
{
  const AssayTheme *theme;
  AssayText *text;           /* NULL: drawn already */
  GArray *pieces;            /* of Piece */
  cairo_rectangle_t page;    /* within the margins, without the number's line */
  double scale, zoom;
  gboolean cut;
};

static void
piece_clear (gpointer piece)
{
  g_free (((Piece *) piece)->string);
}

static void
add_piece (AssayWords *self, const char *string, const AssayTextLook *look, double x, double y, AssayColour colour)
{
  Piece piece = { g_strdup (string), *look, x, y, colour };

  g_array_append_val (self->pieces, piece);
}

/* What stands before an item of a list, and in @rest the item; NULL for a paragraph. */
static const char *
split_mark (const char *paragraph, const char **rest)
{
  static const struct { const char *prefix, *mark; } marks[] = { { "- ", "•" }, { "* ", "•" }, { "• ", "•" }, { "+ ", "+" }, { "− ", "−" } };

  *rest = paragraph;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (paragraph, marks[i].prefix))
      {
        *rest = paragraph + strlen (marks[i].prefix);
        return marks[i].mark;
      }

  return NULL;
}

/* How @paragraph is set in type of @size. */
static AssayTextLook
look_of (AssayWords *self, const char *paragraph, double size)
{
  const char *rest;
  double indent = split_mark (paragraph, &rest) != NULL ? INDENT * size : 0;

  return (AssayTextLook) { size, ASSAY_WEIGHT_NORMAL, MAX (self->page.width - indent, 1), MOST_LINES, 0 };
}

static double
measure (AssayWords *self, char **paragraphs, double size)
{
  double height = 0;

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      AssayTextLook look = look_of (self, paragraphs[i], size);
      const char *rest;
      double w, h;

      split_mark (paragraphs[i], &rest);
      assay_text_measure (self->text, rest, &look, &w, &h);
      height += h + (i > 0 ? GAP * size : 0);
    }

  return height;
}

/* The largest of @sizes (in the design's units, ending in 0) at which the paragraphs are no higher than @room; the least otherwise. */
static double
fit_size (AssayWords *self, char **paragraphs, const double *sizes, double room)
{
  double size = LEAST_TEXT * self->scale;

  for (; *sizes > 0; sizes++)
    {
      size = MAX (*sizes * self->zoom, LEAST_TEXT) * self->scale;
      if (measure (self, paragraphs, size) <= room)
        return size;
    }

  return LEAST_TEXT * self->scale;
}

/* One paragraph at @y, no lower than @bottom; returns its height. */
static double
place_paragraph (AssayWords *self, const char *paragraph, double size, double y, double bottom, AssayColour colour)
{
  AssayTextLook look = look_of (self, paragraph, size), one = { size, ASSAY_WEIGHT_BOLD, 0, 1, 0 };
  const char *rest, *mark = split_mark (paragraph, &rest);
  double w, h, line;

  assay_text_measure (self->text, "0", &one, &w, &line);
  look.lines = CLAMP (floor ((bottom - y) / line + 0.01), 0, MOST_LINES);
  if (look.lines == 0)
    {
      self->cut = TRUE;
      return 0;
    }
  self->cut = !assay_text_measure (self->text, rest, &look, &w, &h) || self->cut;
  if (mark != NULL)
    add_piece (self, mark, &one, self->page.x, y, colour);
  add_piece (self, rest, &look, self->page.x + self->page.width - look.width, y, colour);

  return h;
}

static void
place_paragraphs (AssayWords *self, char **paragraphs, double size, double y, AssayColour colour)
{
  double bottom = self->page.y + self->page.height;

  for (guint i = 0; paragraphs[i] != NULL; i++)
    y += place_paragraph (self, paragraphs[i], size, y, bottom, colour) + GAP * size;
}

/* The title's look: the largest of @sizes at which it takes @lines at most and is no higher than @room. */
static AssayTextLook
fit_title (AssayWords *self, const char *title, const double *sizes, guint lines, double room, double *height)
{
  AssayTextLook look = { 0, ASSAY_WEIGHT_HEAVY, self->page.width, lines, 0 };
  double width;

  for (; *sizes > 0; sizes++)
    {
      look.size = MAX (*sizes * self->zoom, LEAST_TITLE) * self->scale;
      if (assay_text_measure (self->text, title, &look, &width, height) && *height <= room)
        return look;
    }
  look.size = LEAST_TITLE * self->scale;
  self->cut = !assay_text_measure (self->text, title, &look, &width, height) || self->cut;

  return look;
}

static void
layout_text (AssayWords *self, const char *title, char **paragraphs)
{
  static const double title_sizes[] = { 25, LEAST_TITLE, 0 }, sizes[] = { 20, 18, 16, 14, 12.5, LEAST_TEXT, 0 };
  double y = self->page.y, height = 0;

  if (*title != '\0')
    {
      AssayTextLook look = fit_title (self, title, title_sizes, 2, self->page.height / 3, &height);

      add_piece (self, title, &look, self->page.x, y, self->theme->foreground);
      y += height + 18 * self->scale;
    }
  place_paragraphs (self, paragraphs, fit_size (self, paragraphs, sizes, self->page.y + self->page.height - y), y, self->theme->foreground);
}

/* Above the middle, as posters have it. */
static void
layout_title (AssayWords *self, const char *title, char **paragraphs)
{
  static const double title_sizes[] = { 48, 42, 36, 30, LEAST_TITLE, 0 }, sizes[] = { 18, 16, 14, 12.5, LEAST_TEXT, 0 };
  double height = 0, gap = 20 * self->scale, size, below, y;
  AssayTextLook look = fit_title (self, title, title_sizes, MOST_TITLE_LINES, self->page.height * 0.55, &height);

  size = fit_size (self, paragraphs, sizes, self->page.height - height - gap);
  below = measure (self, paragraphs, size);
  y = self->page.y + MAX ((self->page.height - height - gap - below) * 0.42, 0);
  add_piece (self, title, &look, self->page.x, y, self->theme->foreground);
  place_paragraphs (self, paragraphs, size, y + height + gap, self->theme->secondary);
}

/* Lines that say something, at most as many as could be seen. Transfer full. */
static char **
split_text (AssayWords *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  g_autoptr (GStrvBuilder) paragraphs = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && n++ < MOST_PARAGRAPHS)
      g_strv_builder_add (paragraphs, lines[i]);
  self->cut = n > MOST_PARAGRAPHS;

  return g_strv_builder_end (paragraphs);
}

AssayWords *
assay_words_new (AssaySlide *slide, const AssayTheme *theme, double width, double height, double scale, double text)
{
  AssayWords *self = g_new0 (AssayWords, 1);
  double margin = MIN (MARGIN * scale * text, 0.06 * MIN (width, height));
  g_auto (GStrv) paragraphs = split_text (self, slide->text);

  self->theme = theme;
  self->text = assay_text_new (theme->font);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, piece_clear);
  self->scale = scale;
  self->zoom = text;
  self->page = (cairo_rectangle_t) { margin, margin, width - 2 * margin, height - 2 * margin - NUMBER * scale };
  if (slide->kind == ASSAY_SLIDE_TITLE)
    layout_title (self, slide->title, paragraphs);
  else
    layout_text (self, slide->title, paragraphs);

  return self;
}

void
assay_words_finish_drawing (AssayWords *self)
{
  g_clear_pointer (&self->text, assay_text_free);
}

void
assay_words_free (AssayWords *self)
{
  assay_words_finish_drawing (self);
  g_array_unref (self->pieces);
  g_free (self);
}

gboolean
assay_words_are_cut (AssayWords *self)
{
  return self->cut;
}

void
assay_words_draw (AssayWords *self, cairo_t *cr)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      assay_colour_set_source (piece->colour, cr);
      assay_text_draw (self->text, cr, piece->string, &piece->look, piece->x, piece->y);
    }
}

char *
assay_words_to_text (AssayWords *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);
      double width, height;

      assay_text_measure (self->text, piece->string, &piece->look, &width, &height);
      g_string_append_printf (text, "%.0f %.0f,%.0f %.0fx%.0f: %s\n", piece->look.size, piece->x, piece->y, width, height, piece->string);
    }

  return g_string_free (text, FALSE);
}
