/* The kernel cpu-mandelbrot in C, for the modules that are called from other languages. */
static int
mandelbrot (int size)
{
  int inside = 0;

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
  return inside;
}
