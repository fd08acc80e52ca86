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

/* As large as it can be in two lines, down to the size of its subtitle. */
static void
place_title (AssayLayout *self)
{
  static const double zooms[] = { 1, 0.85, 0.72, 0.6 };
  AssayLabelPlace place = { self->page.x, self->body.y, 0, 0, self->page.width, 2, NULL, 1 };
  cairo_rectangle_t box, one;

  if (self->figure->finding == NULL || *self->figure->finding == '\0')
    return;
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      AssayLabelPlace line = place;

      place.zoom = line.zoom = zooms[i];
      line.width = 0;
      assay_label_get_box (self, ASSAY_LABEL_TITLE, self->figure->finding, &place, &box);
      assay_label_get_box (self, ASSAY_LABEL_TITLE, self->figure->finding, &line, &one);
      if (box.height <= self->height * MOST_TITLE && one.width < self->page.width * 1.8)
        break;
    }
  if (box.height > self->height * MOST_TITLE)
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
