/* The generator: connections on one epoll, and a kind of load that decides what they do. */
#pragma once

#include "data/measure/load/frames.h"
#include "data/measure/load/message.h"
#include "data/measure/load/reply.h"
#include "data/measure/load/schedule.h"
#include "data/measure/load/tally.h"

G_BEGIN_DECLS

#define ASSAY_GENERATOR_BUFFER (256 * 1024)   /* bytes read at once: most answers come in one piece */
#define ASSAY_GENERATOR_OPENING 64            /* connections being opened at once: fewer than a server's queue holds */

typedef struct _AssayGenerator AssayGenerator;
typedef struct _AssayWire AssayWire;

typedef enum
{
  ASSAY_WIRE_CLOSED,
  ASSAY_WIRE_CONNECTING,
  ASSAY_WIRE_READY,      /* open, nothing asked */
  ASSAY_WIRE_BUSY,       /* a request is on it */
} AssayWireState;

/* One connection. */
struct _AssayWire
{
  int fd;
  AssayWireState state;
  guint number;               /* position among the generator's wires */
  gboolean joined;            /* what opening is for has been done */
  gboolean queued;            /* stands in the queue of free wires */
  gboolean ending;            /* the server won't read another request */
  gsize unsent;               /* bytes of the request */
  gint64 planned, started;    /* ns, of the request */
  gint64 touched;             /* ns, when something was last sent or received */
  gint64 retry;               /* ns, when a closed one is opened again; 0: not */
  AssayReply reply;
  AssayFrames *frames;        /* of the WebSocket kind; or NULL */
};

/* A kind of load. */
typedef struct
{
  const char *headers;        /* of ours in its requests, each ending in CR LF */
  /* Something is connected. */
  void   (*opened)   (AssayGenerator *self, AssayWire *wire, gint64 now);
  /* All are open, or as many as could be. */
  void   (*begin)    (AssayGenerator *self, gint64 now);
  /* Bytes came. */
  void   (*received) (AssayGenerator *self, AssayWire *wire, const char *data, gsize length);
  /* It is closed: by the server between two requests, or because something @failed. The request that was on it is counted already. */
  void   (*lost)     (AssayGenerator *self, AssayWire *wire, gint64 now, gboolean failed);
  /* After each batch of events: sends what is due, ends the load. */
  void   (*advance)  (AssayGenerator *self, gint64 now);
  /* When advance() has something to do at the latest, ns. */
  gint64 (*wake)     (const AssayGenerator *self, gint64 now);
} AssayLoader;

struct _AssayGenerator
{
  const AssayLoadSpec *spec;
  const AssayLoader *loader;
  AssayMessage message;
  AssaySchedule schedule;
  AssayTally tally;
  int epoll;
  gint64 patience;            /* ns */
  guint64 length;             /* of every answer's body; G_MAXUINT64: any */

  AssayWire *wires;           /* spec->connections of them */
  guint n_tried;              /* opened for the first time */
  guint n_opening, n_open;    /* on their way to be joined; connected */
  guint n_retry;              /* closed ones that wait for another attempt */
  gint64 retry;               /* ns, the earliest of those */
  guint *queue;               /* ring of free wires, spec->connections long */
  guint queue_head, n_queued;

  gint64 opening, begin, end; /* ns: of the attempt, of the load */
  gint64 alone;               /* ns, since when nothing is open; 0: something is */
  gint64 tick, check;         /* ns, of the next interval's end and the next search for timed out requests */
  guint cursor;               /* idle kind: the next wire to ask */
  guint64 sequence;           /* WebSocket kind: of the message under way */
  guint left;                 /* wires that haven't got it yet */
  gint64 said;                /* ns, when it was sent */
  char text[40];              /* what it says */
  gboolean quiet, done;
  char buffer[ASSAY_GENERATOR_BUFFER];
};

extern const AssayLoader assay_loader_requests, assay_loader_websocket, assay_loader_idle;

/* Runs the load to its end and prints what it found; FALSE with an error printed when nothing could be opened. */
gboolean   assay_generator_run    (const AssayLoadSpec *spec);
/* What opening @wire was for has been done. */
void       assay_generator_joined (AssayGenerator *self, AssayWire *wire);

/* Connections, wire.c */
void       assay_wire_open        (AssayGenerator *self, AssayWire *wire, gint64 now);
void       assay_wire_close       (AssayGenerator *self, AssayWire *wire, gint64 now);
/* Has it opened again after @delay ns. */
void       assay_wire_reopen      (AssayGenerator *self, AssayWire *wire, gint64 now, gint64 delay);
/* Opens those whose time has come. */
void       assay_wires_retry      (AssayGenerator *self, gint64 now);
/* Breaks those that have been silent for too long. */
void       assay_wires_check      (AssayGenerator *self, gint64 now);
/* Sends the request, or as much as the kernel takes now. */
void       assay_wire_ask         (AssayGenerator *self, AssayWire *wire, gint64 planned, gint64 now);
/* Counts it as failed, with these words, and closes it. */
void       assay_wire_break       (AssayGenerator *self, AssayWire *wire, gint64 now, const char *words);
void       assay_wire_event       (AssayGenerator *self, AssayWire *wire, guint32 events, gint64 now);

/* HTTP on a wire, exchange.c. TRUE if @data completed the answer and the wire is ready for another request, at @now; an answer that wasn't well
 * is counted, a wire that can't go on is lost. */
gboolean   assay_exchange_feed    (AssayGenerator *self, AssayWire *wire, const char *data, gsize length, gint64 *now);

/* Free wires, queue.c */
void       assay_queue_push       (AssayGenerator *self, AssayWire *wire);
/* The one that has been free for longest, or NULL. */
AssayWire *assay_queue_pop        (AssayGenerator *self);

G_END_DECLS
