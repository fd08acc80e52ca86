/* Charts and claims as one HTML file that needs nothing else: no script, no address but those of the origins. */
#include "plots/web-private.h"

#include <string.h>

#include "data/advice/assessment.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/statement.h"
#include "data/model/store.h"
#include "data/model/units.h"
#include "plots/export.h"
#include "plots/html.h"

static const char *
page_of (GPtrArray *figures, guint index)
{
  const AssayFigure *figure = figures->pdata[index];

  return figure->page != NULL ? figure->page : "";
}

/* Whether a new group begins with the figure: those of a page of the window that follow each other are one. */
static gboolean
begins_group (GPtrArray *figures, guint index)
{
  return index == 0 || strcmp (page_of (figures, index), page_of (figures, index - 1)) != 0;
}

/* "performance" as a heading; the window has it in the user's language. */
static char *
heading_of (const char *page)
{
  g_autofree char *first = g_utf8_substring (page, 0, MIN (1, g_utf8_strlen (page, -1)));
  g_autofree char *upper = g_utf8_strup (first, -1);
  g_autofree char *words = *page != '\0' ? g_strconcat (upper, g_utf8_next_char (page), NULL) : NULL;

  return g_strdup (*page == '\0' ? _ ("More") : _ (words));
}

static void
put_contents (AssayWeb *self, GPtrArray *figures, gboolean claims)
{
  g_string_append (self->html, "<nav aria-labelledby=\"contents\">\n");
  assay_html_put_element (self->html, "h2 id=\"contents\"", _ ("Contents"));
  for (guint i = 0; i < figures->len; i++)
    {
      const AssayFigure *figure = figures->pdata[i];

      if (begins_group (figures, i))
        {
          g_autofree char *heading = heading_of (page_of (figures, i));

          g_string_append (self->html, i > 0 ? "</ol>\n" : "");
          assay_html_put_element (self->html, "p", heading);
          g_string_append_printf (self->html, "<ol start=\"%u\">\n", i + 1);
        }
      g_string_append_printf (self->html, "<li><a href=\"#c%u\">", i + 1);
      assay_html_put_text (self->html, figure->finding != NULL ? figure->finding : figure->id);
      g_string_append (self->html, "</a></li>\n");
    }
  g_string_append (self->html, figures->len > 0 ? "</ol>\n" : "");
  if (claims)
    {
      g_string_append (self->html, "<p><a href=\"#claims\">");
      assay_html_put_text (self->html, _ ("Claims"));
      g_string_append (self->html, "</a></p>\n");
    }
  g_string_append (self->html, "</nav>\n");
}

static void
put_charts (AssayWeb *self, GPtrArray *figures)
{
  for (guint i = 0; i < figures->len; i++)
    {
      if (begins_group (figures, i))
        {
          g_autofree char *heading = heading_of (page_of (figures, i));

          g_string_append (self->html, i > 0 ? "</section>\n<section>\n" : "<section>\n");
          assay_html_put_element (self->html, "h2", heading);
        }
      assay_web_put_chart (self, figures->pdata[i], i);
    }
  g_string_append (self->html, figures->len > 0 ? "</section>\n" : "");
}

static void
put_claim (AssayWeb *self, AssayStatement *statement, const AssayVerdict *verdict)
{
  g_string_append (self->html, "<li><p><strong class=\"verdict\">");
  assay_html_put_text (self->html, assay_verdict_name (verdict->kind));
  g_string_append (self->html, "</strong>");
  assay_html_put_text (self->html, assay_statement_get_text (statement));
  g_string_append (self->html, "</p>\n");
  assay_html_put_element (self->html, "p class=\"note\"", verdict->summary);
  if (verdict->kind == ASSAY_VERDICT_OPEN && verdict->settle != NULL && *verdict->settle != '\0')
    {
      g_autofree char *settle = g_strdup_printf (_ ("What would settle it: %s"), verdict->settle);

      assay_html_put_element (self->html, "p class=\"note\"", settle);
    }
  g_string_append (self->html, "</li>\n");
}

static void
put_claims_of (AssayWeb *self, AssayStore *store, const AssayAssessment *assessment, AssayVerdictKind kind)
{
  GPtrArray *statements = assay_store_get_statements (store);
  g_autofree char *heading = NULL;

  if (assay_assessment_count (assessment, kind) == 0)
    return;
  heading = g_strdup_printf ("%s (%u)", assay_verdict_name (kind), assay_assessment_count (assessment, kind));
  assay_html_put_element (self->html, "h3", heading);
  g_string_append (self->html, "<ul class=\"claims\">\n");
  for (guint i = 0; i < statements->len; i++)
    if (assay_assessment_get_verdict (assessment, i)->kind == kind)
      put_claim (self, statements->pdata[i], assay_assessment_get_verdict (assessment, i));
  g_string_append (self->html, "</ul>\n");
}

/* Who says all that: each text that is quoted, once. */
static void
put_quoted (AssayWeb *self, GPtrArray *statements)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < statements->len; i++)
    {
      const AssayProvenance *origin = assay_statement_get_origin (statements->pdata[i]);
      g_autofree char *line = origin != NULL && g_hash_table_add (seen, origin->id) ? assay_provenance_line (origin) : NULL;
      g_autoptr (GString) link = g_string_new (NULL);

      if (line == NULL)
        continue;
      assay_web_put_link (link, origin, line);
      g_string_append (self->html, "<p class=\"note\">");
      /* Translators: behind it stands a document, as a link */
      assay_html_put_around (self->html, _ ("Claimed by %s"), link->str);
      g_string_append (self->html, "</p>\n");
    }
}

static void
put_claims (AssayWeb *self, AssayStore *store, const AssayAssessment *assessment)
{
  GPtrArray *statements = assay_store_get_statements (store);

  if (statements->len == 0)
    return;
  g_string_append (self->html, "<section>\n");
  assay_html_put_element (self->html, "h2 id=\"claims\"", _ ("Claims"));
  put_quoted (self, statements);
  for (guint kind = 0; kind < ASSAY_N_VERDICTS; kind++)
    put_claims_of (self, store, assessment, kind);
  g_string_append (self->html, "</section>\n");
}

static void
put_intro (AssayWeb *self, const char *title, const char *lead, const char *created, guint n)
{
  g_autofree char *iso = g_strndup (created, 10);
  g_autofree char *day = assay_date_describe (iso);
  g_autofree char *charts = g_strdup_printf (ngettext ("%u chart, each with its figures and their origins.", "%u charts, each with its figures and their origins.", n), n);
  g_autoptr (GString) time = g_string_new ("<time datetime=\"");

  assay_html_put_text (time, iso);
  g_string_append (time, "\">");
  assay_html_put_text (time, day);
  g_string_append (time, "</time>");
  g_string_append (self->html, "<header>\n");
  assay_html_put_element (self->html, "h1", title);
  assay_html_put_element (self->html, "p class=\"lead\"", lead);
  g_string_append (self->html, "<p class=\"made\">");
  assay_html_put_text (self->html, charts);
  g_string_append (self->html, " ");
  /* Translators: the day stands there */
  assay_html_put_around (self->html, _ ("Made with Assay on %s; the figures keep the licences of their sources."), time->str);
  g_string_append (self->html, "</p>\n</header>\n");
}

/* The head comes last: only then are all colours known. */
static GBytes *
finish (AssayWeb *self, const char *title)
{
  g_autofree char *language = assay_language_tag ();
  GString *page = g_string_new ("<!DOCTYPE html>\n<html lang=\"");

  g_string_append (page, language);
  g_string_append (page, "\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                   "<meta name=\"color-scheme\" content=\"light dark\"/>\n<meta name=\"generator\" content=\"Assay\"/>\n");
  assay_html_put_element (page, "title", title);
  g_string_append (page, "<style>\n");
  g_string_append (page, assay_web_style);
  g_string_append (page, ":root{");
  assay_svg_pool_put_colours (self->pool, page, FALSE);
  g_string_append (page, "}\n@media screen and (prefers-color-scheme:dark){:root{");
  assay_svg_pool_put_colours (self->pool, page, TRUE);
  g_string_append (page, "}}\n</style>\n</head>\n<body>\n");
  g_string_append_len (page, self->html->str, (gssize) self->html->len);
  assay_svg_pool_put_glyphs (self->pool, page);
  g_string_append (page, "</body>\n</html>\n");

  return g_string_free_to_bytes (page);
}

GBytes *
assay_web_page (AssayStore *store, const AssayAssessment *assessment, GPtrArray *figures, const char *title, const char *created)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (AssaySvgPool) pool = assay_svg_pool_new ();
  g_autofree char *lead = assay_assessment_finding (assessment);
  AssayWeb web = { html, pool };

  put_intro (&web, title, lead, created, figures->len);
  put_contents (&web, figures, assay_store_get_statements (store)->len > 0);
  g_string_append (html, "<main>\n");
  put_charts (&web, figures);
  put_claims (&web, store, assessment);
  g_string_append (html, "</main>\n");

  return finish (&web, title);
}
