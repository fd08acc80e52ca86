#include "data/sources/csv-read.h"

#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"

struct _AssayCsv
{
  const char *name, *at, *end;
  GString *text;           /* the record's fields, each with a NUL behind it */
  GArray *starts;          /* of gsize: where they begin */
  guint line, next_line;
  guint width;             /* of the first record; 0 before it */
  gboolean failed;
};

AssayCsv *
assay_csv_new (const char *name, const char *text, gsize length)
{
  AssayCsv *self = g_new0 (AssayCsv, 1);

  self->name = name;
  self->at = text;
  self->end = text + length;
  self->text = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->next_line = 1;

  return self;
}

void
assay_csv_free (AssayCsv *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->starts);
  g_free (self);
}

static gboolean
fail (AssayCsv *self, GError **error, const char *what)
{
  self->failed = TRUE;
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, "%s:%u: %s", self->name, self->next_line, what);

  return FALSE;
}

/* FALSE where it is too long. */
static gboolean
append (AssayCsv *self, const char *from, gsize length)
{
  gsize start = g_array_index (self->starts, gsize, self->starts->len - 1);

  if (length > ASSAY_CSV_MAX_FIELD - (self->text->len - start))
    return FALSE;
  g_string_append_len (self->text, from, (gssize) length);

  return TRUE;
}

static guint
count_lines (const char *from, const char *to)
{
  guint n = 0;

  for (const char *at = from; at < to; at++)
    n += *at == '\n';

  return n;
}

/* From the quote on to behind the one that closes. */
static gboolean
read_quoted (AssayCsv *self, GError **error)
{
  guint lines = 0;

  for (self->at++; self->at < self->end; self->at++)
    {
      const char *quote = memchr (self->at, '"', (gsize) (self->end - self->at));

      if (quote == NULL)
        return fail (self, error, _ ("a quote isn't closed"));
      if (!append (self, self->at, (gsize) (quote - self->at)))
        return fail (self, error, _ ("a field is too long"));
      lines += count_lines (self->at, quote);
      self->at = quote + 1;
      if (self->at == self->end || *self->at != '"')
        {
          self->next_line += lines;
          return TRUE;
        }
      if (!append (self, "\"", 1))
        return fail (self, error, _ ("a field is too long"));
    }

  return fail (self, error, _ ("a quote isn't closed"));
}

static gboolean
read_plain (AssayCsv *self, GError **error)
{
  const char *from = self->at;

  while (self->at < self->end && *self->at != ',' && *self->at != '\n' && *self->at != '\r')
    if (*self->at++ == '"')
      return fail (self, error, _ ("a quote within a field that has none around it"));
  if (!append (self, from, (gsize) (self->at - from)))
    return fail (self, error, _ ("a field is too long"));

  return TRUE;
}

static gboolean
read_field (AssayCsv *self, GError **error)
{
  gsize start = self->text->len;

  if (self->starts->len == ASSAY_CSV_MAX_FIELDS)
    return fail (self, error, _ ("a record has too many fields"));
  g_array_append_val (self->starts, start);
  if (self->at < self->end && *self->at == '"' ? !read_quoted (self, error) : !read_plain (self, error))
    return FALSE;
  if (!g_utf8_validate_len (self->text->str + start, self->text->len - start, NULL))
    return fail (self, error, _ ("a field is no text"));
  g_string_append_c (self->text, '\0');

  return TRUE;
}

/* Over the end of the record. */
static gboolean
end_record (AssayCsv *self, GError **error)
{
  if (self->end - self->at >= 2 && self->at[0] == '\r' && self->at[1] == '\n')
    self->at++;
  if (self->at < self->end && *self->at != '\n')
    return fail (self, error, _ ("a comma or the end of the line must follow a field"));
  if (self->width == 0)
    self->width = self->starts->len;
  if (self->starts->len != self->width)
    return fail (self, error, _ ("a record has not as many fields as the first"));
  if (self->at < self->end)
    self->at++;
  self->next_line++;

  return TRUE;
}

gboolean
assay_csv_next (AssayCsv *self, GError **error)
{
  if (self->failed)
    return fail (self, error, _ ("can't be read on"));
  g_string_truncate (self->text, 0);
  g_array_set_size (self->starts, 0);
  self->line = self->next_line;
  if (self->at == self->end)
    return FALSE;
  if (!read_field (self, error))
    return FALSE;
  while (self->at < self->end && *self->at == ',')
    {
      self->at++;
      if (!read_field (self, error))
        return FALSE;
    }

  return end_record (self, error);
}

guint
assay_csv_length (const AssayCsv *self)
{
  return self->starts->len;
}

const char *
assay_csv_field (const AssayCsv *self, guint index)
{
  g_return_val_if_fail (index < self->starts->len, NULL);

  return self->text->str + g_array_index (self->starts, gsize, index);
}

guint
assay_csv_line (const AssayCsv *self)
{
  return self->line;
}

int
assay_csv_find (const AssayCsv *self, const char *name)
{
  for (guint i = 0; i < self->starts->len; i++)
    if (strcmp (assay_csv_field (self, i), name) == 0)
      return (int) i;

  return -1;
}
