/* What the experiment's tests measure: a server and a program that do as they should or what servers and programs do wrong.
 * subject probe | serve MODE | kernel MODE LEAST. Plain C, so that nothing happens but what is meant. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST 256
/* So many answers until a server that is meant to break does. */
#define BREAKS_AFTER 100

static int answers;

/* How often this subject was started before, by a file that each start makes longer; so that it can pass its check and fail later. */
static int
starts_before (void)
{
  const char *path = getenv ("SUBJECT_STATE");
  int file = path != NULL ? open (path, O_CREAT | O_APPEND | O_WRONLY, 0600) : -1;
  int before = 0;

  if (file >= 0)
    {
      before = (int) lseek (file, 0, SEEK_END);
      if (write (file, "x", 1) < 0)
        before = 0;
      close (file);
    }
  return before;
}

static void
pass (double seconds)
{
  struct timespec time = { (time_t) seconds, (long) ((seconds - (double) (time_t) seconds) * 1e9) };

  nanosleep (&time, NULL);
}

static int
open_port (int *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM, 0);

  if (listener < 0 || bind (listener, (struct sockaddr *) &address, sizeof address) < 0 ||
      getsockname (listener, (struct sockaddr *) &address, &length) < 0)
    exit (1);
  *port = ntohs (address.sin_port);
  return listener;
}

static void
answer (int client, const char *mode, int before)
{
  const char *status = "200 OK", *body = "{\"ok\": true}";
  char text[256];

  if (strcmp (mode, "wrong") == 0)
    body = "{\"ok\": false}";
  if (strcmp (mode, "slow") == 0)
    pass (0.001);
  if (before > 0 && answers > BREAKS_AFTER && strcmp (mode, "crash") == 0)
    abort ();
  if (before > 0 && answers > BREAKS_AFTER && strcmp (mode, "failing") == 0)
    status = "500 Internal Server Error";
  snprintf (text, sizeof text, "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
            status, strlen (body), body);
  if (send (client, text, strlen (text), MSG_NOSIGNAL) > 0)
    answers++;
}

/* As many answers as requests were read: each ends with an empty line. Returns 0 when the client has left. */
static int
read_requests (int client, const char *mode, int before)
{
  char text[4096];
  ssize_t n = read (client, text, sizeof text - 1);

  if (n <= 0)
    return 0;
  text[n] = '\0';
  for (char *end = strstr (text, "\r\n\r\n"); end != NULL; end = strstr (end + 4, "\r\n\r\n"))
    answer (client, mode, before);
  return 1;
}

/* More than anybody reads, as long as the pipe takes it. */
static void
chat (void)
{
  static char line[4096];

  memset (line, 'x', sizeof line);
  line[sizeof line - 1] = '\n';
  fcntl (STDOUT_FILENO, F_SETFL, fcntl (STDOUT_FILENO, F_GETFL) | O_NONBLOCK);
  for (int i = 0; i < 16 && write (STDOUT_FILENO, line, sizeof line) > 0; i++)
    ;
}

static void
serve_clients (int listener, const char *mode, int before)
{
  struct pollfd polled[MOST] = { { STDIN_FILENO, POLLIN, 0 }, { listener, POLLIN, 0 } };
  int stubborn = strcmp (mode, "stubborn") == 0, n = 2;
  char byte;

  if (stubborn)
    polled[0].fd = -1;
  for (;;)
    {
      if (poll (polled, (nfds_t) n, strcmp (mode, "chatty") == 0 ? 10 : -1) < 0 && errno != EINTR)
        exit (1);
      if (strcmp (mode, "chatty") == 0)
        chat ();
      if (polled[0].revents != 0 && read (STDIN_FILENO, &byte, 1) <= 0)
        return;
      for (int i = 2; i < n; i++)
        if (polled[i].revents != 0 && !read_requests (polled[i].fd, mode, before))
          {
            close (polled[i].fd);
            polled[i--] = polled[--n];
          }
      if (polled[1].revents != 0 && n < MOST)
        polled[n++] = (struct pollfd) { accept (listener, NULL, NULL), POLLIN, 0 };
    }
}

static int
serve (const char *mode)
{
  int before = starts_before (), port, listener;

  if (strcmp (mode, "stubborn") == 0)
    signal (SIGTERM, SIG_IGN);
  if (strcmp (mode, "never") == 0)
    for (;;)
      pass (60);
  while (strcmp (mode, "flood") == 0 && write (STDOUT_FILENO, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 32) > 0)
    ;
  if (strcmp (mode, "dead") == 0)
    {
      fprintf (stderr, "no such module\n");
      return 3;
    }
  listener = open_port (&port);
  if (strcmp (mode, "late") != 0)
    listen (listener, MOST);
  printf ("{\"event\":\"ready\",\"port\":%d,\"pid\":%d,\"framework\":\"subject\",\"framework_version\":\"1.0\"}\n", port, (int) getpid ());
  fflush (stdout);
  if (strcmp (mode, "late") == 0)
    {
      pass (0.4);
      listen (listener, MOST);
    }
  serve_clients (listener, mode, before);
  return 0;
}

static double
cpu_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

/* The least step of a hundred that this process's CPU clock makes. */
static double
clock_step (void)
{
  double least = 1, last = cpu_now ();

  for (int i = 0; i < 100; i++)
    {
      double next = last;

      while (next == last)
        next = cpu_now ();
      if (next - last < least)
        least = next - last;
      last = next;
    }
  return least;
}

static int
kernel (const char *mode, int least)
{
  int before = starts_before ();

  while (strcmp (mode, "flood") == 0 && puts ("a library says hello") >= 0)
    ;
  printf ("a library says hello\n{\"event\":\"start\",\"runtime\":\"subject\",\"version\":\"1.0\"}\n");
  for (int i = 0; i < least + 10; i++)
    {
      if (before > 0 && i == 2 && strcmp (mode, "crash") == 0)
        abort ();
      pass (0.001);
      printf ("{\"i\":%d,\"ns\":%d,\"cpu\":%d}\n", i, strcmp (mode, "slow") == 0 ? 2000000 : 1000000, 500000);
      fflush (stdout);
    }
  printf ("{\"sample\":{\"lines\":12}}\n{\"sample\":{\"lines\":14}}\n");
  printf ("{\"sample\":{\"clock-step\":%g}}\n", clock_step ());
  printf ("{\"event\":\"done\",\"checksum\":\"%s\"}\n", strcmp (mode, "wrong") == 0 ? "13" : "42");
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc >= 2 && strcmp (argv[1], "probe") == 0)
    return puts ("{\"version\":\"1.0\",\"packages\":{}}") < 0;
  if (argc >= 3 && strcmp (argv[1], "serve") == 0)
    return serve (argv[2]);
  if (argc >= 4 && strcmp (argv[1], "kernel") == 0)
    return kernel (argv[2], atoi (argv[3]));
  return 2;
}
