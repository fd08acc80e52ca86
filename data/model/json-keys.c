/* A hash set of the keys of all open objects at once: one table, whose last object is emptied when it closes.
 *
 * Keys leave in the reverse of the order in which they came, so an open-addressed slot can simply be cleared: no key that is
 * still there was ever moved past it. The hash is seeded at random, so that nobody can prepare keys that collide. */
#include "data/model/json-private.h"

#include <string.h>

#define FIRST_SLOTS 256

typedef struct
{
  guint64 hash;
  gsize start, length;   /* in the text of all keys */
  guint slot;
} Key;

struct _AssayJsonKeys
{
  GString *text;         /* decoded keys, one behind the other */
  GArray *keys;          /* of Key */
  GArray *objects;       /* of guint: the number of keys when each open object began */
  guint *slots;          /* 1 + place in keys; 0: free */
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
  self->slots = g_new0 (guint, self->n_slots);
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
      self->slots[g_array_index (self->keys, Key, i - 1).slot] = 0;
      self->text->len = g_array_index (self->keys, Key, i - 1).start;
    }
  g_array_set_size (self->keys, first);
  g_array_set_size (self->objects, self->objects->len - 1);
}

/* The object's depth goes into the hash: the same keys in nested objects must not crowd one slot. */
static guint64
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

/* The slot that holds @key in the innermost object, or the free one where it belongs. */
static guint
find_slot (const AssayJsonKeys *self, const Key *key)
{
  guint first = g_array_index (self->objects, guint, self->objects->len - 1);
  guint slot = key->hash & (self->n_slots - 1);

  for (; self->slots[slot] != 0; slot = (slot + 1) & (self->n_slots - 1))
    {
      const Key *other = &g_array_index (self->keys, Key, self->slots[slot] - 1);

      if (self->slots[slot] > first && other->hash == key->hash && other->length == key->length &&
          memcmp (self->text->str + other->start, self->text->str + key->start, key->length) == 0)
        break;
    }

  return slot;
}

/* Puts the keys back in the order in which they came, so that clearing stays simple. */
static void
grow (AssayJsonKeys *self)
{
  g_free (self->slots);
  self->n_slots *= 2;
  self->slots = g_new0 (guint, self->n_slots);

  for (guint i = 0; i < self->keys->len; i++)
    {
      Key *key = &g_array_index (self->keys, Key, i);

      key->slot = key->hash & (self->n_slots - 1);
      while (self->slots[key->slot] != 0)
        key->slot = (key->slot + 1) & (self->n_slots - 1);
      self->slots[key->slot] = i + 1;
    }
}

static char
decode_letter (char c)
{
  static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
  const char *letter = strchr (letters, c);

  return letter == NULL ? c : meanings[letter - letters];
}

/* Appends the escape at @p, returns what follows it. */
static const char *
decode_escape (AssayJsonKeys *self, const char *p)
{
  gunichar c;

  if (p[1] != 'u')
    {
      g_string_append_c (self->text, decode_letter (p[1]));
      return p + 2;
    }

  c = assay_json_hex (p + 2);
  if (c < 0xd800 || c > 0xdbff)
    {
      g_string_append_unichar (self->text, c);
      return p + 6;
    }
  g_string_append_unichar (self->text, 0x10000 + ((c - 0xd800) << 10) + (assay_json_hex (p + 8) - 0xdc00));

  return p + 12;
}

static void
decode (AssayJsonKeys *self, const char *raw, gsize length)
{
  const char *end = raw + length;

  while (raw < end)
    {
      const char *escape = memchr (raw, '\\', end - raw);

      g_string_append_len (self->text, raw, (escape == NULL ? end : escape) - raw);
      raw = escape == NULL ? end : decode_escape (self, escape);
    }
}

gboolean
assay_json_keys_add (AssayJsonKeys *self, const char *raw, gsize length)
{
  Key key = { .start = self->text->len };

  decode (self, raw, length);
  key.length = self->text->len - key.start;
  key.hash = hash_key (self, self->text->str + key.start, key.length);
  if ((self->keys->len + 1) * 2 > self->n_slots)
    grow (self);

  key.slot = find_slot (self, &key);
  if (self->slots[key.slot] != 0)
    return FALSE;

  g_array_append_val (self->keys, key);
  self->slots[key.slot] = self->keys->len;

  return TRUE;
}
