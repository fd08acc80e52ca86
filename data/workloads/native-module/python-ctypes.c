#include "mandelbrot.h"

int run (int size);

int
run (int size)
{
  return mandelbrot (size);
}
