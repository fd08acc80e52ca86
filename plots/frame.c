#include "plots/layout-private.h"

/* Of the drawing's height: what header and footer may take before they give way to the plot. */
#define MOST_TITLE 0.24
#define MOST_SUBTITLE 0.14
#define MOST_FOOTER 0.12
#define MARGIN 28
#define MOST_LINES 3       /* of a title */
#define PAGE_NUMBER 70     /* kept free beside the footer: a deck numbers its slides there */

static void
set_page (AssayLayout *self)
{
  gboolean framed = (self->parts & (ASSAY_PART_HEADER | ASSAY_PART_FOOTER | ASSAY_PART_BACKGROUND)) != 0;
  double margin = framed ? MIN (MARGIN * self->scale, 0.06 * MIN (self->width, self->height)) : 0;

  self->page = (cairo_rectangle_t) { margin, margin, self->width - 2 * margin, self->height - 2 * margin };
  self->body = self->page;
}

static void
take_top (AssayLayout *self, double height)
{
  self->body.y += height;
  self->body.height -= height;
}

/* How many lines a title of this length takes: the last ones keep room for the words that don't fit on the line before. */
static guint
count_lines (AssayLayout *self, double length)
{
  static const double room[MOST_LINES] = { 1, 1.85, 2.7 };
  guint lines = 1;

  while (lines <= MOST_LINES && length > self->page.width * room[lines - 1])
    lines++;

  return lines;
}

/* Lines of about the same length: the narrowest box that still needs only so many. */
static void
balance (AssayLayout *self, AssayLabelPlace *place, guint lines, double length)
{
  cairo_rectangle_t box, wide;

  assay_label_get_box (self, ASSAY_LABEL_TITLE, self->figure->finding, place, &wide);
  for (double width = length / lines; width < place->width; width += length * 0.04)
    {
      AssayLabelPlace narrow = *place;

      narrow.width = width;
      narrow.lines = lines + 1;
      assay_label_get_box (self, ASSAY_LABEL_TITLE, self->figure->finding, &narrow, &box);
      if (box.height <= wide.height + 0.5)
        {
          place->width = width;
          return;
        }
    }
}

/* As large as it can be, though a little smaller if that saves a line (on a slide the second size is the least that a room reads); down to the size
 * of its subtitle. */
static gboolean
fit_title (AssayLayout *self, AssayLabelPlace *place, cairo_rectangle_t *box)
{
  static const double zooms[] = { 1, 0.96, 0.86, 0.72, 0.6 };
  AssayLabelPlace line = *place;
  double length;

  line.width = 0;
  assay_label_get_box (self, ASSAY_LABEL_TITLE, self->figure->finding, &line, box);
  length = box->width;
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      guint lines = count_lines (self, length * zooms[i]);

      if (lines > MOST_LINES || (i == 0 && count_lines (self, length * zooms[1]) < lines))
        continue;
      place->zoom = zooms[i];
      place->width = self->page.width;
      if (lines > 1)
        balance (self, place, lines, length * zooms[i]);
      assay_label_get_box (self, ASSAY_LABEL_TITLE, self->figure->finding, place, box);
      if (box->height <= self->height * MOST_TITLE)
        return TRUE;
    }
  place->zoom = zooms[G_N_ELEMENTS (zooms) - 1];
  place->width = self->page.width;
  assay_label_get_box (self, ASSAY_LABEL_TITLE, self->figure->finding, place, box);

  return box->height <= self->height * MOST_TITLE;
}

static void
place_title (AssayLayout *self)
{
  AssayLabelPlace place = { self->page.x, self->body.y, 0, 0, self->page.width, MOST_LINES, NULL, 1 };
  cairo_rectangle_t box;

  if (self->figure->finding == NULL || *self->figure->finding == '\0' || !fit_title (self, &place, &box))
    return;
  assay_label_add (self, ASSAY_LABEL_TITLE, self->figure->finding, &place);
  take_top (self, box.height + 4 * self->scale);
}

static void
place_subtitle (AssayLayout *self)
{
  AssayLabelPlace place = { self->page.x, self->body.y, 0, 0, self->page.width, 2, NULL, 1 };
  cairo_rectangle_t box;

  if (self->figure->subtitle == NULL || *self->figure->subtitle == '\0')
    return;
  assay_label_get_box (self, ASSAY_LABEL_SUBTITLE, self->figure->subtitle, &place, &box);
  if (box.height > self->height * MOST_SUBTITLE)
    return;
  assay_label_add (self, ASSAY_LABEL_SUBTITLE, self->figure->subtitle, &place);
  take_top (self, box.height + 10 * self->scale);
}

static void
place_footer (AssayLayout *self)
{
  AssayLabelPlace place = { self->page.x, self->page.y + self->page.height, 0, 1,
                            MAX (self->page.width - PAGE_NUMBER * self->scale, self->page.width / 2), 2, NULL, 1 };
  cairo_rectangle_t box;

  if (self->figure->footer == NULL || *self->figure->footer == '\0')
    return;
  assay_label_get_box (self, ASSAY_LABEL_FOOTER, self->figure->footer, &place, &box);
  if (box.height > self->height * MOST_FOOTER)
    return;
  assay_label_add (self, ASSAY_LABEL_FOOTER, self->figure->footer, &place);
  self->body.height -= box.height + 12 * self->scale;
}

void
assay_frame_place (AssayLayout *self)
{
  set_page (self);
  if (self->parts & ASSAY_PART_HEADER)
    {
      place_title (self);
      place_subtitle (self);
    }
  if (self->parts & ASSAY_PART_FOOTER)
    place_footer (self);
  if (self->parts & ASSAY_PART_LEGEND)
    assay_legend_place (self);
}
