#include "plots/layout-private.h"

/* Of the drawing's height: what header and footer may take before they give way to the plot. */
#define MOST_TITLE 0.24
#define MOST_SUBTITLE 0.14
#define MOST_FOOTER 0.12
#define MARGIN 28
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

/* Lines of about the same length: the narrowest box that still needs only two. */
static void
balance (AssayLayout *self, AssayLabelPlace *place, double one_line)
{
  cairo_rectangle_t box, wide;

  assay_label_get_box (self, ASSAY_LABEL_TITLE, self->figure->finding, place, &wide);
  for (double width = one_line * 0.5; width < place->width; width += one_line * 0.04)
    {
      AssayLabelPlace narrow = *place;

      narrow.width = width;
      narrow.lines = 3;
      assay_label_get_box (self, ASSAY_LABEL_TITLE, self->figure->finding, &narrow, &box);
      if (box.height <= wide.height + 0.5)
        {
          place->width = width;
          return;
        }
    }
}

/* On one line if it can be nearly full size, else on two; down to the size of its subtitle. */
static gboolean
fit_title (AssayLayout *self, AssayLabelPlace *place, cairo_rectangle_t *box)
{
  static const double zooms[] = { 1, 0.93, 0.86, 0.72, 0.6 };
  AssayLabelPlace line = *place;
  double one_line;

  line.width = 0;
  assay_label_get_box (self, ASSAY_LABEL_TITLE, self->figure->finding, &line, box);
  one_line = box->width;
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      guint lines = one_line * 0.86 > self->page.width ? 2 : 1;

      place->zoom = zooms[i];
      if (one_line * zooms[i] > self->page.width * (lines == 2 ? 1.85 : 1))
        continue;
      place->width = self->page.width;
      if (lines == 2)
        balance (self, place, one_line * zooms[i]);
      assay_label_get_box (self, ASSAY_LABEL_TITLE, self->figure->finding, place, box);
      if (box->height <= self->height * MOST_TITLE)
        return TRUE;
    }
  place->width = self->page.width;
  assay_label_get_box (self, ASSAY_LABEL_TITLE, self->figure->finding, place, box);

  return box->height <= self->height * MOST_TITLE;
}

static void
place_title (AssayLayout *self)
{
  AssayLabelPlace place = { self->page.x, self->body.y, 0, 0, self->page.width, 2, NULL, 1 };
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
