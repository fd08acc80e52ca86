#include <stdio.h>
#include <stdlib.h>

#include "kernel.h"

static int size;
static double *a, *b, *product;

static double *
matrix (int seed)
{
  double *cells = malloc (sizeof (double) * size * size);

  if (cells == NULL)
    abort ();
  for (int i = 0; i < size; i++)
    for (int j = 0; j < size; j++)
      cells[i * size + j] = (i * 31 + j * 17 + seed) % 101;
  return cells;
}

static void
prepare (int n)
{
  size = n;
  a = matrix (1);
  b = matrix (2);
  product = matrix (0);
}

static void
run (void)
{
  for (int i = 0; i < size; i++)
    for (int j = 0; j < size; j++)
      {
        double sum = 0;
        for (int k = 0; k < size; k++)
          sum += a[i * size + k] * b[k * size + j];
        product[i * size + j] = sum;
      }
}

static const char *
check (void)
{
  static char text[32];
  double sum = 0;

  for (int i = 0; i < size; i++)
    sum += product[i * size + i] * (i + 1);
  snprintf (text, sizeof text, "%.0f", sum);
  return text;
}

int
main (int argc, char **argv)
{
  return measure (argc, argv, prepare, run, check);
}
