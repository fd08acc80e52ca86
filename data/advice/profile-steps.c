#include "data/advice/profile-steps.h"

#define MOST_STEPS 200
#define JOINS (G_USEC_PER_SEC)

typedef struct
{
  AssayProfile *profile;
  char *saved;
  gboolean joins;
  gint64 at;
} State;

struct _AssayProfileSteps
{
  GPtrArray *states;   /* of State */
  guint present;       /* place of the present one, if there is any */
};

static void
state_free (State *self)
{
  assay_profile_free (self->profile);
  g_free (self->saved);
  g_free (self);
}

AssayProfileSteps *
assay_profile_steps_new (void)
{
  AssayProfileSteps *self = g_new0 (AssayProfileSteps, 1);

  self->states = g_ptr_array_new_with_free_func ((GDestroyNotify) state_free);

  return self;
}

void
assay_profile_steps_free (AssayProfileSteps *self)
{
  g_ptr_array_unref (self->states);
  g_free (self);
}

static gboolean
joins_last (const AssayProfileSteps *self, gboolean joins, gint64 now)
{
  const State *last = self->states->len > 0 ? self->states->pdata[self->states->len - 1] : NULL;

  return joins && last != NULL && last->joins && now - last->at < JOINS;
}

void
assay_profile_steps_note (AssayProfileSteps *self, const AssayProfile *profile, const char *saved, gboolean joins, gint64 now)
{
  State *state = g_new0 (State, 1);

  *state = (State) { assay_profile_copy (profile), g_strdup (saved), joins, now };
  if (self->states->len > 0)
    g_ptr_array_set_size (self->states, (int) self->present + 1);
  if (joins_last (self, joins, now))
    g_ptr_array_set_size (self->states, (int) self->states->len - 1);
  else if (self->states->len == MOST_STEPS)
    g_ptr_array_remove_index (self->states, 0);
  g_ptr_array_add (self->states, state);
  self->present = self->states->len - 1;
}

AssayProfile *
assay_profile_steps_go (AssayProfileSteps *self, int direction, char **saved)
{
  const State *state;

  if (self->states->len == 0 || (direction < 0 ? self->present == 0 : self->present + 1 == self->states->len))
    return NULL;
  self->present = direction < 0 ? self->present - 1 : self->present + 1;
  state = self->states->pdata[self->present];
  *saved = g_strdup (state->saved);

  return assay_profile_copy (state->profile);
}
