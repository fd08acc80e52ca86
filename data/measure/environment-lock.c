#include "data/measure/environment-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "data/model/error.h"
#include "data/model/language.h"

#define PAUSE (50 * 1000)   /* us between two tries */

int
assay_environment_lock (const char *name, gboolean wait, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = assay_environment_folder ();
  g_autofree char *file = g_strconcat (name, ".lock", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  int fd = g_mkdir_with_parents (folder, 0700) == 0 ? open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;

  if (fd < 0)
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_WORKLOAD, "%s: %s", path, g_strerror (errno));
      return -1;
    }
  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (!wait)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("%s: another program is at it"), path);
      if (!wait || g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          close (fd);
          return -1;
        }
      g_usleep (PAUSE);
    }

  return fd;
}
