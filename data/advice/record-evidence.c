/* What a decision record rests on: each driver's settings, each with its sources. */
#include <math.h>
#include <string.h>

#include "data/advice/record-private.h"
#include "data/model/datum.h"
#include "data/model/language.h"
#include "data/model/provenance.h"
#include "data/model/statement.h"
#include "data/model/units.h"

/* An address that Markdown can enclose; else it stands as text, as a path within a repository does. */
static void
add_address (GString *text, const char *url)
{
  gboolean plain = (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://")) && strpbrk (url, "<> \t\n\r") == NULL;

  if (plain)
    g_string_append_printf (text, " <%s>", url);
  else
    {
      g_string_append (text, ", ");
      assay_record_add_text (text, url);
    }
}

/* A source without a date has that of its figure, else of when it was read. */
static void
add_origin (GString *text, const AssayDatum *datum, double today)
{
  const AssayProvenance *origin = datum->origin;
  const char *date = origin->date != NULL ? origin->date : datum->date != NULL ? datum->date : origin->retrieved;
  double day = date != NULL ? assay_date_parse (date) : NAN;
  g_autofree char *line = assay_provenance_line (origin);

  g_string_append (text, "  * ");
  assay_record_add_text (text, line);
  if (date != NULL && origin->date == NULL)
    g_string_append_printf (text, ", %s%s", datum->date == NULL ? _ ("read ") : "", date);
  if (!isnan (day) && today - day >= 31)
    g_string_append_printf (text, _ (", %.0f months old"), (today - day) / 30.44);
  if (origin->url != NULL)
    add_address (text, origin->url);
  g_string_append_c (text, '\n');
}

static void
add_statement (GString *text, const AssaySetting *setting, const AssayProfile *profile)
{
  AssayStance stance = assay_profile_get_stance (profile, assay_statement_get_id (setting->statement));

  g_string_append (text, "  * “");
  assay_record_add_text (text, setting->label);
  g_string_append (text, "”");
  if (stance != ASSAY_STANCE_NONE)
    g_string_append (text, stance == ASSAY_STANCE_AGREE ? _ (": shared") : _ (": not shared"));
  g_string_append_c (text, '\n');
}

static void
add_settings (GString *text, const AssayAdvice *advice, GPtrArray *settings, const AssayProfile *profile)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint s = 0; s < settings->len; s++)
    {
      const AssaySetting *setting = settings->pdata[s];

      if (setting->statement != NULL)
        add_statement (text, setting, profile);
      for (guint i = 0; i < setting->data->len; i++)
        if (g_hash_table_add (seen, ((AssayDatum *) setting->data->pdata[i])->origin))
          add_origin (text, setting->data->pdata[i], advice->decision->today);
    }
}

static void
add_reckoning (GString *text, const AssayAdvice *advice)
{
  g_autoptr (GHashTable) figures = assay_record_figures (advice);
  const char *newest = NULL;
  GHashTableIter iter;
  gpointer datum;

  g_hash_table_iter_init (&iter, figures);
  while (g_hash_table_iter_next (&iter, NULL, &datum))
    if (g_strcmp0 (((AssayDatum *) datum)->date, newest) > 0)
      newest = ((AssayDatum *) datum)->date;
  g_string_append_printf (text, _ ("\nReckoned by Assay %s, with its catalogue, on %u figures"), ASSAY_VERSION, g_hash_table_size (figures));
  if (newest != NULL)
    g_string_append_printf (text, _ (", the newest of %s"), newest);
  g_string_append_printf (text, _ (", by SMAA-2 (Lahdelma and Salminen 2001): %u draws, seed %lu.\n"), advice->smaa->n_samples,
                          (gulong) advice->decision->problem.seed);
}

void
assay_record_add_evidence (GString *text, const AssayAdvice *advice, const AssayProfile *profile)
{
  assay_record_add_heading (text, _ ("More Information"));
  for (guint j = 0; j < advice->decision->drivers->len; j++)
    {
      const AssayDecisionDriver *driver = assay_advice_driver (advice, j);

      g_string_append (text, "* ");
      assay_record_add_text (text, driver->driver->name);
      g_string_append_printf (text, ngettext (": %u way to look at it\n", ": %u ways to look at it\n", driver->settings->len), driver->settings->len);
      add_settings (text, advice, driver->settings, profile);
    }
  add_reckoning (text, advice);
}
