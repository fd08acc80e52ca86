#include "data/model/json.h"

#include "data/model/error.h"

gboolean
assay_json_check (const char *name, const char *text, gsize length, gsize max_bytes, GError **error)
{
  guint depth = 0;
  gboolean quoted = FALSE;

  if (length == 0 || length > max_bytes)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, "%s:1:1: the file is empty or too large", name);
      return FALSE;
    }

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\\' && quoted)
        i++;
      else if (text[i] == '"')
        quoted = !quoted;
      else if (!quoted && (text[i] == '[' || text[i] == '{') && ++depth > ASSAY_JSON_MAX_DEPTH)
        {
          g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, "%s:1:1: nested too deep", name);
          return FALSE;
        }
      else if (!quoted && (text[i] == ']' || text[i] == '}'))
        depth--;
    }

  return TRUE;
}
