/* The JSON server of the other programs in C, with one thread and epoll. Not a framework but a bound: it understands no
 * more of HTTP than the requests of the load generator, and shows what is left when hardly anything is done. */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_CONNECTIONS 65536
#define LARGEST_REQUEST 4096

typedef struct
{
  char received[LARGEST_REQUEST];
  size_t length;
} Connection;

static Connection *connections[MOST_CONNECTIONS];

static int
answer (char *out, size_t size, const char *type, const char *body)
{
  return snprintf (out, size, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n%s", type, strlen (body), body);
}

// #region plaintext
static int
plaintext (char *out, size_t size)
{
  return answer (out, size, "text/plain", "Hello, World!");
}
// #endregion

// #region json
static int
json (char *out, size_t size)
{
  char body[64];

  snprintf (body, sizeof body, "{\"message\":\"%s\"}", "Hello, World!");

  return answer (out, size, "application/json", body);
}
// #endregion

static int
respond (const char *request, char *out, size_t size)
{
  if (strncmp (request, "GET /plaintext ", 15) == 0)
    return plaintext (out, size);
  if (strncmp (request, "GET /json ", 10) == 0)
    return json (out, size);

  return snprintf (out, size, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
}

static bool
serve (int fd, Connection *self)
{
  ssize_t n = recv (fd, self->received + self->length, LARGEST_REQUEST - 1 - self->length, 0);
  char *end, out[512];

  if (n <= 0)
    return false;
  self->length += n;
  self->received[self->length] = '\0';
  while ((end = strstr (self->received, "\r\n\r\n")) != NULL)
    {
      int length = respond (self->received, out, sizeof out);

      if (send (fd, out, length, MSG_NOSIGNAL) != length)
        return false;
      self->length -= end + 4 - self->received;
      memmove (self->received, end + 4, self->length + 1);
    }

  return self->length < LARGEST_REQUEST - 1;
}

static void
watch (int epoll, int fd)
{
  struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

  epoll_ctl (epoll, EPOLL_CTL_ADD, fd, &event);
}

static void
take (int epoll, int listener)
{
  int fd = accept4 (listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC), on = 1;

  if (fd < 0)
    return;
  if (fd >= MOST_CONNECTIONS || (connections[fd] = calloc (1, sizeof (Connection))) == NULL)
    {
      close (fd);
      return;
    }
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  watch (epoll, fd);
}

static void
drop (int fd)
{
  free (connections[fd]);
  connections[fd] = NULL;
  close (fd);
}

static int
listen_on (unsigned short *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK), .sin_port = htons (*port) };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

  if (bind (fd, (struct sockaddr *) &address, length) < 0 || listen (fd, 4096) < 0)
    exit (1);
  getsockname (fd, (struct sockaddr *) &address, &length);
  *port = ntohs (address.sin_port);

  return fd;
}

int
main (void)
{
  const char *wanted = getenv ("PORT");
  unsigned short port = wanted != NULL ? atoi (wanted) : 0;
  int listener = listen_on (&port), epoll = epoll_create1 (EPOLL_CLOEXEC);
  struct epoll_event events[256];
  char ignored[4096];

  watch (epoll, listener);
  watch (epoll, STDIN_FILENO);
  printf ("{\"event\":\"ready\",\"port\":%u,\"pid\":%d,\"framework\":\"epoll\",\"framework_version\":\"%s\","
          "\"runtime\":\"c\",\"version\":\"%s\"}\n", port, getpid (), __VERSION__, __VERSION__);
  fflush (stdout);

  for (;;)
    {
      int n = epoll_wait (epoll, events, 256, -1);

      for (int i = 0; i < n; i++)
        {
          int fd = events[i].data.fd;

          if (fd == listener)
            take (epoll, listener);
          else if (fd == STDIN_FILENO && read (fd, ignored, sizeof ignored) <= 0)
            return 0;
          else if (fd != STDIN_FILENO && !serve (fd, connections[fd]))
            drop (fd);
        }
    }
}
