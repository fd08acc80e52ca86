#include "plots/advice-report.h"

#include <string.h>

#include "data/model/language.h"
#include "plots/export.h"

/* Where Markdown's line begins so, the piece is that. */
static const struct
{
  const char *mark;
  AssayPieceKind kind;
} marks[] = {
  { "# ", ASSAY_PIECE_TITLE },
  { "## ", ASSAY_PIECE_HEADING },
  { "### ", ASSAY_PIECE_SUBHEADING },
  { "* ", ASSAY_PIECE_BULLET },
  { "  * ", ASSAY_PIECE_SUBBULLET },
};

/* Without emphasis, and with what is escaped as it reads. Transfer full. */
static char *
plain_text (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (g_str_has_prefix (text, "**"))
        {
          text++;
          continue;
        }
      if (*text == '\\' && g_ascii_ispunct (text[1]))
        text++;
      g_string_append_c (plain, *text);
    }

  return g_string_free (plain, FALSE);
}

static void
piece_clear (gpointer data)
{
  AssayPiece *piece = data;

  g_free ((char *) piece->text);
  g_clear_pointer (&piece->figure, assay_figure_unref);
}

static void
add_line (GArray *pieces, const char *line)
{
  AssayPiece piece = { ASSAY_PIECE_PARAGRAPH, NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (line, marks[i].mark))
      {
        piece.kind = marks[i].kind;
        line += strlen (marks[i].mark);
        break;
      }
  if (*line == '\0')
    return;
  piece.text = plain_text (line);
  g_array_append_val (pieces, piece);
}

/* What people read: neither the front matter nor the comment at the end. */
static void
add_record (GArray *pieces, const char *markdown)
{
  g_auto (GStrv) lines = g_strsplit (markdown, "\n", -1);
  guint i = 0;

  if (lines[0] != NULL && g_str_equal (lines[0], "---"))
    for (i = 1; lines[i] != NULL && !g_str_equal (lines[i], "---"); i++)
      ;
  for (i += lines[i] != NULL && g_str_equal (lines[i], "---"); lines[i] != NULL && !g_str_has_prefix (lines[i], "<!--"); i++)
    add_line (pieces, lines[i]);
}

static void
add_figure (GArray *pieces, AssayFigure *figure)
{
  AssayPiece piece = { ASSAY_PIECE_FIGURE, NULL, figure };

  g_array_append_val (pieces, piece);
}

GBytes *
assay_advise_pdf (const AssayAdvice *advice, const char *markdown, const char *created, GError **error)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (AssayPiece));
  const AssayPiece *first;

  g_array_set_clear_func (pieces, piece_clear);
  add_record (pieces, markdown);
  add_line (pieces, "## Charts");
  add_figure (pieces, assay_advice_figure_ranks (advice));
  add_figure (pieces, assay_advice_figure_weights (advice));
  add_figure (pieces, assay_advice_figure_values (advice));
  first = (const AssayPiece *) pieces->data;

  return assay_report_pdf (first, pieces->len, first->text, created, error);
}
