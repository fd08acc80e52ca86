/* The meeting's slides as one PDF. */
#include "plots/deck-private.h"

#include <cairo-pdf.h>
#include <string.h>

#include "data/model/figure.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "plots/export-private.h"
#include "plots/export.h"

#define MOST_ENTRIES 14
#define MARGIN 48.0
#define SLIDE_MARGIN 28.0

gboolean
assay_deck_is_address (const char *url)
{
  return url != NULL && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"));
}

double
assay_deck_write (AssayDeck *self, const char *text, double x, double y, const AssayTextLook *look, AssayColour colour)
{
  double width, height;

  assay_text_measure (self->text, text, look, &width, &height);
  assay_colour_set_source (colour, self->cr);
  assay_text_draw (self->text, self->cr, text, look, x, y);

  return height;
}

char *
assay_deck_to_page (guint page)
{
  return g_strdup_printf ("page=%u pos=[0 0]", page);
}

char *
assay_deck_to_slide (guint index)
{
  return g_strdup_printf ("dest='slide%u'", index + 1);
}

/* Within the quotes of a tag's attribute; what isn't ASCII is percent-encoded as addresses want it. */
char *
assay_deck_to_address (const char *uri)
{
  g_autofree char *ascii = g_uri_escape_string (uri, "!#$%&()*+,/:;=?@[]~", FALSE);

  return g_strdup_printf ("uri='%s'", ascii);
}

double
assay_deck_write_link (AssayDeck *self, const char *text, double x, double y, const AssayTextLook *look,
                       AssayColour colour, const char *target)
{
  double height;

  cairo_tag_begin (self->cr, "P", NULL);
  cairo_tag_begin (self->cr, CAIRO_TAG_LINK, target);
  height = assay_deck_write (self, text, x, y, look, colour);
  cairo_tag_end (self->cr, CAIRO_TAG_LINK);
  cairo_tag_end (self->cr, "P");

  return height;
}

void
assay_deck_begin_page (AssayDeck *self, double width, double height, const char *label)
{
  cairo_pdf_surface_set_size (self->surface, width, height);
  cairo_pdf_surface_set_page_label (self->surface, label);
  assay_colour_set_source (self->theme->background, self->cr);
  cairo_paint (self->cr);
}

void
assay_deck_end_page (AssayDeck *self)
{
  cairo_show_page (self->cr);
  self->page++;
}

int
assay_deck_add_outline (AssayDeck *self, int parent, const char *name, guint page, gboolean open)
{
  g_autofree char *target = assay_deck_to_page (page);

  return cairo_pdf_surface_add_outline (self->surface, parent, name, target, open ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
}

static AssaySlide *
slide_at (AssayDeck *self, guint index)
{
  return g_ptr_array_index (self->slides, index);
}

static guint
entries_per_page (AssayDeck *self)
{
  return (self->slides->len + self->contents - 1) / self->contents;
}

static void
write_entry (AssayDeck *self, guint index, double y)
{
  static const AssayTextLook number = { 15, ASSAY_WEIGHT_NORMAL, 30, 1, 1 };
  static const AssayTextLook look = { 15, ASSAY_WEIGHT_NORMAL, ASSAY_SLIDE_WIDTH - 2 * MARGIN - 44, 1, 0 };
  g_autofree char *ordinal = g_strdup_printf ("%u", index + 1);
  g_autofree char *target = assay_deck_to_slide (index), *name = assay_slide_get_name (slide_at (self, index));
  double width, height;

  assay_text_measure (self->text, ordinal, &number, &width, &height);
  assay_deck_write (self, ordinal, MARGIN + 30 - width, y, &number, self->theme->secondary);
  assay_deck_write_link (self, name, MARGIN + 44, y, &look, self->theme->hues[0], target);
}

static void
add_contents_page (AssayDeck *self, guint at)
{
  static const AssayTextLook look = { 28, ASSAY_WEIGHT_HEAVY, ASSAY_SLIDE_WIDTH - 2 * MARGIN, 1, 0 };
  guint each = entries_per_page (self), first = at * each;
  g_autofree char *label = self->contents == 1 ? g_strdup (_ ("Contents")) : g_strdup_printf (_ ("Contents %u"), at + 1);

  assay_deck_begin_page (self, ASSAY_SLIDE_WIDTH, ASSAY_SLIDE_HEIGHT, label);
  assay_deck_write (self, self->title, MARGIN, 40, &look, self->theme->foreground);
  for (guint i = first; i < MIN (first + each, self->slides->len); i++)
    write_entry (self, i, 100 + (i - first) * 28.5);
  assay_deck_end_page (self);
}

/* Of the first origin that has one; transfer none. */
static const char *
main_address (const AssayFigure *figure)
{
  g_autoptr (GPtrArray) origins = assay_figure_get_origins (figure);

  for (guint i = 0; i < origins->len; i++)
    {
      const AssayProvenance *origin = g_ptr_array_index (origins, i);

      if (origin->url != NULL && *origin->url != '\0')
        return origin->url;
    }

  return NULL;
}

/* Under the footer. */
static void
write_address (AssayDeck *self, const AssayFigure *figure)
{
  static const AssayTextLook look = { 9, ASSAY_WEIGHT_NORMAL, ASSAY_SLIDE_WIDTH - 2 * SLIDE_MARGIN - 70, 1, 0 };
  const char *url = main_address (figure);
  double y = ASSAY_SLIDE_HEIGHT - SLIDE_MARGIN + 3;

  if (url == NULL)
    return;
  if (assay_deck_is_address (url))
    {
      g_autofree char *target = assay_deck_to_address (url);

      assay_deck_write_link (self, url, SLIDE_MARGIN, y, &look, self->theme->secondary, target);
    }
  else
    assay_deck_write (self, url, SLIDE_MARGIN, y, &look, self->theme->secondary);
}

static void
write_number (AssayDeck *self, guint index)
{
  static const AssayTextLook look = { 11, ASSAY_WEIGHT_BOLD, 0, 1, 0 };
  g_autofree char *number = g_strdup_printf ("%u / %u", index + 1, self->slides->len);
  g_autofree char *target = assay_deck_to_page (index / entries_per_page (self) + 1);
  double width, height;

  assay_text_measure (self->text, number, &look, &width, &height);
  assay_deck_write_link (self, number, ASSAY_SLIDE_WIDTH - SLIDE_MARGIN - width, ASSAY_SLIDE_HEIGHT - SLIDE_MARGIN - height,
                         &look, self->theme->secondary, target);
}

static void
add_slide (AssayDeck *self, guint index)
{
  g_autofree char *label = g_strdup_printf ("%u", index + 1);
  g_autofree char *name = g_strdup_printf ("name='slide%u' x=0 y=0", index + 1);

  assay_deck_begin_page (self, ASSAY_SLIDE_WIDTH, ASSAY_SLIDE_HEIGHT, label);
  cairo_tag_begin (self->cr, "Figure", NULL);
  cairo_tag_begin (self->cr, CAIRO_TAG_DEST, name);
  assay_slide_layout_draw (g_ptr_array_index (self->layouts, index), self->cr);
  cairo_tag_end (self->cr, CAIRO_TAG_DEST);
  cairo_tag_end (self->cr, "Figure");
  if (slide_at (self, index)->figure != NULL)
    write_address (self, slide_at (self, index)->figure);
  write_number (self, index);
  assay_deck_end_page (self);
}

/* "performance" as a heading. */
static char *
heading_of (const char *page)
{
  g_autofree char *first = g_utf8_substring (page, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (page), NULL);
}

/* The entry below which @slide stands: one for each page of the window that the charts come from; words stand alone. */
static int
find_group (AssayDeck *self, GHashTable *groups, const AssaySlide *slide, guint page)
{
  const char *name = slide->figure != NULL ? slide->figure->page : NULL;
  g_autofree char *heading = NULL;
  int group;

  if (name == NULL || *name == '\0')
    return CAIRO_PDF_OUTLINE_ROOT;
  group = GPOINTER_TO_INT (g_hash_table_lookup (groups, name));
  if (group != 0)
    return group;
  heading = heading_of (name);
  group = assay_deck_add_outline (self, CAIRO_PDF_OUTLINE_ROOT, _ (heading), page, TRUE);
  g_hash_table_insert (groups, (char *) name, GINT_TO_POINTER (group));

  return group;
}

static void
add_slides_to_outline (AssayDeck *self)
{
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->slides->len; i++)
    {
      g_autofree char *name = assay_slide_get_name (slide_at (self, i));
      guint page = self->contents + i + 1;

      assay_deck_add_outline (self, find_group (self, groups, slide_at (self, i), page), name, page, FALSE);
    }
}

static void
set_metadata (AssayDeck *self, const char *created)
{
  cairo_pdf_surface_restrict_to_version (self->surface, CAIRO_PDF_VERSION_1_5);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "Assay");
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, created != NULL ? created : "");
}

static void
add_pages (AssayDeck *self)
{
  assay_deck_add_outline (self, CAIRO_PDF_OUTLINE_ROOT, _ ("Contents"), 1, FALSE);
  add_slides_to_outline (self);
  for (guint i = 0; i < self->contents; i++)
    add_contents_page (self, i);
  for (guint i = 0; i < self->slides->len; i++)
    add_slide (self, i);
  assay_deck_add_handouts (self);
}

static GPtrArray *
layouts_new (GPtrArray *slides, const AssayTheme *theme)
{
  GPtrArray *layouts = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_slide_layout_free);

  for (guint i = 0; i < slides->len; i++)
    g_ptr_array_add (layouts, assay_slide_layout_new (g_ptr_array_index (slides, i), theme, ASSAY_SLIDE_WIDTH, ASSAY_SLIDE_HEIGHT, 1));

  return layouts;
}

GBytes *
assay_deck_pdf (GPtrArray *slides, const char *title, const char *created, GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (assay_export_append_cb, bytes,
                                                                  ASSAY_SLIDE_WIDTH, ASSAY_SLIDE_HEIGHT);
  g_autoptr (AssayText) text = assay_text_new (assay_theme_print.font);
  g_autoptr (GPtrArray) layouts = layouts_new (slides, &assay_theme_print);
  AssayDeck deck = { surface, cairo_create (surface), &assay_theme_print, text, title, slides, layouts, 1, 1 };

  if (slides->len > MOST_ENTRIES)
    deck.contents = (slides->len + MOST_ENTRIES - 1) / MOST_ENTRIES;
  set_metadata (&deck, created);
  add_pages (&deck);
  cairo_destroy (deck.cr);

  return assay_export_finish (surface, bytes, error);
}
