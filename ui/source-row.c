#include "ui/source-row.h"

#include "data/model/provenance.h"
#include "ui/badge.h"
#include "ui/origin-row.h"

static void
append (GString *text, const char *separator, const char *part)
{
  if (part == NULL || *part == '\0')
    return;

  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

/* "TechEmpower · 2025-06-08 · BSD-3-Clause", and below it through whom, if second-hand. */
static GString *
describe (const AssayProvenance *origin)
{
  GString *text = g_string_new (NULL);

  append (text, " · ", origin->publisher);
  append (text, " · ", origin->date);
  append (text, " · ", origin->licence);
  if (origin->via != NULL)
    {
      g_autofree char *via = g_strdup_printf ("Second-hand, via %s", origin->via);

      append (text, "\n", via);
    }

  return text;
}

static char *
describe_use (AssayUse use)
{
  g_autofree char *charts = g_strdup_printf ("%u chart%s", use.charts, use.charts == 1 ? "" : "s");
  g_autofree char *claims = g_strdup_printf ("%u claim%s", use.statements, use.statements == 1 ? "" : "s");

  if (use.charts > 0 && use.statements > 0)
    return g_strdup_printf ("Used by %s and %s", charts, claims);
  if (use.charts > 0 || use.statements > 0)
    return g_strdup_printf ("Used by %s", use.charts > 0 ? charts : claims);

  return g_strdup ("Not used by a chart or a verdict");
}

GtkWidget *
assay_source_row_new (AssayProvenance *origin)
{
  g_autoptr (GString) subtitle = describe (origin);
  GtkWidget *row = assay_origin_row_new (origin->title, subtitle->str, origin, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), assay_badge_new (assay_origin_standing (origin), NULL));

  return row;
}

void
assay_source_row_set_use (GtkWidget *row, const AssayProvenance *origin, AssayUse use)
{
  g_autoptr (GString) subtitle = describe (origin);
  g_autofree char *words = describe_use (use);

  append (subtitle, "\n", words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle->str);
}

char *
assay_source_row_fold (const AssayProvenance *origin)
{
  g_autoptr (GString) words = g_string_new (origin->title);

  append (words, "\n", origin->id);
  append (words, "\n", origin->publisher);
  append (words, "\n", origin->url);
  append (words, "\n", origin->date);
  append (words, "\n", origin->licence);
  append (words, "\n", origin->via);
  append (words, "\n", assay_origin_standing (origin));

  return g_utf8_casefold (words->str, -1);
}
