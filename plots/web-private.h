/* What the files of the web page share. */
#pragma once

#include "data/model/figure.h"
#include "plots/svg-pool.h"

G_BEGIN_DECLS

typedef struct
{
  GString *html;
  AssaySvgPool *pool;
} AssayWeb;

/* The page's style, but for the colours of drawings. */
extern const char assay_web_style[];

/* @text as a link to the origin, where it has an address that can be followed. */
void assay_web_put_link  (GString *html, const AssayProvenance *origin, const char *text);
/* A chart with all that belongs to it: finding, drawing, words, table, origins. @index from 0 makes its ids. */
void assay_web_put_chart (AssayWeb *self, AssayFigure *figure, guint index);

G_END_DECLS
