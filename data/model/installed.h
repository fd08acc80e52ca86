/* Where the program's own files are once it is installed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The installed file or folder @path, an absolute path as the build was configured; below the root into which the program was put, where that is not "/"
 * (meson's DESTDIR). Transfer full. */
char *assay_installed_path (const char *path);

G_END_DECLS
