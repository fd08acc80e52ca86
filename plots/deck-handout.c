#include "plots/deck-private.h"

#include <string.h>

#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/provenance.h"

#define WIDTH 595.0      /* A4, in points */
#define HEIGHT 842.0
#define MARGIN 48.0
#define INNER (WIDTH - 2 * MARGIN)
#define GAP 4.0

/* Text that runs down the page, and on to the next where it must. */
typedef struct
{
  AssayDeck *deck;
  guint slide;
  guint pages;            /* of this slide so far */
  double y;
} Flow;

static const AssayTextLook heading_look = { 11, ASSAY_WEIGHT_BOLD, INNER, 1, 0 };
static const AssayTextLook notes_look = { 11.5, ASSAY_WEIGHT_NORMAL, INNER, 40, 0 };
static const AssayTextLook body_look = { 10, ASSAY_WEIGHT_NORMAL, INNER, 50, 0 };
static const AssayTextLook small_look = { 8.5, ASSAY_WEIGHT_NORMAL, INNER, 60, 0 };

static void
begin_page (Flow *self)
{
  g_autofree char *label = self->pages == 0 ? g_strdup_printf ("n%u", self->slide + 1)
                                            : g_strdup_printf ("n%u-%u", self->slide + 1, self->pages + 1);

  assay_deck_begin_page (self->deck, WIDTH, HEIGHT, label);
  self->pages++;
  self->y = MARGIN;
}

/* Room for so much, on this page or the next. */
static void
need (Flow *self, double height)
{
  if (self->y + height <= HEIGHT - MARGIN || self->y == MARGIN)
    return;

  assay_deck_end_page (self->deck);
  begin_page (self);
}

static void
add_text (Flow *self, const char *text, const AssayTextLook *look, AssayColour colour, const char *uri)
{
  double width, height;

  if (text == NULL || *text == '\0')
    return;
  assay_text_measure (self->deck->text, text, look, &width, &height);
  need (self, height);
  if (uri != NULL)
    {
      g_autofree char *target = assay_deck_to_address (uri);

      assay_deck_write_link (self->deck, text, MARGIN, self->y, look, colour, target);
    }
  else
    assay_deck_write (self->deck, text, MARGIN, self->y, look, colour);
  self->y += height + GAP;
}

static void
add_heading (Flow *self, const char *text)
{
  need (self, 48);
  self->y += GAP;
  add_text (self, text, &heading_look, self->deck->theme->foreground, NULL);
}

/* Paragraphs apart, as the texts hold them. */
static void
add_paragraphs (Flow *self, const char *text, const AssayTextLook *look)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    add_text (self, paragraphs[i], look, self->deck->theme->foreground, NULL);
}

static void
add_slide (Flow *self)
{
  cairo_t *cr = self->deck->cr;
  double scale = INNER / ASSAY_SLIDE_WIDTH, height = ASSAY_SLIDE_HEIGHT * scale;

  cairo_save (cr);
  cairo_translate (cr, MARGIN, self->y);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, ASSAY_SLIDE_WIDTH, ASSAY_SLIDE_HEIGHT);
  cairo_clip (cr);
  assay_slide_layout_draw (g_ptr_array_index (self->deck->layouts, self->slide), cr);
  cairo_restore (cr);
  assay_colour_set_source (self->deck->theme->grid, cr);
  cairo_set_line_width (cr, 0.75);
  cairo_rectangle (cr, MARGIN, self->y, INNER, height);
  cairo_stroke (cr);
  self->y += height + 3 * GAP;
}

static void
append_field (GString *text, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " \u00b7 " : "", name, value);
}

/* Everything about an origin but its line and its address. Transfer full. */
static char *
describe_origin (const AssayProvenance *origin)
{
  GString *text = g_string_new (NULL);

  append_field (text, _ ("Read on"), origin->retrieved);
  append_field (text, _ ("Licence"), origin->licence);
  append_field (text, _ ("Machine"), origin->machine);
  append_field (text, _ ("Versions"), origin->versions);
  append_field (text, _ ("Command"), origin->command);
  append_field (text, _ ("Sample"), origin->sample);
  append_field (text, _ ("Note"), origin->note);

  return g_string_free (text, FALSE);
}

/* One text for each of @origins: those that share it come from the same place in the same circumstances. Transfer full. */
static GPtrArray *
describe_origins (GPtrArray *origins)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < origins->len; i++)
    g_ptr_array_add (texts, describe_origin (g_ptr_array_index (origins, i)));

  return texts;
}

static gboolean
same_place (GPtrArray *origins, GPtrArray *texts, guint one, guint other)
{
  const AssayProvenance *a = g_ptr_array_index (origins, one), *b = g_ptr_array_index (origins, other);

  return g_strcmp0 (a->url, b->url) == 0
         && strcmp (g_ptr_array_index (texts, one), g_ptr_array_index (texts, other)) == 0;
}

static gboolean
is_listed (GPtrArray *origins, GPtrArray *texts, guint index)
{
  for (guint i = 0; i < index; i++)
    if (same_place (origins, texts, i, index))
      return TRUE;

  return FALSE;
}

/* An origin with all others of the same place: a line each, the rest once. */
static void
add_origins_like (Flow *self, GPtrArray *origins, GPtrArray *texts, guint first)
{
  const AssayProvenance *origin = g_ptr_array_index (origins, first);

  need (self, 40);
  for (guint i = first; i < origins->len; i++)
    if (same_place (origins, texts, first, i))
      {
        g_autofree char *line = assay_provenance_line (g_ptr_array_index (origins, i));

        add_text (self, line, &body_look, self->deck->theme->foreground, NULL);
      }
  add_text (self, origin->url, &small_look, self->deck->theme->hues[0],
            assay_deck_is_address (origin->url) ? origin->url : NULL);
  add_text (self, g_ptr_array_index (texts, first), &small_look, self->deck->theme->secondary, NULL);
  self->y += GAP;
}

static void
add_origins (Flow *self, const AssayFigure *figure)
{
  g_autoptr (GPtrArray) origins = assay_figure_get_origins (figure);
  g_autoptr (GPtrArray) texts = describe_origins (origins);

  if (origins->len == 0)
    return;
  add_heading (self, origins->len == 1 ? _ ("Where it comes from") : _ ("Where they come from"));
  for (guint i = 0; i < origins->len; i++)
    if (!is_listed (origins, texts, i))
      add_origins_like (self, origins, texts, i);
}

static void
add_handout (AssayDeck *deck, guint index)
{
  const AssaySlide *slide = g_ptr_array_index (deck->slides, index);
  g_autofree char *description = assay_slide_describe (slide);
  Flow flow = { deck, index, 0, 0 };

  begin_page (&flow);
  add_slide (&flow);
  if (slide->notes != NULL)
    {
      add_heading (&flow, _ ("Notes"));
      add_paragraphs (&flow, slide->notes, &notes_look);
    }
  if (slide->figure != NULL)
    {
      add_heading (&flow, _ ("What the chart shows"));
      add_paragraphs (&flow, description, &body_look);
      add_origins (&flow, slide->figure);
    }
  else if (assay_slide_layout_is_cut (deck->layouts->pdata[index]))
    {
      add_heading (&flow, _ ("The whole text"));
      add_paragraphs (&flow, description, &body_look);
    }
  assay_deck_end_page (deck);
}

/* Of words without notes the slide has said all. */
static gboolean
has_handout (AssayDeck *self, guint index)
{
  const AssaySlide *slide = g_ptr_array_index (self->slides, index);

  return slide->figure != NULL || slide->notes != NULL || assay_slide_layout_is_cut (self->layouts->pdata[index]);
}

void
assay_deck_add_handouts (AssayDeck *self)
{
  int parent = 0;

  for (guint i = 0; i < self->slides->len; i++)
    {
      g_autofree char *name = assay_slide_get_name (g_ptr_array_index (self->slides, i));

      if (!has_handout (self, i))
        continue;
      if (parent == 0)
        parent = assay_deck_add_outline (self, 0, _ ("Notes and origins"), self->page, FALSE);
      assay_deck_add_outline (self, parent, name, self->page, FALSE);
      add_handout (self, i);
    }
}
