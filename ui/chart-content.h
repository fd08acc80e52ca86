/* A figure on its way to another program, by the clipboard or dragged: each program takes the form that it likes best. */
#pragma once

#include <gtk/gtk.h>

#include "data/model/figure.h"

G_BEGIN_DECLS

typedef enum
{
  ASSAY_CONTENT_IMAGE = 1 << 0,  /* PNG and SVG */
  ASSAY_CONTENT_TABLE = 1 << 1,  /* the figures as HTML, CSV and tab-separated text */
  ASSAY_CONTENT_FILE = 1 << 2,   /* the address of a PNG file, which is there until the program ends */
} AssayContentParts;

#define ASSAY_TYPE_CHART_CONTENT (assay_chart_content_get_type ())
G_DECLARE_FINAL_TYPE (AssayChartContent, assay_chart_content, ASSAY, CHART_CONTENT, GdkContentProvider)

/* Costs nothing until another program asks: each form is made when it is asked for, in a thread. Transfer full.
 *
 * One offer suits all: an office suite's text takes the picture before the table, its spreadsheet the table before the picture, an editor of
 * images knows no tables, one of text no pictures; and a file, which is for dragging only, goes before both. */
GdkContentProvider *assay_chart_content_new     (AssayFigure       *figure,
                                                 AssayContentParts  parts);
/* Removes the files that were made for other programs; at the program's end. */
void                assay_chart_content_clean_up (void);

G_END_DECLS
