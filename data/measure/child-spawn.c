#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <sys/socket.h>
#include <unistd.h>

#include "data/measure/child-private.h"
#include "data/model/error.h"
#include "data/model/language.h"

/* As much as an ordinary user may ask for: output that nobody has read yet. */
#define PIPE_SIZE (1024 * 1024)

typedef enum { READ_END, WRITE_END } PipeEnd;

/* All files that are opened on the way, so that one place closes them. */
typedef struct
{
  int control[2];      /* ours, the supervisor's */
  int output[2];
  int input[2];
} Files;

static void
close_file (int *file)
{
  if (*file >= 0)
    close (*file);
  *file = -1;
}

static void
files_close (Files *self)
{
  for (int i = 0; i < 2; i++)
    {
      close_file (&self->control[i]);
      close_file (&self->output[i]);
      close_file (&self->input[i]);
    }
}

static gboolean
files_open (Files *self, gboolean keep_stdin, GError **error)
{
  *self = (Files) { { -1, -1 }, { -1, -1 }, { -1, -1 } };
  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, self->control) < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
      return FALSE;
    }
  if (!g_unix_open_pipe (self->output, FD_CLOEXEC, error) || (keep_stdin && !g_unix_open_pipe (self->input, FD_CLOEXEC, error)))
    return FALSE;

  fcntl (self->output[READ_END], F_SETPIPE_SZ, PIPE_SIZE);
  return g_unix_set_fd_nonblocking (self->output[READ_END], TRUE, error);
}

static void
add_number (GStrvBuilder *builder, const char *option, guint value)
{
  g_autofree char *text = g_strdup_printf ("%u", value);

  if (value > 0)
    g_strv_builder_add_many (builder, option, text, NULL);
}

static char **
supervisor_argv (const AssayChildSpec *spec)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *program = assay_helper_path ("assay-supervise");

  g_strv_builder_add (builder, program);
  if (spec->cpus != NULL)
    g_strv_builder_add_many (builder, "--cpus", spec->cpus, NULL);
  add_number (builder, "--cpu-seconds", spec->cpu_seconds);
  add_number (builder, "--files", spec->files);
  g_strv_builder_add (builder, "--");
  g_strv_builder_addv (builder, (const char **) spec->argv);

  return g_strv_builder_end (builder);
}

static char **
marked_environ (AssayChild *self, const AssayChildSpec *spec)
{
  char **variables = spec->environ != NULL ? g_strdupv ((char **) spec->environ) : g_get_environ ();

  return g_environ_setenv (variables, SUPERVISE_MARK, self->mark + strlen (SUPERVISE_MARK "="), TRUE);
}

static gboolean
run (AssayChild *self, const AssayChildSpec *spec, const Files *files, int null, GError **error)
{
  const int sources[] = { files->control[1], files->output[READ_END] }, targets[] = { SUPERVISE_CONTROL, SUPERVISE_OUTPUT };
  g_auto (GStrv) argv = supervisor_argv (spec);
  g_auto (GStrv) variables = marked_environ (self, spec);

  return g_spawn_async_with_pipes_and_fds (spec->folder, (const char * const *) argv, (const char * const *) variables,
                                           G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                                           spec->keep_stdin ? files->input[READ_END] : null, files->output[WRITE_END], -1,
                                           sources, targets, G_N_ELEMENTS (sources), &self->supervisor, NULL, NULL, NULL, error);
}

gboolean
assay_child_spawn (AssayChild *self, const AssayChildSpec *spec, GError **error)
{
  int null = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  Files files;
  gboolean good;

  self->mark = g_strdup_printf (SUPERVISE_MARK "=%d-%08x%08x", (int) getpid (), g_random_int (), g_random_int ());
  good = files_open (&files, spec->keep_stdin, error) && run (self, spec, &files, null, error);
  if (good)
    {
      self->control = files.control[0];
      self->output = files.output[READ_END];
      self->input = files.input[WRITE_END];
      files.control[0] = files.output[READ_END] = files.input[WRITE_END] = -1;
    }
  else
    g_prefix_error (error, _ ("%s can't be started: "), self->name);
  files_close (&files);
  close_file (&null);

  return good;
}
