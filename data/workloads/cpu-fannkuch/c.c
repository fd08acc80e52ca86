#include <stdio.h>
#include <string.h>

#include "kernel.h"

#define MAX 16

static int size, total, most;

static void
swap (int *a, int *b)
{
  int kept = *a;

  *a = *b;
  *b = kept;
}

/* How often the first p elements are turned round, p being the first of them, until that is 0. */
static int
flips (const int *permutation)
{
  int copy[MAX], count = 0;

  memcpy (copy, permutation, size * sizeof (int));
  for (int first = copy[0]; first > 0; first = copy[0])
    {
      for (int low = 0, high = first; low < high; low++, high--)
        swap (&copy[low], &copy[high]);
      count++;
    }
  return count;
}

/* The next permutation of even or odd sign; 0 after the last. */
static int
next (int *permutation, int *turned, int sign)
{
  if (sign == 1)
    {
      swap (&permutation[0], &permutation[1]);
      return 1;
    }

  swap (&permutation[1], &permutation[2]);
  for (int i = 2; i < size; i++)
    {
      if (turned[i] < i)
        {
          turned[i]++;
          return 1;
        }
      turned[i] = 0;
      if (i == size - 1)
        return 0;
      int first = permutation[0];
      memmove (permutation, permutation + 1, (i + 1) * sizeof (int));
      permutation[i + 1] = first;
    }
  return 0;
}

static void
prepare (int n)
{
  size = n < MAX ? n : MAX;
}

static void
run (void)
{
  int permutation[MAX], turned[MAX] = { 0 }, sign = 1;

  for (int i = 0; i < size; i++)
    permutation[i] = i;
  total = most = 0;
  do
    {
      int count = flips (permutation);
      most = count > most ? count : most;
      total += sign * count;
      sign = -sign;
    }
  while (next (permutation, turned, -sign));
}

static const char *
check (void)
{
  static char text[32];

  snprintf (text, sizeof text, "%d %d", total, most);
  return text;
}

int
main (int argc, char **argv)
{
  return measure (argc, argv, prepare, run, check);
}
