#include "data/model/search-index.h"

#include <string.h>

#include "data/model/search-words.h"

struct _AssaySearchIndex
{
  GPtrArray *finds[ASSAY_N_FINDS];
};

G_DEFINE_BOXED_TYPE (AssaySearchIndex, assay_search_index, assay_search_index_ref, assay_search_index_unref)

static void
find_free (AssayFind *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->folded_title);
  g_free (self->folded);
  g_free (self);
}

AssaySearchIndex *
assay_search_index_new (void)
{
  AssaySearchIndex *self = g_atomic_rc_box_new0 (AssaySearchIndex);

  for (guint kind = 0; kind < ASSAY_N_FINDS; kind++)
    self->finds[kind] = g_ptr_array_new_with_free_func ((GDestroyNotify) find_free);

  return self;
}

AssaySearchIndex *
assay_search_index_ref (AssaySearchIndex *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  AssaySearchIndex *self = data;

  for (guint kind = 0; kind < ASSAY_N_FINDS; kind++)
    g_ptr_array_unref (self->finds[kind]);
}

void
assay_search_index_unref (AssaySearchIndex *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

void
assay_search_index_add (AssaySearchIndex *self, AssayFindKind kind, const char *id, const char *title, const char *detail, const char *body)
{
  AssayFind *find = g_new0 (AssayFind, 1);
  g_autofree char *all = g_strconcat (title, "\n", detail != NULL ? detail : "", "\n", body != NULL ? body : "", NULL);

  find->kind = kind;
  find->id = g_strdup (id);
  find->title = g_strdup (title);
  find->detail = g_strdup (detail);
  find->folded_title = assay_search_fold (title);
  find->folded = assay_search_fold (all);
  g_ptr_array_add (self->finds[kind], find);
}

guint
assay_search_index_count (const AssaySearchIndex *self, AssayFindKind kind)
{
  return self->finds[kind]->len;
}

static gboolean
begins_a_word (const char *text, const char *at)
{
  return at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_find_prev_char (text, at)));
}

static gboolean
has_word_that_begins_with (const char *text, const char *word)
{
  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    if (begins_a_word (text, at))
      return TRUE;

  return FALSE;
}

/* Better is less; @phrase is all that was asked for, folded. */
enum { BEGINS, WORDS_BEGIN, IN_TITLE, PARTLY_IN_TITLE, ELSEWHERE, N_RANKS };

static guint
rank_of (const AssayFind *find, const char * const *words, const char *phrase)
{
  guint n = 0, within = 0, begin = 0;

  if (g_str_has_prefix (find->folded_title, phrase))
    return BEGINS;
  for (; words[n] != NULL; n++)
    {
      within += strstr (find->folded_title, words[n]) != NULL ? 1 : 0;
      begin += has_word_that_begins_with (find->folded_title, words[n]) ? 1 : 0;
    }
  if (begin == n)
    return WORDS_BEGIN;
  if (within == n)
    return IN_TITLE;

  return within > 0 ? PARTLY_IN_TITLE : ELSEWHERE;
}

static void
group_free (AssayFindGroup *self)
{
  g_ptr_array_unref (self->finds);
  g_free (self);
}

/* The matches of one kind, rank by rank; the best rank in @best. */
static AssayFindGroup *
group_new (const AssaySearchIndex *self, AssayFindKind kind, const char * const *words, const char *phrase, guint *best)
{
  AssayFindGroup *group = g_new0 (AssayFindGroup, 1);
  GPtrArray *finds = self->finds[kind];

  group->kind = kind;
  group->finds = g_ptr_array_new ();
  *best = N_RANKS;
  for (guint rank = 0; rank < N_RANKS; rank++)
    for (guint i = 0; i < finds->len; i++)
      {
        AssayFind *find = finds->pdata[i];

        if (!assay_search_matches (words, find->folded) || rank_of (find, words, phrase) != rank)
          continue;
        g_ptr_array_add (group->finds, find);
        *best = MIN (*best, rank);
      }

  return group;
}

GPtrArray *
assay_search_index_find (const AssaySearchIndex *self, const char *text)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  g_auto (GStrv) words = assay_search_words (text);
  g_autofree char *phrase = g_strjoinv (" ", words);
  AssayFindGroup *found[ASSAY_N_FINDS];
  guint best[ASSAY_N_FINDS];

  if (words[0] == NULL)
    return groups;
  for (guint kind = 0; kind < ASSAY_N_FINDS; kind++)
    found[kind] = group_new (self, kind, (const char * const *) words, phrase, &best[kind]);
  for (guint rank = 0; rank <= N_RANKS; rank++)
    for (guint kind = 0; kind < ASSAY_N_FINDS; kind++)
      if (best[kind] == rank && rank < N_RANKS)
        g_ptr_array_add (groups, found[kind]);
      else if (best[kind] == rank)
        group_free (found[kind]);

  return groups;
}
