/* Tables in CSV as RFC 4180 has them, a record at a time; strict, and linear in their length. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASSAY_CSV_MAX_FIELDS 100     /* of a record */
#define ASSAY_CSV_MAX_FIELD 10000    /* bytes of one */

typedef struct _AssayCsv AssayCsv;

/* A reader at the beginning of @text (@length bytes), which is borrowed; messages call it @name. */
AssayCsv   *assay_csv_new    (const char *name, const char *text, gsize length);
void        assay_csv_free   (AssayCsv *self);
/* Reads the next record, whose lines may end with LF or CRLF, or with the text. %FALSE at the end; %FALSE with %ASSAY_ERROR_FORMAT
 * "@name:LINE: ..." where it is no record, or one of other length than the first, and after that again. */
gboolean    assay_csv_next   (AssayCsv *self, GError **error);
/* Of the last record: how many fields it has, the field at @index (valid UTF-8, borrowed until the next record), and the line on which it began,
 * from 1 on. */
guint       assay_csv_length (const AssayCsv *self);
const char *assay_csv_field  (const AssayCsv *self, guint index);
guint       assay_csv_line   (const AssayCsv *self);
/* The position of the field @name in the last record, such as the first one; -1 if it isn't there. */
int         assay_csv_find   (const AssayCsv *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayCsv, assay_csv_free)

G_END_DECLS
