#include "data/model/slide.h"

#include <string.h>

#include "data/model/figure.h"
#include "data/model/language.h"

G_DEFINE_BOXED_TYPE (AssaySlide, assay_slide, assay_slide_ref, assay_slide_unref)

/* NULL for what says nothing. */
static char *
copy_words (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

AssaySlide *
assay_slide_new_chart (AssayFigure *figure, const char *title, const char *notes)
{
  AssaySlide *self = g_atomic_rc_box_new0 (AssaySlide);

  self->kind = ASSAY_SLIDE_CHART;
  self->figure = title != NULL || notes != NULL ? assay_figure_with_words (figure, title, notes) : assay_figure_ref (figure);
  self->title = copy_words (self->figure->finding);
  if (self->title == NULL)
    self->title = g_strdup (self->figure->id);
  self->notes = copy_words (self->figure->notes);

  return self;
}

AssaySlide *
assay_slide_new_words (AssaySlideKind kind, const char *title, const char *text, const char *notes)
{
  AssaySlide *self;

  g_return_val_if_fail (kind != ASSAY_SLIDE_CHART, NULL);

  self = g_atomic_rc_box_new0 (AssaySlide);
  self->kind = kind;
  self->title = g_strdup (title != NULL ? title : "");
  self->text = copy_words (text);
  self->notes = copy_words (notes);

  return self;
}

char *
assay_slide_get_name (const AssaySlide *self)
{
  if (*self->title != '\0')
    return g_strdup (self->title);
  if (self->text != NULL)
    return g_strndup (self->text, strcspn (self->text, "\n"));

  return g_strdup (_ ("Untitled"));
}

AssaySlide *
assay_slide_ref (AssaySlide *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
slide_clear (AssaySlide *self)
{
  g_clear_pointer (&self->figure, assay_figure_unref);
  g_free (self->title);
  g_free (self->text);
  g_free (self->notes);
}

void
assay_slide_unref (AssaySlide *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) slide_clear);
}

GPtrArray *
assay_slides_get_figures (GPtrArray *slides)
{
  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify) assay_figure_unref);

  for (guint i = 0; i < slides->len; i++)
    {
      AssaySlide *slide = slides->pdata[i];

      if (slide->figure != NULL)
        g_ptr_array_add (figures, assay_figure_ref (slide->figure));
    }

  return figures;
}
