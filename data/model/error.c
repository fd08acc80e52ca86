#include "data/model/error.h"

G_DEFINE_QUARK (assay-error-quark, assay_error)
