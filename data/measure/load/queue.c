#include "data/measure/load/generator.h"

/* Those that were closed meanwhile are dropped when their turn comes; one that stands in it already keeps its place. */
void
assay_queue_push (AssayGenerator *self, AssayWire *wire)
{
  guint size = self->spec->connections;

  if (wire->queued)
    return;
  wire->queued = TRUE;
  self->queue[(self->queue_head + self->n_queued++) % size] = wire->number;
}

AssayWire *
assay_queue_pop (AssayGenerator *self)
{
  while (self->n_queued > 0)
    {
      AssayWire *wire = &self->wires[self->queue[self->queue_head]];

      self->queue_head = (self->queue_head + 1) % self->spec->connections;
      self->n_queued--;
      wire->queued = FALSE;
      if (wire->state == ASSAY_WIRE_READY)
        return wire;
    }

  return NULL;
}
