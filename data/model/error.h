/* The program's own error domain; G_IO_ERROR is passed through beside it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASSAY_ERROR_NETWORK,
  ASSAY_ERROR_FORMAT,   /* a file or body that is not what it should be; the message names file and place */
  ASSAY_ERROR_WORKLOAD,
  ASSAY_ERROR_INVALID,  /* a request that makes no sense: unknown id, impossible size */
  ASSAY_ERROR_HOST_KEY, /* a computer whose host key nobody has said is its own; the message names the key */
} AssayError;

#define ASSAY_ERROR (assay_error_quark ())

GQuark assay_error_quark (void);

G_END_DECLS
