#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel.h"

typedef struct
{
  uint32_t key;
  char name[8];
} Record;

static size_t size;
static Record *records, *by_key, *by_name;

static int
compare_keys (const void *a, const void *b)
{
  const Record *first = a, *second = b;

  return (first->key > second->key) - (first->key < second->key);
}

static int
compare_names (const void *a, const void *b)
{
  const Record *first = a, *second = b;
  int order = strcmp (first->name, second->name);

  return order != 0 ? order : compare_keys (a, b);
}

static void
prepare (int n)
{
  uint32_t x = 42;

  size = n;
  records = malloc (size * sizeof (Record));
  by_key = malloc (size * sizeof (Record));
  by_name = malloc (size * sizeof (Record));
  if (records == NULL || by_key == NULL || by_name == NULL)
    abort ();
  for (size_t i = 0; i < size; i++)
    {
      x = (x * 1103515245 + 12345) & 0x7fffffff;
      records[i].key = x;
      snprintf (records[i].name, sizeof records[i].name, "n%u", x % 5000);
    }
}

/* By key, and then once more by name and key. */
static void
run (void)
{
  memcpy (by_key, records, size * sizeof (Record));
  qsort (by_key, size, sizeof (Record), compare_keys);
  memcpy (by_name, by_key, size * sizeof (Record));
  qsort (by_name, size, sizeof (Record), compare_names);
}

static const char *
check (void)
{
  static char text[32];

  snprintf (text, sizeof text, "%u %u", by_key[size / 2].key, by_name[size / 3].key);
  return text;
}

int
main (int argc, char **argv)
{
  return measure (argc, argv, prepare, run, check);
}
