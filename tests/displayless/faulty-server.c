/* A server that does what servers do wrong: faulty-server MODE. One connection after the other, until standard input ends. */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define SIZE 65536

static const char *mode;
static int n_answers;

static int
is (const char *name)
{
  return strcmp (mode, name) == 0;
}

static int
listen_on (unsigned *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int file = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (bind (file, (struct sockaddr *) &address, length) < 0 || (!is ("late-port") && listen (file, 16) < 0)
      || getsockname (file, (struct sockaddr *) &address, &length) < 0)
    exit (1);
  *port = ntohs (address.sin_port);

  return file;
}

static void
say (const char *text)
{
  fputs (text, stdout);
  fflush (stdout);
}

static void
say_ready (unsigned port)
{
  printf ("{\"event\": \"ready\", \"port\": %u, \"pid\": %d, \"framework\": \"faulty\"}\n", port, (int) getpid ());
  fflush (stdout);
}

static void
put (int connection, const char *data, size_t length)
{
  while (length > 0)
    {
      ssize_t sent = send (connection, data, length, MSG_NOSIGNAL);

      if (sent <= 0)
        return;
      data += sent;
      length -= (size_t) sent;
    }
}

static void
put_text (int connection, const char *text)
{
  put (connection, text, strlen (text));
}

static void
answer (int connection, const char *status, const char *headers, const char *body, size_t length)
{
  char head[1000];

  snprintf (head, sizeof head, "HTTP/1.1 %s\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: %zu\r\n%s\r\n",
            status, length, headers);
  put_text (connection, head);
  put (connection, body, length);
}

/* {"message":"Hello"} packed by gzip, and the same cut off. */
static const char packed[] =
  "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x56\xca\x4d\x2d\x2e\x4e\x4c\x4f\x55"
  "\xb2\x52\xf2\x48\xcd\xc9\xc9\x57\xaa\x05\x00\x10\x52\x65\xde\x13\x00\x00\x00";

static void
answer_much (int connection)
{
  static char block[1024 * 1024];

  put_text (connection, "HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n");
  for (int i = 0; i < 100; i++)
    put (connection, block, sizeof block);
}

/* Says how many bytes of a body were "x", under which method, and whether the connection is the first one. */
static void
answer_echo (int connection, const char *request, size_t length, int first)
{
  const char *body = strstr (request, "\r\n\r\n") + 4;
  char text[300];
  size_t n = 0;

  for (const char *c = body; c < request + length; c++)
    n += *c == 'x';
  snprintf (text, sizeof text, "{\"method\": \"%.4s\", \"x\": %zu, \"body\": %zu, \"first\": %s, \"header\": %s, \"accept-encoding\": %s}", request, n,
            (size_t) (request + length - body), first ? "true" : "false", strstr (request, "X-Test: yes\r\n") ? "true" : "false",
            strcasestr (request, "accept-encoding") ? "true" : "false");
  answer (connection, "200 OK", "", text, strlen (text));
}

static void
serve (int connection, const char *request, size_t length, int first)
{
  const char *spaced = "{\n  \"n\": 1.0,\n  \"message\": \"Hello\",  \"list\": [1, null, true]}";

  n_answers++;
  if (is ("half-way") && n_answers == 2)
    {
      fputs ("out of ideas\n", stderr);
      exit (3);
    }
  if (is ("500"))
    answer (connection, "500 Internal Server Error", "", "{}", 2);
  else if (is ("gzip"))
    answer (connection, "200 OK", "Content-Encoding: gzip\r\n", packed, sizeof packed - 1);
  else if (is ("half-gzip"))
    answer (connection, "200 OK", "Content-Encoding: gzip\r\n", packed, sizeof packed - 12);
  else if (is ("spaced"))
    answer (connection, "200 OK", "", spaced, strlen (spaced));
  else if (is ("much") && n_answers > 1)
    answer_much (connection);
  else if (is ("cut") && n_answers > 1)
    put_text (connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{");
  else if (is ("no-http"))
    put_text (connection, "220 mail.example ESMTP\r\n\r\n");
  else if (is ("echo"))
    answer_echo (connection, request, length, first);
  else if (!is ("mute") && !(is ("mute-later") && n_answers > 1))
    answer (connection, "200 OK", "", "{\"message\":\"Hello\"}", 19);
  if (is ("floods"))
    for (int i = 0; i < 4000; i++)
      {
        printf ("%01000d\n", i);
        fprintf (stderr, "%01000d\n", i);
      }
}

/* Whether the whole request is there: its head, and as much body as it announces. */
static int
is_complete (const char *request, size_t length)
{
  const char *end = strstr (request, "\r\n\r\n"), *announced = strcasestr (request, "\r\nContent-Length:");

  return end != NULL && length >= (size_t) (end + 4 - request) + (announced != NULL ? strtoul (announced + 17, NULL, 10) : 0);
}

/* Zero once the client is gone. */
static int
take (int connection, int first)
{
  static char request[SIZE];
  static size_t length;
  ssize_t got = recv (connection, request + length, SIZE - 1 - length, 0);

  if (got <= 0)
    {
      length = 0;
      return 0;
    }
  length += (size_t) got;
  request[length] = '\0';
  if (is_complete (request, length))
    {
      serve (connection, request, length, first);
      length = 0;
    }

  return !is ("closes") && !is ("no-http") && !(is ("cut") && n_answers > 1);
}

static int
serve_all (int listening)
{
  struct pollfd files[] = { { STDIN_FILENO, POLLIN, 0 }, { listening, POLLIN, 0 }, { -1, POLLIN, 0 } };
  int n_connections = 0;

  while (poll (files, 3, -1) > 0)
    {
      if (files[0].revents != 0)
        return 0;
      if (files[2].revents != 0 && !take (files[2].fd, n_connections == 1))
        {
          close (files[2].fd);
          files[2].fd = -1;
        }
      else if (files[2].fd < 0 && files[1].revents != 0)
        {
          files[2].fd = accept4 (listening, NULL, NULL, SOCK_CLOEXEC);
          n_connections++;
        }
    }
  return 1;
}

/* What is said instead of a ready line; 0 if the mode has no such fault. */
static int
say_something_else (void)
{
  static const char *lines[][2] = {
    { "garbage", "Listening on port 8080 ...\n" },
    { "no-event", "{\"port\": 80}\n" },
    { "other-event", "{\"event\": \"started\", \"port\": 80}\n" },
    { "port-0", "{\"event\": \"ready\", \"port\": 0}\n" },
    { "port-65536", "{\"event\": \"ready\", \"port\": 65536}\n" },
    { "port-text", "{\"event\": \"ready\", \"port\": \"80\"}\n" },
    { "no-port", "{\"event\": \"ready\"}\n" },
    { "twice", "{\"event\": \"ready\", \"port\": 1, \"port\": 2}\n" },
    { "no-object", "[\"ready\", 80]\n" },
  };

  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
    if (is (lines[i][0]))
      {
        say (lines[i][1]);
        return 1;
      }

  return 0;
}

int
main (int argc, char **argv)
{
  unsigned port = 0;
  int listening;

  mode = argc > 1 ? argv[1] : "";
  listening = listen_on (&port);
  if (is ("silent"))
    fputs ("loading for ever\n", stderr);
  else if (is ("dead"))
    {
      fputs ("no module named hope\n", stderr);
      return 1;
    }
  else if (is ("nobody"))
    {
      close (listening);
      say_ready (port);
      listening = -1;
    }
  else if (!say_something_else ())
    {
      if (is ("late"))
        usleep (150000);
      say_ready (port);
    }
  if (is ("late-port"))
    {
      usleep (150000);
      if (listen (listening, 16) < 0)
        return 1;
    }

  return serve_all (listening);
}
