#include "ui/glimpses.h"

#include "data/model/store.h"
#include "data/model/figure.h"
#include "data/model/language.h"
#include "plots/slide.h"
#include "ui/session.h"

/* One picture to be drawn, and what came of it. */
typedef struct
{
  char *key;
  AssayTalk *talk;           /* of the one slide */
  AssayStore *store;
  AssayFigure *extra;        /* or NULL */
  double today;
  int width;
  AssayGlimpse *glimpse;
  GBytes *pixels;            /* or NULL */
} Order;

struct _AssayGlimpses
{
  GObject parent_instance;

  AssaySession *session;
  AssayFigure *extra;        /* or NULL */
  int width;
  guint most;
  GHashTable *known;         /* key of an item -> AssayGlimpse */
  GQueue waiting;            /* of Order, the next one first */
  Order *current;            /* is being drawn, its task has it; or NULL */
};

G_DEFINE_FINAL_TYPE (AssayGlimpses, assay_glimpses, G_TYPE_OBJECT)

enum { READY, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
glimpse_free (gpointer data)
{
  AssayGlimpse *self = data;

  g_free (self->title);
  g_free (self->own_title);
  g_free (self->own_notes);
  g_free (self->problem);
  g_clear_object (&self->texture);
  g_free (self);
}

static void
order_free (gpointer data)
{
  Order *self = data;

  g_free (self->key);
  assay_talk_free (self->talk);
  g_object_unref (self->store);
  g_clear_pointer (&self->extra, assay_figure_unref);
  g_clear_pointer (&self->glimpse, glimpse_free);
  g_clear_pointer (&self->pixels, g_bytes_unref);
  g_free (self);
}

/* All that the picture depends on. */
static char *
key_of (const AssayTalkItem *item)
{
  return g_strdup_printf ("%d\n%s\n%s\n%s", item->kind, item->chart != NULL ? item->chart : "", item->title != NULL ? item->title : "",
                          item->text != NULL ? item->text : "");
}

static int
height_for (int width)
{
  return width * 9 / 16;
}

static GBytes *
draw (AssaySlide *slide, int width, gboolean *cut)
{
  int height = height_for (width), stride = cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, width);
  double scale = width / ASSAY_SLIDE_WIDTH;
  guchar *pixels = g_malloc0 ((gsize) stride * height);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_ARGB32, width, height, stride);
  cairo_t *cr = cairo_create (surface);
  AssaySlideLayout *layout = assay_slide_layout_new (slide, &assay_theme_projector, ASSAY_SLIDE_WIDTH, ASSAY_SLIDE_HEIGHT, 1);

  assay_colour_set_source (assay_theme_projector.background, cr);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  assay_slide_layout_draw (layout, cr);
  *cut = assay_slide_layout_is_cut (layout);
  assay_slide_layout_free (layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return g_bytes_new_take (pixels, (gsize) stride * height);
}

/* What the chart says of itself. */
static void
look_up_own (AssayGlimpse *glimpse, const Order *order, const AssayTalkItem *item)
{
  AssayTalkItem bare = { .kind = item->kind, .chart = item->chart };
  g_autoptr (AssaySlide) slide = item->kind == ASSAY_SLIDE_CHART ? assay_talk_get_slide (&bare, order->store, order->extra, order->today, NULL) : NULL;

  if (slide == NULL)
    return;
  glimpse->own_title = g_strdup (slide->title);
  glimpse->own_notes = g_strdup (slide->notes);
}

/* "Throughput of the year" for a chart that isn't there: its id is all that is known. */
static char *
name_of (const AssayTalkItem *item)
{
  return g_strdup (item->title != NULL ? item->title : item->chart);
}

static void
draw_thread (GTask *task, gpointer source G_GNUC_UNUSED, gpointer data, GCancellable *cancellable G_GNUC_UNUSED)
{
  Order *order = data;
  const AssayTalkItem *item = order->talk->items->pdata[0];
  AssayGlimpse *glimpse = g_new0 (AssayGlimpse, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (AssaySlide) slide = assay_talk_get_slide (item, order->store, order->extra, order->today, &error);
  gboolean cut = FALSE;

  look_up_own (glimpse, order, item);
  if (slide != NULL)
    {
      glimpse->title = assay_slide_get_name (slide);
      order->pixels = draw (slide, order->width, &cut);
    }
  else
    glimpse->title = name_of (item);
  if (error != NULL)
    glimpse->problem = g_strdup_printf (_ ("Left out today: %s"), error->message);
  else if (cut)
    glimpse->problem = g_strdup (slide->figure != NULL ? _ ("Its title is too long to be read from afar") : _ ("Its words don’t fit on the slide"));
  order->glimpse = glimpse;
  g_task_return_boolean (task, TRUE);
}

static void draw_next (AssayGlimpses *self);

static void
drawn_cb (GObject *object, GAsyncResult *result, gpointer data G_GNUC_UNUSED)
{
  AssayGlimpses *self = ASSAY_GLIMPSES (object);
  Order *order = g_task_get_task_data (G_TASK (result));

  self->current = NULL;
  /* Of a catalogue or a figure that is gone: asked for again. */
  if (order->store == assay_session_get_store (self->session) && order->extra == self->extra)
    {
      if (order->pixels != NULL)
        order->glimpse->texture = gdk_memory_texture_new (order->width, height_for (order->width), GDK_MEMORY_DEFAULT, order->pixels,
                                                          cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, order->width));
      if (g_hash_table_size (self->known) >= self->most)
        g_hash_table_remove_all (self->known);
      g_hash_table_replace (self->known, g_steal_pointer (&order->key), g_steal_pointer (&order->glimpse));
    }
  g_signal_emit (self, signals[READY], 0);
  draw_next (self);
}

static void
draw_next (AssayGlimpses *self)
{
  g_autoptr (GTask) task = NULL;
  Order *order;

  if (self->current != NULL || (order = g_queue_pop_head (&self->waiting)) == NULL)
    return;
  self->current = order;
  task = g_task_new (self, NULL, drawn_cb, NULL);
  g_task_set_source_tag (task, draw_next);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, draw_thread);
}

static gboolean
is_waiting (AssayGlimpses *self, const char *key)
{
  if (self->current != NULL && g_str_equal (self->current->key, key))
    return TRUE;
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    if (g_str_equal (((Order *) link->data)->key, key))
      return TRUE;

  return FALSE;
}

const AssayGlimpse *
assay_glimpses_get (AssayGlimpses *self, const AssayTalkItem *item)
{
  g_autofree char *key = key_of (item);
  const AssayGlimpse *glimpse = g_hash_table_lookup (self->known, key);
  AssayStore *store = assay_session_get_store (self->session);
  AssayTalkItem *copy;
  Order *order;

  if (glimpse != NULL || store == NULL || is_waiting (self, key))
    return glimpse;
  order = g_new0 (Order, 1);
  order->key = g_steal_pointer (&key);
  order->talk = assay_talk_new (NULL);
  copy = assay_talk_insert (order->talk, -1, item->kind, item->chart);
  copy->title = g_strdup (item->title);
  copy->text = g_strdup (item->text);
  order->store = g_object_ref (store);
  order->extra = self->extra != NULL ? assay_figure_ref (self->extra) : NULL;
  order->today = assay_session_get_today (self->session);
  order->width = self->width;
  /* What is wanted of late is wanted first; of what is kept no more than that is drawn. */
  g_queue_push_tail (&self->waiting, order);
  if (self->waiting.length > self->most)
    order_free (g_queue_pop_head (&self->waiting));
  draw_next (self);

  return NULL;
}

/* All is to be asked for again. */
static void
forget (AssayGlimpses *self)
{
  g_queue_clear_full (&self->waiting, order_free);
  g_hash_table_remove_all (self->known);
  g_signal_emit (self, signals[READY], 0);
}

void
assay_glimpses_set_extra (AssayGlimpses *self, AssayFigure *extra)
{
  g_clear_pointer (&self->extra, assay_figure_unref);
  self->extra = extra != NULL ? assay_figure_ref (extra) : NULL;
  forget (self);
}

AssayFigure *
assay_glimpses_get_extra (AssayGlimpses *self)
{
  return self->extra;
}

static void
assay_glimpses_finalize (GObject *object)
{
  AssayGlimpses *self = ASSAY_GLIMPSES (object);

  g_queue_clear_full (&self->waiting, order_free);
  g_hash_table_unref (self->known);
  g_clear_pointer (&self->extra, assay_figure_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (assay_glimpses_parent_class)->finalize (object);
}

static void
assay_glimpses_class_init (AssayGlimpsesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = assay_glimpses_finalize;

  signals[READY] = g_signal_new ("ready", ASSAY_TYPE_GLIMPSES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
assay_glimpses_init (AssayGlimpses *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, glimpse_free);
  g_queue_init (&self->waiting);
}

AssayGlimpses *
assay_glimpses_new (AssaySession *session, int width, guint most)
{
  AssayGlimpses *self = g_object_new (ASSAY_TYPE_GLIMPSES, NULL);

  self->session = g_object_ref (session);
  self->width = width;
  self->most = most;
  g_signal_connect_object (session, "store-changed", G_CALLBACK (forget), self, G_CONNECT_SWAPPED);

  return self;
}
