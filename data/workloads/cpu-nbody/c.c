#include <math.h>
#include <stdio.h>

#include "kernel.h"

#define N 5
#define SOLAR_MASS (4 * M_PI * M_PI)
#define DAYS_PER_YEAR 365.24

typedef struct
{
  double x, y, z, vx, vy, vz, mass;
} Body;

/* Place, speed a day and mass in suns of the sun and the four giant planets. */
static const Body BODIES[N] = {
  { 0, 0, 0, 0, 0, 0, 1 },
  { 4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
    0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609 },
  { 8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
    -0.00276742510726411239, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812 },
  { 12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
    0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298 },
  { 15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
    0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451 },
};

static int steps;
static double total;

/* The bodies, the sun moving so that the whole stays where it is. */
static void
start (Body *bodies)
{
  double px = 0, py = 0, pz = 0;

  for (int i = 0; i < N; i++)
    {
      Body *body = &bodies[i];
      *body = BODIES[i];
      body->vx *= DAYS_PER_YEAR;
      body->vy *= DAYS_PER_YEAR;
      body->vz *= DAYS_PER_YEAR;
      body->mass *= SOLAR_MASS;
      px += body->vx * body->mass;
      py += body->vy * body->mass;
      pz += body->vz * body->mass;
    }
  bodies[0].vx = -px / SOLAR_MASS;
  bodies[0].vy = -py / SOLAR_MASS;
  bodies[0].vz = -pz / SOLAR_MASS;
}

static void
advance (Body *bodies, double dt)
{
  for (int i = 0; i < N; i++)
    {
      Body *a = &bodies[i];
      for (int j = i + 1; j < N; j++)
        {
          Body *b = &bodies[j];
          double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
          double square = dx * dx + dy * dy + dz * dz;
          double pull = dt / (square * sqrt (square));
          a->vx -= dx * b->mass * pull;
          a->vy -= dy * b->mass * pull;
          a->vz -= dz * b->mass * pull;
          b->vx += dx * a->mass * pull;
          b->vy += dy * a->mass * pull;
          b->vz += dz * a->mass * pull;
        }
    }
  for (int i = 0; i < N; i++)
    {
      bodies[i].x += dt * bodies[i].vx;
      bodies[i].y += dt * bodies[i].vy;
      bodies[i].z += dt * bodies[i].vz;
    }
}

static double
energy (const Body *bodies)
{
  double sum = 0;

  for (int i = 0; i < N; i++)
    {
      const Body *a = &bodies[i];
      sum += 0.5 * a->mass * (a->vx * a->vx + a->vy * a->vy + a->vz * a->vz);
      for (int j = i + 1; j < N; j++)
        {
          const Body *b = &bodies[j];
          double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
          sum -= a->mass * b->mass / sqrt (dx * dx + dy * dy + dz * dz);
        }
    }
  return sum;
}

static void
prepare (int size)
{
  steps = size;
}

static void
run (void)
{
  Body bodies[N];

  start (bodies);
  for (int i = 0; i < steps; i++)
    advance (bodies, 0.01);
  total = energy (bodies);
}

static const char *
check (void)
{
  static char text[32];

  snprintf (text, sizeof text, "%.9f", total);
  return text;
}

int
main (int argc, char **argv)
{
  return measure (argc, argv, prepare, run, check);
}
