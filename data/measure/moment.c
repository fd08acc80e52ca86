#include <math.h>
#include <time.h>
#include <unistd.h>

#include "data/measure/account.h"
#include "data/measure/proc-text.h"

#define POWER "/sys/class/powercap"
/* Over which others are watched, s: /proc/stat counts in ticks of 10 ms. */
#define WATCH 0.3

static void
read_cpu (AssayMoment *self)
{
  g_autofree char *text = NULL;
  double tick = (double) sysconf (_SC_CLK_TCK);
  guint64 busy, steal;

  self->busy = self->steal = NAN;
  if (!g_file_get_contents ("/proc/stat", &text, NULL, NULL) || !assay_proc_machine_parse (text, &busy, &steal))
    return;
  self->busy = (double) busy / tick;
  self->steal = (double) steal / tick;
}

static double
read_pressure (void)
{
  g_autofree char *text = NULL;
  guint64 total;

  if (!g_file_get_contents ("/proc/pressure/cpu", &text, NULL, NULL) || !assay_proc_pressure_parse (text, &total))
    return NAN;

  return (double) total / G_USEC_PER_SEC;
}

/* "intel-rapl:0", also on AMD: a package; "intel-rapl:0:1" is a part of it. */
static gboolean
is_package (const char *zone)
{
  return g_str_has_prefix (zone, "intel-rapl:") && g_strrstr (zone, ":") == zone + strlen ("intel-rapl");
}

static double
read_zone (const char *zone)
{
  g_autofree char *path = g_build_filename (POWER, zone, "energy_uj", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? g_ascii_strtod (text, NULL) / 1e6 : NAN;
}

static double
read_energy (void)
{
  g_autoptr (GDir) folder = g_dir_open (POWER, 0, NULL);
  const char *zone;
  double sum = 0;
  guint n = 0;

  while (folder != NULL && (zone = g_dir_read_name (folder)) != NULL)
    if (is_package (zone))
      {
        sum += read_zone (zone);
        n++;
      }

  return n > 0 ? sum : NAN;
}

void
assay_moment_take (AssayMoment *self)
{
  read_cpu (self);
  self->pressure = read_pressure ();
  self->energy = read_energy ();
  self->time = g_get_monotonic_time ();
  self->real = g_get_real_time ();
}

static double
share (double part, double whole)
{
  return isnan (part) || !(whole > 0) ? NAN : CLAMP (part / whole, 0, 1);
}

void
assay_disturbance_between (const AssayMoment *from, const AssayMoment *to, double own, AssayDisturbance *self)
{
  double cores = (double) sysconf (_SC_NPROCESSORS_ONLN);

  self->seconds = (double) (to->time - from->time) / G_USEC_PER_SEC;
  self->foreign = share (to->busy - from->busy - own, self->seconds * cores);
  self->steal = share (to->steal - from->steal, self->seconds * cores);
  self->pressure = share (to->pressure - from->pressure, self->seconds);
  self->energy = to->energy >= from->energy ? to->energy - from->energy : NAN;
  self->step = (double) (to->real - from->real) / G_USEC_PER_SEC - self->seconds;
}

static double
own_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* FALSE when cancelled before it is over. */
static gboolean
sleep_through (double seconds, GCancellable *cancellable)
{
  GPollFD file = { 0 };

  if (g_cancellable_make_pollfd (cancellable, &file))
    {
      g_poll (&file, 1, (int) (seconds * 1000));
      g_cancellable_release_fd (cancellable);
    }
  else
    g_usleep ((gulong) (seconds * G_USEC_PER_SEC));

  return !g_cancellable_is_cancelled (cancellable);
}

gboolean
assay_wait_for_quiet (double most, double seconds, gpointer cancellable)
{
  gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  do
    {
      AssayMoment from, to;
      AssayDisturbance meanwhile;
      double own = -own_cpu ();

      assay_moment_take (&from);
      if (!sleep_through (WATCH, cancellable))
        return FALSE;
      assay_moment_take (&to);
      own += own_cpu ();
      assay_disturbance_between (&from, &to, own, &meanwhile);
      if (meanwhile.foreign < most || isnan (meanwhile.foreign))
        return TRUE;
    }
  while (g_get_monotonic_time () < end);

  return FALSE;
}
