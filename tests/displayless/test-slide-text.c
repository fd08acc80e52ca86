/* Every chart of the catalogue as a slide at 1920x1080 in every theme: its text is large enough for the last row, whole, nowhere on other text, and
 * read on whatever is painted under it; its marks stand out from the ground. */
#include <math.h>
#include <string.h>

#include "data/model/datum.h"
#include "data/model/figure.h"
#include "data/model/units.h"
#include "data/model/series.h"
#include "plots/layout-private.h"
#include "plots/slide.h"
#include "tests/displayless/shipped.h"

#define WIDTH 1920
#define HEIGHT 1080
#define SMALLEST 22
#define SMALLEST_TITLE 48
#define SLACK 0.01

typedef struct
{
  AssayStore *store;
  GPtrArray *figures;           /* of AssayFigure */
} Talk;

static Talk talk;

static void
talk_load (void)
{
  GPtrArray *charts;

  talk.store = load_shipped ();
  talk.figures = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_figure_unref);
  charts = assay_store_get_charts (talk.store);
  for (guint i = 0; i < charts->len; i++)
    if (!is_chart_of_the_user (charts->pdata[i]))
      g_ptr_array_add (talk.figures, assay_chart_get_figure (charts->pdata[i], talk.store, assay_date_parse ("2026-11-23"), NULL));
}

static void
talk_free (void)
{
  g_ptr_array_unref (talk.figures);
  g_object_unref (talk.store);
}

static AssaySlideLayout *
slide_new (guint at, const AssayTheme *theme)
{
  g_autoptr (AssaySlide) slide = assay_slide_new_chart (g_ptr_array_index (talk.figures, at), NULL, NULL);

  return assay_slide_layout_new (slide, theme, WIDTH, HEIGHT, 1);
}

static const AssayLabel *
get_label (AssayLayout *layout, guint at)
{
  return &g_array_index (layout->labels, AssayLabel, at);
}

/* Says which label of which slide, and goes on: one run tells all. */
static void
complain (AssayLayout *layout, const AssayLabel *label, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
complain (AssayLayout *layout, const AssayLabel *label, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s, %s: “%s” %s", layout->figure->id, layout->theme->name, label->text, what);
  g_test_fail ();
}

static guint
count_role (AssayLayout *layout, AssayLabelRole role)
{
  guint n = 0;

  for (guint i = 0; i < layout->labels->len; i++)
    n += get_label (layout, i)->role == role;

  return n;
}

static void
check_sizes (AssayLayout *layout)
{
  for (guint i = 0; i < layout->labels->len; i++)
    {
      const AssayLabel *label = get_label (layout, i);
      double least = label->role == ASSAY_LABEL_TITLE ? SMALLEST_TITLE : SMALLEST, width, height;

      if (label->look.size < least - SLACK)
        complain (layout, label, "has %.1f px", label->look.size);
      if (!assay_text_measure (layout->text, label->text, &label->look, &width, &height))
        complain (layout, label, "is cut short");
      if (label->box.x < 0 || label->box.y < 0 || label->box.x + label->box.width > WIDTH || label->box.y + label->box.height > HEIGHT)
        complain (layout, label, "leaves the slide");
    }
  g_assert_cmpuint (count_role (layout, ASSAY_LABEL_TITLE), ==, 1);
  g_assert_cmpuint (count_role (layout, ASSAY_LABEL_SUBTITLE), ==, 1);
  g_assert_cmpuint (count_role (layout, ASSAY_LABEL_FOOTER), ==, 1);
}

/* A tenth of a line's box above and below is air. */
static gboolean
letters_overlap (const cairo_rectangle_t *a, const cairo_rectangle_t *b)
{
  double air = 0.1 * (a->height + b->height) + SLACK;

  return a->x + SLACK < b->x + b->width && b->x + SLACK < a->x + a->width
         && a->y + air < b->y + b->height && b->y + air < a->y + a->height;
}

static void
check_overlaps (AssayLayout *layout)
{
  for (guint i = 0; i < layout->labels->len; i++)
    for (guint j = 0; j < i; j++)
      if (letters_overlap (&get_label (layout, i)->box, &get_label (layout, j)->box))
        complain (layout, get_label (layout, i), "lies on “%s”", get_label (layout, j)->text);
}

static cairo_surface_t *
paint (AssaySlideLayout *slide, guint index, guint n)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  assay_slide_layout_draw_numbered (slide, cr, index, n);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static const guint32 *
get_row (cairo_surface_t *surface, int y)
{
  return (const guint32 *) (cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface));
}

/* What differs between the slide as "88 / 88" and as "1 / 1". */
static cairo_rectangle_t
get_number_box (AssaySlideLayout *slide)
{
  cairo_surface_t *one = paint (slide, 87, 88), *other = paint (slide, 0, 1);
  int left = WIDTH, top = HEIGHT, right = 0, bottom = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      if ((get_row (one, y)[x] & 0xffffff) != (get_row (other, y)[x] & 0xffffff))
        {
          left = MIN (left, x);
          right = MAX (right, x + 1);
          top = MIN (top, y);
          bottom = MAX (bottom, y + 1);
        }

  cairo_surface_destroy (one);
  cairo_surface_destroy (other);

  return (cairo_rectangle_t) { left, top, right - left, bottom - top };
}

/* "88 / 88" is as tall as the digits of a text of the smallest size, and no label comes near it. Where it stands is the same on each slide. */
static void
test_number (void)
{
  cairo_rectangle_t box = { 0 };

  for (guint i = 0; i < talk.figures->len; i++)
    {
      g_autoptr (AssaySlideLayout) slide = slide_new (i, &assay_theme_light);
      AssayLayout *layout = assay_slide_layout_get_chart (slide);

      if (i == 0)
        box = get_number_box (slide);
      g_assert_cmpfloat (box.height, >=, 0.65 * SMALLEST);
      g_assert_cmpfloat (box.x + box.width, <=, WIDTH - SMALLEST);
      g_assert_cmpfloat (box.y + box.height, <=, HEIGHT - SMALLEST);
      for (guint k = 0; k < layout->labels->len; k++)
        if (letters_overlap (&get_label (layout, k)->box, &box))
          complain (layout, get_label (layout, k), "lies on the slide's number");
    }
}

static AssayColour
colour_of (guint32 pixel)
{
  return (AssayColour) { (pixel >> 16 & 255) / 255.0, (pixel >> 8 & 255) / 255.0, (pixel & 255) / 255.0 };
}

/* Of the pixels that @label covers, the share on which it would not be read. */
static double
get_unreadable (const AssayLabel *label, cairo_surface_t *ground)
{
  const cairo_rectangle_t *box = &label->box;
  guint bad = 0, all = 0;
  guint32 last = 0;
  gboolean last_bad = assay_colour_contrast (label->colour, colour_of (last)) < 4.5;

  for (int y = (int) ceil (box->y + 0.1 * box->height); y < box->y + 0.9 * box->height - 1; y++)
    for (int x = (int) ceil (box->x); x < box->x + box->width - 1; x++, all++)
      {
        if (get_row (ground, y)[x] != last)
          {
            last = get_row (ground, y)[x];
            last_bad = assay_colour_contrast (label->colour, colour_of (last)) < 4.5;
          }
        bad += last_bad;
      }

  return all > 0 ? bad / (double) all : 0;
}

/* The slide without its words, but with the room that is kept for them. */
static cairo_surface_t *
paint_ground (AssaySlideLayout *slide)
{
  AssayLayout *layout = assay_slide_layout_get_chart (slide);
  static char nothing[] = "";
  g_autofree char **texts = g_new (char *, layout->labels->len);
  cairo_surface_t *ground;

  for (guint i = 0; i < layout->labels->len; i++)
    {
      texts[i] = get_label (layout, i)->text;
      g_array_index (layout->labels, AssayLabel, i).text = nothing;
    }
  ground = paint (slide, 0, 1);
  for (guint i = 0; i < layout->labels->len; i++)
    g_array_index (layout->labels, AssayLabel, i).text = texts[i];

  return ground;
}

/* A hairline may pass under a word, no more. */
static void
check_contrast (AssayLayout *layout, cairo_surface_t *ground)
{
  for (guint k = 0; k < layout->labels->len; k++)
    {
      double share = get_unreadable (get_label (layout, k), ground);

      if (share > 0.05)
        complain (layout, get_label (layout, k), "is not read on %.0f %% of its ground", 100 * share);
    }
}

/* Whether a colour that stands out is within @reach pixels of x. */
static gboolean
has_edge (cairo_surface_t *ground, const AssayTheme *theme, double x, double y, int reach)
{
  for (int i = -reach; i <= reach; i++)
    {
      int at = CLAMP ((int) x + i, 0, WIDTH - 1);

      if (assay_colour_contrast (colour_of (get_row (ground, CLAMP ((int) y, 0, HEIGHT - 1))[at]), theme->background) >= 3)
        return TRUE;
    }

  return FALSE;
}

/* Bars have their edges where they say, somewhere between their hatches; markers are seen by their middle. */
static gboolean
stands_out (cairo_surface_t *ground, const AssayTheme *theme, const AssayMark *mark)
{
  int reach = mark->width < 60 ? (int) mark->width / 2 + 1 : 6;
  gboolean left = FALSE, right = FALSE;

  for (int i = 3; i <= 7; i++)
    {
      double y = mark->y + mark->height * i / 10;

      left = left || has_edge (ground, theme, mark->x, y, reach);
      right = right || has_edge (ground, theme, mark->x + mark->width, y, reach);
    }

  return left && right;
}

/* What is seen without reading: WCAG 2 asks 3:1 of it. Cells of a heatmap lie beside each other and carry their figures instead. */
static void
check_marks (AssayLayout *layout, cairo_surface_t *ground)
{
  const AssayMark *marks;
  guint n;

  marks = assay_layout_get_marks (layout, &n);
  for (guint m = 0; layout->figure->kind != ASSAY_FIGURE_HEATMAP && m < n; m++)
    if (!stands_out (ground, layout->theme, &marks[m]))
      {
        g_autofree char *words = assay_layout_describe_mark (layout, m);

        complain (layout, &(AssayLabel) { .text = words }, "doesn't stand out");
      }
}

static void
test_theme (gconstpointer data)
{
  for (guint i = 0; i < talk.figures->len; i++)
    {
      g_autoptr (AssaySlideLayout) slide = slide_new (i, data);
      AssayLayout *layout = assay_slide_layout_get_chart (slide);
      cairo_surface_t *ground = paint_ground (slide);

      check_sizes (layout);
      check_overlaps (layout);
      check_contrast (layout, ground);
      check_marks (layout, ground);
      cairo_surface_destroy (ground);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  talk_load ();
  g_test_add_func ("/slide-text/number", test_number);
  for (guint i = 0; assay_theme_names ()[i] != NULL; i++)
    {
      const char *name = assay_theme_names ()[i];
      g_autofree char *path = g_strdup_printf ("/slide-text/%s", name);

      g_test_add_data_func (path, assay_theme_find (name), test_theme);
    }
  status = g_test_run ();
  talk_free ();

  return status;
}
