#include "ui/present-keys.h"

#define MOST_DIGITS 4

/* What is being typed: a slide's number. */
typedef struct
{
  AssayPresentWindow *presentation;  /* not owned: it outlives its windows' controllers */
  GString *digits;
} Keys;

static void
keys_free (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Keys *self = data;

  g_string_free (self->digits, TRUE);
  g_free (self);
}

static void
echo (Keys *self)
{
  g_autofree char *text = self->digits->len > 0 ? g_strconcat ("→ ", self->digits->str, NULL) : NULL;

  assay_present_window_set_echo (self->presentation, text);
}

static void
forget (Keys *self)
{
  g_string_truncate (self->digits, 0);
  echo (self);
}

static void
jump_or_step (Keys *self, AssaySlideShow *show)
{
  guint64 number = g_ascii_strtoull (self->digits->str, NULL, 10);
  gboolean typed = self->digits->len > 0;

  forget (self);
  if (typed)
    assay_slide_show_go (show, (int) number - 1);
  else
    assay_slide_show_step (show, 1);
}

/* TRUE if the key is one of those that lead from slide to slide. */
static gboolean
move (Keys *self, AssaySlideShow *show, guint key)
{
  switch (key)
    {
    case GDK_KEY_Return: case GDK_KEY_KP_Enter:
      jump_or_step (self, show);
      return TRUE;
    case GDK_KEY_space: case GDK_KEY_Page_Down: case GDK_KEY_KP_Page_Down: case GDK_KEY_Right: case GDK_KEY_Down: case GDK_KEY_n:
      assay_slide_show_step (show, 1);
      break;
    case GDK_KEY_BackSpace: case GDK_KEY_Page_Up: case GDK_KEY_KP_Page_Up: case GDK_KEY_Left: case GDK_KEY_Up: case GDK_KEY_p:
      assay_slide_show_step (show, -1);
      break;
    case GDK_KEY_Home:
      assay_slide_show_go (show, 0);
      break;
    case GDK_KEY_End:
      assay_slide_show_go (show, assay_slide_show_get_n (show) - 1);
      break;
    default:
      return FALSE;
    }
  forget (self);

  return TRUE;
}

static gboolean
change_look (AssaySlideShow *show, guint key)
{
  switch (key)
    {
    case GDK_KEY_b: case GDK_KEY_period:
      assay_slide_show_toggle_veil (show, ASSAY_VEIL_BLACK);
      return TRUE;
    case GDK_KEY_w: case GDK_KEY_comma:
      assay_slide_show_toggle_veil (show, ASSAY_VEIL_WHITE);
      return TRUE;
    case GDK_KEY_t:
      assay_slide_show_toggle_theme (show);
      return TRUE;
    case GDK_KEY_plus: case GDK_KEY_equal: case GDK_KEY_KP_Add:
      assay_slide_show_grow_text (show, 1);
      return TRUE;
    case GDK_KEY_minus: case GDK_KEY_KP_Subtract:
      assay_slide_show_grow_text (show, -1);
      return TRUE;
    case GDK_KEY_l:
      assay_slide_show_next_pointer (show);
      return TRUE;
    case GDK_KEY_z:
      assay_slide_show_toggle_zoom (show);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
ask (AssayPresentWindow *presentation, guint key)
{
  switch (key)
    {
    case GDK_KEY_d:
      assay_present_window_show_table (presentation);
      return TRUE;
    case GDK_KEY_o:
      assay_present_window_show_origin (presentation);
      return TRUE;
    case GDK_KEY_a:
      assay_present_window_toggle_weights (presentation);
      return TRUE;
    case GDK_KEY_m:
      assay_present_window_next_monitor (presentation);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
type_digit (Keys *self, guint key)
{
  gunichar character = gdk_keyval_to_unicode (key);

  if (character < '0' || character > '9' || self->digits->len >= MOST_DIGITS)
    return FALSE;
  g_string_append_c (self->digits, (char) character);
  echo (self);

  return TRUE;
}

/* Escape first takes back what has begun. */
static void
escape (Keys *self, AssaySlideShow *show)
{
  double x, y;

  if (self->digits->len > 0)
    forget (self);
  else if (assay_present_window_hide_weights (self->presentation))
    return;
  else if (assay_slide_show_get_veil (show) != ASSAY_VEIL_NONE)
    assay_slide_show_toggle_veil (show, assay_slide_show_get_veil (show));
  else if (assay_slide_show_get_zoom (show, &x, &y) > 1)
    assay_slide_show_toggle_zoom (show);
  else
    gtk_window_close (GTK_WINDOW (self->presentation));
}

static gboolean
pressed_cb (GtkEventControllerKey *controller G_GNUC_UNUSED, guint key, guint code G_GNUC_UNUSED, GdkModifierType state, gpointer data)
{
  Keys *self = data;
  AssaySlideShow *show = assay_present_window_get_show (self->presentation);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  if (key == GDK_KEY_Escape)
    {
      escape (self, show);
      return TRUE;
    }
  if (key == GDK_KEY_F5 || key == GDK_KEY_F11)
    {
      gtk_window_close (GTK_WINDOW (self->presentation));
      return TRUE;
    }
  key = gdk_keyval_to_lower (key);

  return type_digit (self, key) || move (self, show, key) || change_look (show, key) || ask (self->presentation, key);
}

void
assay_present_keys_add (GtkWidget *window, AssayPresentWindow *presentation)
{
  GtkEventController *controller = gtk_event_controller_key_new ();
  Keys *self = g_new0 (Keys, 1);

  self->presentation = presentation;
  self->digits = g_string_new (NULL);
  g_signal_connect_data (controller, "key-pressed", G_CALLBACK (pressed_cb), self, keys_free, 0);
  gtk_widget_add_controller (window, controller);
}
