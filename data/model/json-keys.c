/* A hash set of the keys of all open objects at once: one table, whose last object is emptied when it closes.
 *
 * Keys leave in the reverse of the order in which they came, so an open-addressed slot can simply be cleared: no key that is
 * still there was ever moved past it. The hash is seeded at random, so that nobody can prepare keys that collide. */
#include "data/model/json-private.h"

#include <string.h>

#define FIRST_SLOTS 256

typedef struct
{
  gsize start;           /* in the text of all keys; it ends where the next begins */
  guint32 hash;
  guint slot;
} Key;

/* The hash stands here too, so that a probe past a strange key doesn't fetch it from memory. */
typedef struct
{
  guint key;             /* 1 + place in keys; 0: free */
  guint32 hash;
} Slot;

struct _AssayJsonKeys
{
  GString *text;         /* decoded keys, one behind the other */
  GArray *keys;          /* of Key */
  GArray *objects;       /* of guint: the number of keys when each open object began */
  Slot *slots;
  guint n_slots;         /* a power of two */
  guint64 seed, multiplier;
};

AssayJsonKeys *
assay_json_keys_new (void)
{
  AssayJsonKeys *self = g_new0 (AssayJsonKeys, 1);

  self->text = g_string_new (NULL);
  self->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  self->objects = g_array_new (FALSE, FALSE, sizeof (guint));
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new0 (Slot, self->n_slots);
  self->seed = (guint64) g_random_int () << 32 | g_random_int ();
  self->multiplier = ((guint64) g_random_int () << 32 | g_random_int ()) | 1;

  return self;
}

void
assay_json_keys_free (AssayJsonKeys *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->keys);
  g_array_unref (self->objects);
  g_free (self->slots);
  g_free (self);
}

void
assay_json_keys_open (AssayJsonKeys *self)
{
  g_array_append_val (self->objects, self->keys->len);
}

void
assay_json_keys_close (AssayJsonKeys *self)
{
  guint first = g_array_index (self->objects, guint, self->objects->len - 1);

  for (guint i = self->keys->len; i > first; i--)
    {
      self->slots[g_array_index (self->keys, Key, i - 1).slot].key = 0;
      self->text->len = g_array_index (self->keys, Key, i - 1).start;
    }
  g_array_set_size (self->keys, first);
  g_array_set_size (self->objects, self->objects->len - 1);
}

static guint
first_key (const AssayJsonKeys *self)
{
  return g_array_index (self->objects, guint, self->objects->len - 1);
}

guint
assay_json_keys_count (const AssayJsonKeys *self)
{
  return self->keys->len - first_key (self);
}

/* The object's depth goes into the hash: the same keys in nested objects must not crowd one slot. */
static guint32
hash_key (const AssayJsonKeys *self, const char *text, gsize length)
{
  guint64 hash = self->seed + self->objects->len;

  for (gsize i = 0; i < length; i++)
    {
      hash = (hash ^ (guchar) text[i]) * self->multiplier;
      hash ^= hash >> 32;
    }

  return hash;
}

static gboolean
equals (const AssayJsonKeys *self, guint key, const char *text, gsize length)
{
  gsize start = g_array_index (self->keys, Key, key).start;
  gsize end = key + 1 < self->keys->len ? g_array_index (self->keys, Key, key + 1).start : self->text->len - length;

  return end - start == length && memcmp (self->text->str + start, text, length) == 0;
}

/* The slot that holds @key, whose text is the last @length bytes, in the innermost object, or the free one where it belongs. */
static guint
find_slot (const AssayJsonKeys *self, const Key *key, gsize length)
{
  guint first = first_key (self);
  guint place = key->hash & (self->n_slots - 1);

  for (; self->slots[place].key != 0; place = (place + 1) & (self->n_slots - 1))
    {
      Slot slot = self->slots[place];

      if (slot.hash == key->hash && slot.key > first && equals (self, slot.key - 1, self->text->str + key->start, length))
        break;
    }

  return place;
}

/* Puts the keys back in the order in which they came, so that clearing stays simple. */
static void
grow (AssayJsonKeys *self)
{
  g_free (self->slots);
  self->n_slots *= 2;
  self->slots = g_new0 (Slot, self->n_slots);

  for (guint i = 0; i < self->keys->len; i++)
    {
      Key *key = &g_array_index (self->keys, Key, i);

      key->slot = key->hash & (self->n_slots - 1);
      while (self->slots[key->slot].key != 0)
        key->slot = (key->slot + 1) & (self->n_slots - 1);
      self->slots[key->slot] = (Slot) { i + 1, key->hash };
    }
}

gboolean
assay_json_keys_add (AssayJsonKeys *self, const char *raw, gsize length)
{
  Key key = { .start = self->text->len };

  assay_json_decode (self->text, raw, length);
  length = self->text->len - key.start;
  key.hash = hash_key (self, self->text->str + key.start, length);
  if ((self->keys->len + 1) * 2 > self->n_slots)
    grow (self);

  key.slot = find_slot (self, &key, length);
  if (self->slots[key.slot].key != 0)
    return FALSE;

  g_array_append_val (self->keys, key);
  self->slots[key.slot] = (Slot) { self->keys->len, key.hash };

  return TRUE;
}
