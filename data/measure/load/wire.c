#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "data/measure/load/generator.h"

#define ENDED (EPOLLRDHUP | EPOLLHUP | EPOLLERR)

/* A socket on its way, or -1. Edges are enough for us, and spare the kernel looking again at what was read already. */
static int
start_connecting (AssayGenerator *self, AssayWire *wire)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (self->spec->port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  struct epoll_event event = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = wire };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int on = 1;

  if (fd < 0)
    return -1;
  if (setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0 &&
      (connect (fd, (struct sockaddr *) &address, sizeof address) == 0 || errno == EINPROGRESS) &&
      epoll_ctl (self->epoll, EPOLL_CTL_ADD, fd, &event) == 0)
    return fd;

  on = errno;
  close (fd);
  errno = on;

  return -1;
}

static void
give_up_connecting (AssayGenerator *self, AssayWire *wire, int reason, gint64 now)
{
  assay_tally_trouble (&self->tally, "can't connect to 127.0.0.1:%u: %s", self->spec->port, g_strerror (reason));
  if (wire->state != ASSAY_WIRE_CLOSED)
    assay_wire_close (self, wire, now);
  self->loader->lost (self, wire, now, TRUE);
}

void
assay_wire_open (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  wire->fd = start_connecting (self, wire);
  if (wire->fd < 0)
    {
      give_up_connecting (self, wire, errno, now);
      return;
    }
  wire->state = ASSAY_WIRE_CONNECTING;
  wire->ending = FALSE;
  wire->touched = now;
  wire->unsent = 0;
  if (!wire->joined)
    self->n_opening++;
}

void
assay_wire_close (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  close (wire->fd);
  if (!wire->joined)
    self->n_opening--;
  if (wire->state != ASSAY_WIRE_CONNECTING && --self->n_open == 0)
    self->alone = now;
  wire->state = ASSAY_WIRE_CLOSED;
}

void
assay_wire_reopen (AssayGenerator *self, AssayWire *wire, gint64 now, gint64 delay)
{
  wire->retry = now + delay;
  if (self->n_retry++ == 0 || wire->retry < self->retry)
    self->retry = wire->retry;
}

void
assay_wires_retry (AssayGenerator *self, gint64 now)
{
  if (self->n_retry == 0 || now < self->retry)
    return;

  self->n_retry = 0;
  for (guint i = 0; i < self->spec->connections; i++)
    {
      AssayWire *wire = &self->wires[i];

      if (wire->retry == 0)
        continue;
      if (wire->retry > now)
        {
          assay_wire_reopen (self, wire, wire->retry, 0);
          continue;
        }
      wire->retry = 0;
      if (wire->joined)
        self->tally.reopened++;
      assay_wire_open (self, wire, now);
    }
}

static void
connected (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  int reason = 0;
  socklen_t size = sizeof reason;

  if (getsockopt (wire->fd, SOL_SOCKET, SO_ERROR, &reason, &size) != 0)
    reason = errno;
  if (reason != 0)
    {
      give_up_connecting (self, wire, reason, now);
      return;
    }
  wire->state = ASSAY_WIRE_READY;
  wire->touched = now;
  self->n_open++;
  self->alone = 0;
  self->loader->opened (self, wire, now);
}

void
assay_wire_break (AssayGenerator *self, AssayWire *wire, gint64 now, const char *words)
{
  if (wire->state == ASSAY_WIRE_BUSY)
    assay_tally_fail (&self->tally, 1, now, "%s", words);
  else
    assay_tally_trouble (&self->tally, "%s", words);
  assay_wire_close (self, wire, now);
  self->loader->lost (self, wire, now, TRUE);
}

static void
break_silent (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  g_autofree char *words = g_strdup_printf ("no answer within %g s", self->spec->patience);

  assay_wire_break (self, wire, now, words);
}

void
assay_wires_check (AssayGenerator *self, gint64 now)
{
  for (guint i = 0; i < self->n_tried; i++)
    {
      AssayWire *wire = &self->wires[i];

      if (wire->state == ASSAY_WIRE_CLOSED || now - wire->touched < self->patience)
        continue;
      if (wire->state == ASSAY_WIRE_BUSY)
        break_silent (self, wire, now);
      else if (wire->state == ASSAY_WIRE_CONNECTING)
        give_up_connecting (self, wire, ETIMEDOUT, now);
    }
}

static void
write_more (AssayGenerator *self, AssayWire *wire, gint64 now)
{
  const AssayMessage *message = &self->message;

  while (wire->unsent > 0)
    {
      gsize size;
      const char *piece = assay_message_piece (message, message->length - wire->unsent, &size);
      gssize n = send (wire->fd, piece, size, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 && errno == EAGAIN)
        return;
      if (n < 0)
        {
          assay_wire_break (self, wire, now, "the connection was closed while a request was sent");
          return;
        }
      wire->unsent -= n;
      wire->touched = now;
    }
}

void
assay_wire_ask (AssayGenerator *self, AssayWire *wire, gint64 planned, gint64 now)
{
  wire->state = ASSAY_WIRE_BUSY;
  wire->planned = planned;
  wire->started = wire->touched = now;
  wire->unsent = self->message.length;
  assay_reply_begin (&wire->reply);
  assay_tally_sent (&self->tally, 1, now);
  write_more (self, wire, now);
}

/* The end may complete an answer whose length only it tells. */
static void
ended (AssayGenerator *self, AssayWire *wire, int reason, gint64 now)
{
  g_autofree char *words = NULL;

  if (wire->state == ASSAY_WIRE_READY)
    {
      assay_wire_close (self, wire, now);
      self->loader->lost (self, wire, now, FALSE);
      return;
    }
  if (reason == 0 && assay_reply_end (&wire->reply))
    {
      self->loader->received (self, wire, "", 0);
      return;
    }
  words = g_strdup_printf ("the connection was closed before the answer was complete (%" G_GUINT64_FORMAT " bytes of body)%s%s",
                           wire->reply.length, reason == 0 ? "" : ": ", reason == 0 ? "" : g_strerror (reason));
  assay_wire_break (self, wire, now, words);
}

/* A short read has emptied the socket: the next byte is a new edge, but not the end if that was seen already. */
static void
read_more (AssayGenerator *self, AssayWire *wire, guint32 events, gint64 now)
{
  int fd = wire->fd;

  while (wire->state >= ASSAY_WIRE_READY && wire->fd == fd)
    {
      gssize n = recv (fd, self->buffer, sizeof self->buffer, 0);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 && errno == EAGAIN)
        return;
      if (n <= 0)
        {
          ended (self, wire, n == 0 ? 0 : errno, now);
          return;
        }
      self->tally.bytes += n;
      wire->touched = now;
      self->loader->received (self, wire, self->buffer, n);
      if (n < (gssize) sizeof self->buffer && (events & ENDED) == 0)
        return;
    }
}

void
assay_wire_event (AssayGenerator *self, AssayWire *wire, guint32 events, gint64 now)
{
  if (wire->state == ASSAY_WIRE_CONNECTING)
    connected (self, wire, now);
  if ((events & ENDED) != 0)
    wire->ending = TRUE;
  if (wire->state == ASSAY_WIRE_BUSY && wire->unsent > 0 && (events & EPOLLOUT) != 0)
    write_more (self, wire, now);
  if (wire->state >= ASSAY_WIRE_READY && (events & (EPOLLIN | ENDED)) != 0)
    read_more (self, wire, events, now);
}
