/* A server whose behaviour is known, for the load generator: load-peer MODE [NUMBER] [PORT]
 *
 *   delay MS     answers each request after so long             stall MS     does nothing for so long in each second
 *   close N      says "Connection: close" in each N-th answer   drop N       closes after each N-th answer without a word
 *   status CODE  answers with it                                crash N      dies after so many answers
 *   short, long  a body of fewer or more bytes than announced   chunked      a body in chunks
 *   no-length    a body that ends with the connection           garbage      no HTTP
 *   silent       never answers                                  mute         answers the first request of each connection only
 *   websocket    passes each message on to all                  deaf         the same, but not to its latest connection
 *
 * Its ready line is that of every server (see server.h), and it ends with its standard input. */
#include <arpa/inet.h>
#include <glib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BODY "hello, world\n"
#define SECOND G_GINT64_CONSTANT (1000000000)
#define MOST 32768   /* files */
#define AWAKE (SECOND / 4000)

typedef struct
{
  char text[4096];   /* a request's head, or a frame */
  gsize n;
  guint64 body;      /* bytes of it still to come */
  guint answers;
  gboolean open, upgraded;
  guint round;       /* of the use of this file number */
} Guest;

typedef struct
{
  gint64 due;
  int fd;
  guint round;
} Owed;

static struct
{
  const char *mode;
  guint number;
  int epoll;
  Guest *guests;     /* by file number */
  int latest;        /* the largest of them */
  Owed owed[MOST];   /* a ring: what is owed later becomes due later */
  guint head, n_owed;
  guint answers;
  gint64 stall;      /* when the next one begins */
} peer;

static gint64
now_ns (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);

  return time.tv_sec * SECOND + time.tv_nsec;
}

static gboolean
is_mode (const char *mode)
{
  return g_str_equal (peer.mode, mode);
}

static void
put (int fd, const char *text, gsize length)
{
  (void) !send (fd, text, length, MSG_NOSIGNAL | MSG_DONTWAIT);
}

static void
hang_up (int fd)
{
  close (fd);
  peer.guests[fd].open = FALSE;
}

static gboolean
is_nth (const Guest *guest)
{
  return guest->answers % MAX (peer.number, 1) == 0;
}

static char *
make_answer (const Guest *guest)
{
  guint status = is_mode ("status") ? peer.number : 200;

  if (is_mode ("garbage"))
    return g_strdup ("220 mail.example.org ready\r\n\r\n");
  if (is_mode ("chunked"))
    return g_strdup ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n8\r\n, world\n\r\n0\r\n\r\n");
  if (is_mode ("no-length"))
    return g_strdup ("HTTP/1.1 200 OK\r\n\r\n" BODY);
  if (is_mode ("short"))
    return g_strdup ("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nhello");
  if (is_mode ("long"))
    return g_strdup ("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n" BODY "and more");

  return g_strdup_printf ("HTTP/1.1 %u OK\r\nContent-Type: text/plain\r\n%sContent-Length: 13\r\n\r\n" BODY, status,
                          is_mode ("close") && is_nth (guest) ? "Connection: close\r\n" : "");
}

static void
answer (int fd)
{
  Guest *guest = &peer.guests[fd];
  g_autofree char *text = NULL;

  guest->answers++;
  if (is_mode ("silent") || (is_mode ("mute") && guest->answers > 1))
    return;
  text = make_answer (guest);
  put (fd, text, strlen (text));
  if (is_mode ("crash") && ++peer.answers >= peer.number)
    _exit (3);
  if (is_mode ("no-length") || is_mode ("short") || ((is_mode ("close") || is_mode ("drop")) && is_nth (guest)))
    hang_up (fd);
}

static void
owe (int fd)
{
  if (!is_mode ("delay"))
    {
      answer (fd);
      return;
    }
  peer.owed[(peer.head + peer.n_owed++) % MOST] = (Owed) { now_ns () + peer.number * SECOND / 1000, fd, peer.guests[fd].round };
}

static void
pay (gint64 now)
{
  for (; peer.n_owed > 0 && peer.owed[peer.head].due <= now; peer.n_owed--, peer.head = (peer.head + 1) % MOST)
    {
      Owed *owed = &peer.owed[peer.head];

      if (peer.guests[owed->fd].open && peer.guests[owed->fd].round == owed->round)
        answer (owed->fd);
    }
}

/* Small unmasked text. */
static void
tell_all (const char *text, gsize n)
{
  char frame[128] = { (char) 0x81, (char) n };

  memcpy (frame + 2, text, n);
  for (int fd = 0; fd <= peer.latest; fd++)
    if (peer.guests[fd].upgraded && peer.guests[fd].open && !(is_mode ("deaf") && fd == peer.latest))
      put (fd, frame, n + 2);
}

/* Whole small masked frames are taken from the beginning of its text. */
static void
hear (Guest *guest)
{
  guint8 *frame = (guint8 *) guest->text;

  while (guest->n >= 6 && guest->n >= 6u + (frame[1] & 0x7f))
    {
      gsize n = frame[1] & 0x7f;

      for (gsize i = 0; i < n; i++)
        frame[6 + i] ^= frame[2 + i % 4];
      tell_all ((char *) frame + 6, n);
      guest->n -= n + 6;
      memmove (frame, frame + n + 6, guest->n);
    }
}

static void
shake_hands (int fd, const char *head)
{
  const char *key = strstr (head, "Sec-WebSocket-Key: ");
  g_autofree char *joined = g_strdup_printf ("%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key == NULL ? "" : key + 19);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize size = sizeof digest;
  g_autofree char *accept = NULL;
  g_autofree char *text = NULL;

  g_checksum_update (sum, (const guchar *) joined, -1);
  g_checksum_get_digest (sum, digest, &size);
  accept = g_base64_encode (digest, size);
  text = g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", accept);
  put (fd, text, strlen (text));
  peer.guests[fd].upgraded = TRUE;
}

static void
take_head (int fd)
{
  Guest *guest = &peer.guests[fd];
  char *end;

  guest->text[MIN (guest->n, sizeof guest->text - 1)] = '\0';
  end = strstr (guest->text, "\r\n\r\n");
  if (end == NULL)
    return;
  *end = '\0';
  if (is_mode ("websocket") || is_mode ("deaf"))
    shake_hands (fd, guest->text);
  else
    {
      const char *length = strstr (guest->text, "Content-Length: ");
      gsize rest = guest->n - (end + 4 - guest->text);

      guest->body = length == NULL ? 0 : g_ascii_strtoull (length + 16, NULL, 10);
      guest->body -= MIN (guest->body, rest);
      if (guest->body == 0)
        owe (fd);
    }
  guest->n = 0;
}

static void
take_bytes (int fd)
{
  static char waste[65536];
  Guest *guest = &peer.guests[fd];
  gssize n = guest->body > 0 ? recv (fd, waste, MIN (sizeof waste, guest->body), 0)
                             : recv (fd, guest->text + guest->n, sizeof guest->text - 1 - guest->n, 0);

  if (n <= 0)
    hang_up (fd);
  else if (guest->body > 0)
    {
      guest->body -= n;
      if (guest->body == 0)
        owe (fd);
    }
  else
    {
      guest->n += n;
      if (guest->upgraded)
        hear (guest);
      else
        take_head (fd);
    }
}

static void
welcome (int listener)
{
  int fd = accept4 (listener, NULL, NULL, SOCK_CLOEXEC);
  struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };
  int on = 1;

  if (fd < 0 || fd >= MOST)
    return;
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  peer.guests[fd] = (Guest) { .open = TRUE, .round = peer.guests[fd].round + 1 };
  peer.latest = MAX (peer.latest, fd);
  epoll_ctl (peer.epoll, EPOLL_CTL_ADD, fd, &event);
}

static int
start_listening (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK), .sin_port = htons (port) };
  socklen_t size = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (bind (fd, (struct sockaddr *) &address, size) != 0 || listen (fd, 512) != 0 ||
      getsockname (fd, (struct sockaddr *) &address, &size) != 0)
    return -1;
  g_print ("{\"event\":\"ready\",\"port\":%u,\"pid\":%d}\n", ntohs (address.sin_port), getpid ());

  return fd;
}

static void
watch (int fd)
{
  struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

  epoll_ctl (peer.epoll, EPOLL_CTL_ADD, fd, &event);
}

static void
stall_if_due (gint64 now)
{
  if (!is_mode ("stall") || now < peer.stall)
    return;
  g_usleep (peer.number * 1000);
  peer.stall += SECOND;
}

/* What is due is waited for awake: a machine that must wake up first would make the known service time an unknown one. */
static int
wait_for_events (struct epoll_event *events, int n)
{
  gint64 rest = peer.n_owed > 0 ? MAX (peer.owed[peer.head].due - now_ns () - AWAKE, 0) : SECOND / 20;
  struct timespec patience = { rest / SECOND, rest % SECOND };

  return epoll_pwait2 (peer.epoll, events, n, &patience, NULL);
}

int
main (int argc, char **argv)
{
  struct epoll_event events[256];
  struct rlimit limit;
  int listener;

  peer.mode = argc > 1 ? argv[1] : "delay";
  peer.number = argc > 2 ? atoi (argv[2]) : 0;
  peer.guests = g_new0 (Guest, MOST);
  peer.epoll = epoll_create1 (EPOLL_CLOEXEC);
  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
  prctl (PR_SET_TIMERSLACK, 1);
  listener = start_listening (argc > 3 ? atoi (argv[3]) : 0);
  watch (listener);
  watch (STDIN_FILENO);
  peer.stall = now_ns () + SECOND;

  for (;;)
    {
      int n = wait_for_events (events, G_N_ELEMENTS (events));

      stall_if_due (now_ns ());
      for (int i = 0; i < n; i++)
        if (events[i].data.fd == STDIN_FILENO)
          return EXIT_SUCCESS;
        else if (events[i].data.fd == listener)
          welcome (listener);
        else if (peer.guests[events[i].data.fd].open)
          take_bytes (events[i].data.fd);
      pay (now_ns ());
    }
}
