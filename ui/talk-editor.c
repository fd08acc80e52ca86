/* Talks are small: a step back is the whole document as it was. */
#include "ui/talk-editor.h"

#include "data/model/language.h"

#define MOST_STEPS 200

typedef struct
{
  AssayTalk *talk;
  int selected;
} Step;

struct _AssayTalkEditor
{
  GObject parent_instance;

  AssayTalk *talk, *saved;
  int selected;
  GFile *file;
  GQueue undo, redo;         /* of Step, the next one first */
};

G_DEFINE_FINAL_TYPE (AssayTalkEditor, assay_talk_editor, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
step_free (gpointer data)
{
  Step *self = data;

  assay_talk_free (self->talk);
  g_free (self);
}

static void
changed (AssayTalkEditor *self)
{
  self->selected = CLAMP (self->selected, 0, (int) self->talk->items->len - 1);
  g_signal_emit (self, signals[CHANGED], 0);
}

const AssayTalk *
assay_talk_editor_get_talk (AssayTalkEditor *self)
{
  return self->talk;
}

int
assay_talk_editor_get_selected (AssayTalkEditor *self)
{
  return self->talk->items->len > 0 ? self->selected : -1;
}

void
assay_talk_editor_select (AssayTalkEditor *self, int position)
{
  self->selected = CLAMP (position, 0, (int) self->talk->items->len - 1);
}

GFile *
assay_talk_editor_get_file (AssayTalkEditor *self)
{
  return self->file;
}

gboolean
assay_talk_editor_is_modified (AssayTalkEditor *self)
{
  return !assay_talk_equal (self->talk, self->saved);
}

void
assay_talk_editor_open (AssayTalkEditor *self, AssayTalk *talk, GFile *file)
{
  g_queue_clear_full (&self->undo, step_free);
  g_queue_clear_full (&self->redo, step_free);
  assay_talk_free (self->talk);
  self->talk = talk;
  self->selected = 0;
  assay_talk_editor_saved (self, talk, file);
}

void
assay_talk_editor_saved (AssayTalkEditor *self, const AssayTalk *talk, GFile *file)
{
  AssayTalk *saved = assay_talk_copy (talk);

  assay_talk_free (self->saved);
  self->saved = saved;
  g_set_object (&self->file, file);
  changed (self);
}

/* The document becomes a step of @steps. */
static void
keep (AssayTalkEditor *self, GQueue *steps)
{
  Step *step = g_new (Step, 1);

  *step = (Step) { g_steal_pointer (&self->talk), self->selected };
  g_queue_push_head (steps, step);
  if (steps->length > MOST_STEPS)
    step_free (g_queue_pop_tail (steps));
}

void
assay_talk_editor_apply (AssayTalkEditor *self, AssayTalk *talk, int selected)
{
  if (assay_talk_equal (talk, self->talk))
    {
      assay_talk_free (talk);
      return;
    }
  keep (self, &self->undo);
  g_queue_clear_full (&self->redo, step_free);
  self->talk = talk;
  self->selected = selected;
  changed (self);
}

gboolean
assay_talk_editor_can_undo (AssayTalkEditor *self)
{
  return self->undo.length > 0;
}

gboolean
assay_talk_editor_can_redo (AssayTalkEditor *self)
{
  return self->redo.length > 0;
}

/* The first step of @from becomes the document, the document the first of @to. */
static void
exchange (AssayTalkEditor *self, GQueue *from, GQueue *to)
{
  Step *step = g_queue_pop_head (from);

  if (step == NULL)
    return;
  keep (self, to);
  self->talk = g_steal_pointer (&step->talk);
  self->selected = step->selected;
  g_free (step);
  changed (self);
}

void
assay_talk_editor_undo (AssayTalkEditor *self)
{
  exchange (self, &self->undo, &self->redo);
}

void
assay_talk_editor_redo (AssayTalkEditor *self)
{
  exchange (self, &self->redo, &self->undo);
}

static void
assay_talk_editor_finalize (GObject *object)
{
  AssayTalkEditor *self = ASSAY_TALK_EDITOR (object);

  g_queue_clear_full (&self->undo, step_free);
  g_queue_clear_full (&self->redo, step_free);
  assay_talk_free (self->talk);
  assay_talk_free (self->saved);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (assay_talk_editor_parent_class)->finalize (object);
}

static void
assay_talk_editor_class_init (AssayTalkEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = assay_talk_editor_finalize;

  signals[CHANGED] = g_signal_new ("changed", ASSAY_TYPE_TALK_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
assay_talk_editor_init (AssayTalkEditor *self)
{
  self->talk = assay_talk_new (_ ("Talk"));
  self->saved = assay_talk_copy (self->talk);
  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
}

AssayTalkEditor *
assay_talk_editor_new (void)
{
  return g_object_new (ASSAY_TYPE_TALK_EDITOR, NULL);
}
