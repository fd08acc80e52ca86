#include "ui/chart-keys.h"

static int
step (int mark, int n, int by)
{
  if (mark == ASSAY_NO_MARK)
    return by > 0 ? 0 : n - 1;

  return CLAMP (mark + by, 0, n - 1);
}

int
assay_chart_key_target (int mark, int n, guint keyval, GtkTextDirection direction)
{
  int forth = direction == GTK_TEXT_DIR_RTL ? -1 : 1;

  switch (keyval)
    {
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return step (mark, n, forth);

    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return step (mark, n, -forth);

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return step (mark, n, 1);

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return step (mark, n, -1);

    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return 0;

    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return n - 1;

    default:
      return ASSAY_NO_KEY;
    }
}

gboolean
assay_chart_key_is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}
