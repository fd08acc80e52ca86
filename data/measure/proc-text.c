#include "data/measure/proc-text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

gboolean
assay_proc_stat_parse (const char *text, AssayProcStat *self)
{
  const char *rest = strrchr (text, ')');
  gint64 waited_user, waited_system;
  guint64 user, system;
  int n;

  if (rest == NULL)
    return FALSE;

  n = sscanf (rest, ") %c %d %*d %d %*d %*d %*u %*u %*u %*u %*u"
              " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
              &self->state, &self->parent, &self->session, &user, &system, &waited_user, &waited_system);
  if (n != 7)
    return FALSE;
  self->own_ticks = user + system;
  self->waited_ticks = (guint64) MAX (waited_user, 0) + (guint64) MAX (waited_system, 0);

  return TRUE;
}

/* Behind @name at the beginning of a line; NULL if no line begins so. */
static const char *
find_line (const char *text, const char *name)
{
  gsize length = strlen (name);

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (strncmp (line, name, length) == 0)
        return line + length;
    }

  return NULL;
}

gboolean
assay_proc_kilobytes (const char *text, const char *name, guint64 *bytes)
{
  const char *value = find_line (text, name);
  guint64 kilobytes;

  if (value == NULL || sscanf (value, " %" G_GUINT64_FORMAT " kB", &kilobytes) != 1 || kilobytes > G_MAXUINT64 / 1024)
    return FALSE;
  *bytes = kilobytes * 1024;

  return TRUE;
}

static char *
rest_of_line (const char *value)
{
  return g_strstrip (g_strndup (value, strcspn (value, "\n")));
}

char *
assay_proc_cpuinfo (const char *text, const char *name)
{
  const char *value = find_line (text, name);

  if (value == NULL)
    return NULL;
  value += strspn (value, " \t");

  return *value == ':' ? rest_of_line (value + 1) : NULL;
}

gboolean
assay_proc_machine_parse (const char *text, guint64 *busy, guint64 *steal)
{
  guint64 user, nice, system, idle, wait, interrupt, soft;

  if (sscanf (text, "cpu %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT
              " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
              &user, &nice, &system, &idle, &wait, &interrupt, &soft, steal) != 8)
    return FALSE;
  *busy = user + nice + system + interrupt + soft;

  return TRUE;
}

gboolean
assay_proc_pressure_parse (const char *text, guint64 *total)
{
  const char *some = find_line (text, "some ");
  const char *value = some != NULL ? strstr (some, "total=") : NULL;

  return value != NULL && sscanf (value, "total=%" G_GUINT64_FORMAT, total) == 1;
}

char *
assay_proc_release (const char *text, const char *name)
{
  g_autofree char *key = g_strconcat (name, "=", NULL);
  const char *value = find_line (text, key);
  g_autofree char *quoted = value != NULL ? rest_of_line (value) : NULL;

  return quoted != NULL ? g_shell_unquote (quoted, NULL) : NULL;
}

static gboolean
read_cpu (const char **text, guint most, guint *cpu)
{
  char *end;
  guint64 value;

  if (!g_ascii_isdigit (**text))
    return FALSE;
  value = g_ascii_strtoull (*text, &end, 10);
  *text = end;
  *cpu = (guint) MIN (value, most);

  return value < most;
}

static gboolean
read_range (const char **text, guint most, GArray *cpus)
{
  guint first, last;

  if (!read_cpu (text, most, &first))
    return FALSE;
  last = first;
  if (**text == '-' && ((*text)++, !read_cpu (text, most, &last)))
    return FALSE;
  if (last < first || (cpus->len > 0 && first <= g_array_index (cpus, guint, cpus->len - 1)))
    return FALSE;
  for (guint cpu = first; cpu <= last; cpu++)
    g_array_append_val (cpus, cpu);

  return TRUE;
}

GArray *
assay_cpus_parse (const char *text, guint most)
{
  g_autoptr (GArray) cpus = g_array_new (FALSE, FALSE, sizeof (guint));

  do
    if (!read_range (&text, most, cpus))
      return NULL;
  while (*text++ == ',');

  return text[-1] == '\0' || g_str_equal (text - 1, "\n") ? g_steal_pointer (&cpus) : NULL;
}

char *
assay_cpus_format (GArray *cpus)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0, last; i < cpus->len; i = last + 1)
    {
      for (last = i; last + 1 < cpus->len && g_array_index (cpus, guint, last + 1) == g_array_index (cpus, guint, last) + 1;)
        last++;
      g_string_append_printf (text, "%s%u", i > 0 ? "," : "", g_array_index (cpus, guint, i));
      if (last > i)
        g_string_append_printf (text, "-%u", g_array_index (cpus, guint, last));
    }

  return g_strdup (text->str);
}
