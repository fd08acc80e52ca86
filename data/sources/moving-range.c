#include "data/sources/moving-range.h"

#include "data/model/error.h"
#include "data/model/language.h"
#include "data/sources/words.h"

#define SHORTEST 10
#define LONGEST (366 * 86400)
#define USUAL_POINTS 240
#define MAX_QUOTE 40

/* The longest first. */
static const struct { char sign; guint seconds; } units[] = {
  { 'w', 7 * 86400 }, { 'd', 86400 }, { 'h', 3600 }, { 'm', 60 }, { 's', 1 },
};

static guint
seconds_of (char sign)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].sign == sign)
      return units[i].seconds;

  return 0;
}

/* 0 if it is none, or longer than anything that is asked for. */
static guint
parse_duration (const char *text)
{
  guint64 sum = 0;

  while (*text != '\0')
    {
      guint64 number = 0;
      const char *digits = text;

      while (g_ascii_isdigit (*text) && number <= LONGEST)
        number = 10 * number + (guint64) g_ascii_digit_value (*text++);
      if (text == digits || seconds_of (*text) == 0)
        return 0;
      sum += number * seconds_of (*text++);
      if (sum > LONGEST)
        return 0;
    }

  return (guint) sum;
}

static gboolean
fail_duration (const char *text, GError **error)
{
  g_autofree char *shown = assay_words_cut (text, -1, MAX_QUOTE);

  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("“%s” is no duration from %d s to a year, such as 15m, 1h30m or 2d"), shown, SHORTEST);

  return FALSE;
}

gboolean
assay_moving_range_parse (AssayMovingRange *self, const char *length, const char *step, GError **error)
{
  guint points;

  self->length = parse_duration (length);
  if (self->length < SHORTEST)
    return fail_duration (length, error);
  self->step = step != NULL ? parse_duration (step) : MAX (1, (self->length + USUAL_POINTS - 1) / USUAL_POINTS);
  if (self->step == 0 || self->step > self->length)
    {
      g_autofree char *shown = assay_words_cut (step, -1, MAX_QUOTE);

      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("“%s” is no step from 1s to the range’s %u s"), shown, self->length);
      return FALSE;
    }
  points = self->length / self->step + 1;
  if (points <= ASSAY_RANGE_MAX_POINTS)
    return TRUE;
  g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_INVALID, _ ("a step of %u s makes %u points of %u s; Prometheus gives at most %d: take a longer step, or a "
               "shorter range"), self->step, points, self->length, ASSAY_RANGE_MAX_POINTS);

  return FALSE;
}

char *
assay_moving_range_length (const AssayMovingRange *self)
{
  GString *text = g_string_new (NULL);
  guint rest = self->length;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (rest / units[i].seconds > 0)
        g_string_append_printf (text, "%u%c", rest / units[i].seconds, units[i].sign);
      rest %= units[i].seconds;
    }

  return g_string_free (text, FALSE);
}

char **
assay_moving_range_fill (const AssayMovingRange *self, const char * const *parameters, gint64 now)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *length = assay_moving_range_length (self), *step = g_strdup_printf ("%u", self->step);
  g_autofree char *start = now > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, now - self->length) : g_strconcat ("now-", length, NULL);
  g_autofree char *end = now > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, now) : g_strdup ("now");

  if (parameters != NULL)
    g_strv_builder_addv (builder, (const char **) parameters);
  g_strv_builder_add_many (builder, "start", start, "end", end, "step", step, NULL);

  return g_strv_builder_end (builder);
}
