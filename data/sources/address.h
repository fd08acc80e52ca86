/* An address on the web: which are asked at all, and where one may lead to another. Pure functions. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whom a host's name or number reaches. */
typedef enum
{
  ASSAY_REACH_UNKNOWN,    /* a name: only its numbers tell */
  ASSAY_REACH_LOOPBACK,   /* this machine */
  ASSAY_REACH_PRIVATE,    /* its own network, or nobody */
  ASSAY_REACH_PUBLIC,
} AssayReach;

typedef struct
{
  char *text;       /* whole, without a fragment */
  char *shown;      /* what messages say: without what its query asks for */
  char *host;       /* as in @text; a number of IPv6 in brackets */
  char *origin;     /* "https://host:port": where headers meant for one may go */
  gboolean secure;  /* https */
  AssayReach reach; /* of the host as it is written */
} AssayAddress;

/* %ASSAY_ERROR_INVALID if @text is no http or https address, or has a user name or password in it (which messages would show). */
AssayAddress *assay_address_parse          (const char *text, GError **error);
void          assay_address_free           (AssayAddress *self);
/* Loopback by RFC 6761 for names; the blocks of the IANA special-purpose registries (RFC 6890) for numbers, also where one of IPv4 is written
 * as one of IPv6. */
AssayReach    assay_address_reach          (const char *host);
/* Whether it may be asked: https everywhere, http on loopback or with @allow_plain. %ASSAY_ERROR_INVALID if not. */
gboolean      assay_address_check          (const AssayAddress *self, gboolean allow_plain, GError **error);
/* Whether @from may send us @to: never from https to http, never from a @public host to this machine or its network. %ASSAY_ERROR_NETWORK if not. */
gboolean      assay_address_check_redirect (const AssayAddress *from, const AssayAddress *to, gboolean allow_plain, gboolean public,
                                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssayAddress, assay_address_free)

G_END_DECLS
