#include <stdio.h>

#include "kernel.h"

static int size;
static int inside;

static void
prepare (int n)
{
  size = n;
}

/* How many points stay near after 50 rounds. */
static void
run (void)
{
  inside = 0;
  for (int y = 0; y < size; y++)
    {
      double ci = 2.0 * y / size - 1.0;
      for (int x = 0; x < size; x++)
        {
          double cr = 2.0 * x / size - 1.5, zr = 0, zi = 0;
          int round = 0;
          for (; round < 50; round++)
            {
              double next = zr * zr - zi * zi + cr;
              zi = 2.0 * zr * zi + ci;
              zr = next;
              if (zr * zr + zi * zi > 4.0)
                break;
            }
          inside += round == 50;
        }
    }
}

static const char *
check (void)
{
  static char text[16];

  snprintf (text, sizeof text, "%d", inside);
  return text;
}

int
main (int argc, char **argv)
{
  return measure (argc, argv, prepare, run, check);
}
